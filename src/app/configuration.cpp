#include "app/configuration.hpp"

#include "app/properties/properties.hpp"
#include "app/properties/rules.hpp"

#include "ocppgw/transport/tls.hpp"

#include <chrono>
#include <stdexcept>
#include <string_view>
#include <utility>

extern char** environ;

namespace ocppgw::app {
namespace {

constexpr std::string_view environment_prefix = "OCPPGW_";
constexpr std::chrono::hours soon{30 * 24};

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

// Each list by itself, beside the usual other one.
void check_suites(const net::tls_settings& tls, const std::string& path, config::findings& found) {
  net::tls_settings only;
  if (!tls.ciphers.empty()) only.ciphers = tls.ciphers;
  report(path + ".ciphers", transport::check_suites(only), found);
  only = {};
  if (!tls.ciphersuites.empty()) only.ciphersuites = tls.ciphersuites;
  report(path + ".ciphersuites", transport::check_suites(only), found);
  only = {};
  if (!tls.groups.empty()) only.groups = tls.groups;
  report(path + ".groups", transport::check_suites(only), found);
}

void check_client_certificates(const net::tls_settings& tls, const std::string& path, config::findings& found) {
  if (tls.client) report(path + ".client", transport::check_client_certificates(*tls.client), found);
  if (!tls.ticket_key_file.empty()) report(path + ".ticket_key_file", transport::check_ticket_key_file(tls.ticket_key_file), found);
}

// Those that expire soon, or have, are handed back: that is no error of what was written.
class certificate_checks {
 public:
  certificate_checks(base::wall_time now, config::findings& found) : now_(now), found_(found) {}

  void check(const net::tls_settings& tls, const std::string& path) {
    bool any_rsa = tls.certificates.empty();
    for (std::size_t i = 0; i < tls.certificates.size(); ++i)
      any_rsa = check(tls.certificates[i], path + ".certificates[" + std::to_string(i) + "]") || any_rsa;
    if (!any_rsa) found_.warn_at({path + ".certificates"}, "has no RSA certificate: old stations can verify no other");
  }
  std::vector<expiring_certificate> take_expiring() { return std::move(expiring_); }

 private:
  // Whether it is one with an RSA key, or might be.
  bool check(const net::certificate& what, const std::string& path) {
    const auto checked = transport::check_certificate(what);
    report(path, checked.wrong, found_);
    const base::wall_time at{std::chrono::seconds(checked.expires)};
    check_response(checked, path);
    if (checked.wrong.empty() && at < now_ + soon)
      expiring_.push_back({found_.where(path + ".cert"), path, what.chain_file, at, at <= now_});
    return checked.is_rsa || !checked.wrong.empty();
  }

  void check_response(const transport::certificate_check& checked, const std::string& path) {
    const base::wall_time due{std::chrono::seconds(checked.response_due)};
    if (checked.response_due == 0 || due > now_) return;
    found_.warn_at({path + ".ocsp_response_file"},
                   "a newer response was due at " + base::format_seconds(due) + ": it is not shown");
  }

  const base::wall_time now_;
  config::findings& found_;
  std::vector<expiring_certificate> expiring_;
};

std::vector<expiring_certificate> check_tls(const settings& values, base::wall_time now, config::findings& found) {
  certificate_checks certificates(now, found);
  for (std::size_t i = 0; i < values.network.listeners.size(); ++i) {
    const auto& tls = values.network.listeners[i].tls;
    if (!tls) continue;
    const auto path = "listeners[" + std::to_string(i) + "].tls";
    check_suites(*tls, path, found);
    check_client_certificates(*tls, path, found);
    certificates.check(*tls, path);
  }
  return certificates.take_expiring();
}

// Each at the line of its property; what librdkafka refuses only together, at the map.
void check_kafka(const settings& values, config::findings& found) {
  for (const auto& wrong : kafka::check_properties(values.kafka)) {
    const auto map = "kafka." + wrong.map;
    const auto path = wrong.name.empty() ? map : config::join(map, wrong.name);
    found.report(found.where(path), path, wrong.what);
  }
}

// A problem names its line in that file, never what stands there.
void check_stations(const auth_settings& chosen, config::findings& found) {
  constexpr auto path = "auth.stations.file";
  if (chosen.mode != auth_mode::stations || chosen.stations.file.empty()) return;
  report("auth.pepper_file", auth::check_pepper_file(chosen.stations.pepper_file), found);
  for (const auto& wrong : auth::check_stations_file(chosen.stations.file))
    found.report(found.where(path), path, chosen.stations.file + ": " + wrong);
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

loaded_settings load_configuration(const config::sources& from, base::wall_time now) {
  auto [values, found] = config::load(properties(), from);
  std::vector<expiring_certificate> expiring;
  if (found.is_readable) {
    check_rules(values, from.preset.has_value(), found);
    check_answers(values, found);
    expiring = check_tls(values, now, found);
    check_kafka(values, found);
    check_stations(values.auth, found);
  }
  auto log = values.log;
  auto complete_values = found.problems.empty() ? complete(std::move(values)) : nullptr;
  return {std::move(complete_values), std::move(found.problems), std::move(found.warnings), std::move(expiring), std::move(log)};
}

}  // namespace ocppgw::app
