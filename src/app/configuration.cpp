#include "app/configuration.hpp"

#include "ocppgw/transport/tls.hpp"

#include <iostream>
#include <stdexcept>
#include <string_view>

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

using config::problem;

// One by one, so that all that are wrong are named.
void check_answers(const config::settings& values, std::vector<problem>& problems) {
  for (const auto& answer : values.ocpp.answers) {
    try {
      session::answer_policy(values.ocpp.heartbeat_interval, {}, {answer});
    } catch (const std::invalid_argument& wrong) {
      problems.push_back({"", "ocpp.answers." + answer.first, wrong.what()});
    }
  }
}

void check_certificates(const config::settings& values, std::vector<problem>& problems) {
  const auto listeners = network_settings(values).listeners;
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    const auto& tls = listeners[i].tls;
    if (!tls || tls->certificates.empty()) continue;  // none: `--dev` makes one, everyone else was told by config
    if (auto wrong = transport::check_tls(*tls); !wrong.empty()) problems.push_back({"", "listeners[" + std::to_string(i) + "].tls", wrong});
  }
}

void check_kafka(const config::settings& values, std::vector<problem>& problems) {
  for (auto& wrong : kafka::check_properties(kafka_settings(values))) problems.push_back({"", "kafka.properties", std::move(wrong)});
}

}  // namespace

config::sources sources_of(const options& chosen) { return {chosen.config_file, environment(), chosen.sets, chosen.dev}; }

config::loaded load_and_check(const config::sources& from) {
  auto loaded = config::load(from);
  if (!loaded.problems.empty()) return loaded;
  check_answers(loaded.values, loaded.problems);
  check_certificates(loaded.values, loaded.problems);
  check_kafka(loaded.values, loaded.problems);
  for (auto& found : loaded.problems) found.where = loaded.where(found.path);
  return loaded;
}

void report(const std::vector<config::problem>& problems) {
  for (const auto& found : problems) std::cerr << found.where << ": " << found.path << ": " << found.message << '\n';
  std::cerr << problems.size() << (problems.size() == 1 ? " error" : " errors") << " in the configuration\n";
}

}  // namespace ocppgw::app
