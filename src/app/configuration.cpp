#include "app/configuration.hpp"

#include "app/properties/properties.hpp"
#include "app/properties/rules.hpp"
#include "app/properties/warnings.hpp"

#include "ocppgw/transport/tls.hpp"

#include <iostream>
#include <stdexcept>
#include <string_view>
#include <utility>

extern char** environ;

namespace ocppgw::app {
namespace {

constexpr std::string_view environment_prefix = "OCPPGW__";

std::vector<std::pair<std::string, std::string>> environment() {
  std::vector<std::pair<std::string, std::string>> found;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (text.starts_with(environment_prefix) && equals != std::string_view::npos)
      found.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

// Reports what a module says about the value of a property, unless there is a problem with that value anyway.
void report(const std::string& path, const std::string& wrong, config::findings& found) {
  if (!wrong.empty() && !found.has_problem(path)) found.report(found.where(path), path, wrong);
}

std::string check_answer(const std::pair<const std::string, std::string>& answer, std::chrono::seconds heartbeat_interval) {
  try {
    session::answer_policy(heartbeat_interval, {}, {answer});
    return {};
  } catch (const std::invalid_argument& wrong) {
    return wrong.what();
  }
}

// One by one, so that all that are wrong are named.
void check_answers(const settings& values, config::findings& found) {
  for (const auto& answer : values.answers.overrides)
    report("ocpp.answers." + answer.first, check_answer(answer, values.answers.heartbeat_interval), found);
}

void check_certificates(const settings& values, config::findings& found) {
  for (std::size_t i = 0; i < values.network.listeners.size(); ++i) {
    const auto& tls = values.network.listeners[i].tls;
    // Without any, the rules have said so, or the development mode makes one.
    if (tls && !tls->certificates.empty()) report("listeners[" + std::to_string(i) + "].tls", transport::check_tls(*tls), found);
  }
}

void check_kafka(const settings& values, config::findings& found) {
  for (const auto& wrong : kafka::check_properties(values.kafka))
    found.report(found.where("kafka.properties"), "kafka.properties", wrong);
}

}  // namespace

config::preset dev_preset() {
  // Only this machine: without authentication, nobody else is to find an open door.
  constexpr auto listeners = R"([{bind: "127.0.0.1:9443", tls: {}}, {bind: "127.0.0.1:9000"}])";
  return {"run --dev", {{"gateway.id", "dev"}, {"auth.mode", "none"}, {"listeners", listeners}}};
}

config::sources sources_of(const options& chosen) {
  return {chosen.config_file, environment(), chosen.sets, chosen.dev ? std::optional(dev_preset()) : std::nullopt};
}

loaded_settings load_configuration(const config::sources& from) {
  auto [values, found] = config::load(properties(), from);
  if (found.is_readable) {
    check_rules(values, from.preset.has_value(), found);
    check_answers(values, found);
    check_certificates(values, found);
    check_kafka(values, found);
  }
  if (!found.problems.empty()) return {nullptr, std::move(found.problems)};
  auto warnings = find_warnings(values, found);
  return {complete(std::move(values)), {}, std::move(warnings)};
}

void report(const std::vector<config::problem>& problems) {
  for (const auto& found : problems) std::cerr << found.where << ": " << found.path << ": " << found.message << '\n';
  std::cerr << problems.size() << (problems.size() == 1 ? " error" : " errors") << " in the configuration\n";
}

void report_warnings(const std::vector<config::problem>& warnings) {
  for (const auto& found : warnings) std::cerr << found.where << ": warning: " << found.path << ": " << found.message << '\n';
}

}  // namespace ocppgw::app
