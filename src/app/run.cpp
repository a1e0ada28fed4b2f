// `ocpp-gateway run`.
#include "app/configuration.hpp"
#include "app/dev/dev_mode.hpp"
#include "app/gateway.hpp"
#include "app/process/exit_deadline.hpp"
#include "app/process/lifecycle_log.hpp"
#include "app/process/signals.hpp"
#include "app/properties/properties.hpp"
#include "app/reload/reloader.hpp"
#include "app/start/configuration_report.hpp"

#include "ocppgw/config/print.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <sys/resource.h>

#include <chrono>
#include <exception>
#include <iostream>
#include <optional>

namespace ocppgw::app {
namespace {

constexpr std::chrono::seconds dev_start_time{10};
constexpr std::chrono::milliseconds look_again{100};
constexpr std::chrono::seconds between_looks{1};  // at the files that TLS goes by
constexpr std::chrono::seconds end_time{1};  // for threads to end once everything is stored

// A session is one descriptor; a fifth more for Kafka, the admin listener and handshakes.
void warn_about_descriptors(const settings& values) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  const auto wanted = values.network.limits.sessions + values.network.limits.sessions / 5;
  if (limit.rlim_cur >= wanted) return;
  telemetry::log_line(telemetry::log("app"), spdlog::level::warn, "the file descriptor limit is below limits.sessions + 20 %",
                      {{"limit", limit.rlim_cur}, {"wanted", wanted}});
}

// Meanwhile it says once that the gateway is ready, and reads again what has changed. `kept_up_to_date`: nullptr for what is made
// up, and stands in no file.
void wait_for_stop(const gateway& running, reloader* kept_up_to_date) {
  bool announced = false;
  while (true) {
    const auto got = wait_for_signal(announced ? std::chrono::milliseconds(between_looks) : look_again);
    if (got == signal_kind::stop) break;
    if (got == signal_kind::hang_up && kept_up_to_date == nullptr) log_ignored_hang_up();
    if (got == signal_kind::hang_up && kept_up_to_date != nullptr) kept_up_to_date->reload();
    if (kept_up_to_date != nullptr) kept_up_to_date->look_at_files();
    if (announced || !running.is_ready()) continue;
    log_ready();
    announced = true;
  }
  unblock_stop_signals();
}

int serve(snapshot values, const options& chosen) {
  block_signals();
  log_starting(*values);
  warn_about_descriptors(*values);
  std::optional<dev_mode> embedded;
  if (chosen.dev) values = embedded.emplace(*values).values();
  gateway running(values);
  if (embedded && running.wait_until_ready(dev_start_time))
    embedded->print_screen(std::cout, running.listeners(), running.admin_port());
  std::optional<reloader> kept_up_to_date;
  if (!chosen.dev) {
    running.report_weak_settings();
    kept_up_to_date.emplace(sources_of(chosen), running);
  }
  wait_for_stop(running, kept_up_to_date ? &*kept_up_to_date : nullptr);
  const bool nothing_left_behind = running.stop();
  telemetry::log_left_out();
  const int code = nothing_left_behind ? 0 : exit_failure;
  exit_within(end_time, code);
  return code;
}

}  // namespace

// What ends a start is a line of the log like any other.
int run(const options& chosen) {
  const auto loaded = load_configuration(sources_of(chosen));
  if (!loaded.values) {
    report_problems(loaded);
    return exit_configuration;
  }
  telemetry::configure_logging(loaded.log.level, loaded.log.format);
  log_warnings(loaded);
  try {
    return serve(loaded.values, chosen);
  } catch (const std::exception& fault) {
    telemetry::log_line(telemetry::log("app"), spdlog::level::critical, "cannot run", {{"reason", fault.what()}});
    return exit_failure;
  }
}

int check(const options& chosen) {
  if (!print_findings(load_configuration(sources_of(chosen)), std::cerr)) return exit_configuration;
  std::cout << "the configuration is fine\n";
  return 0;
}

int print_config(const options& chosen) {
  std::cout << (chosen.reference ? reference() : config::print_effective(properties(), sources_of(chosen)));
  return 0;
}

}  // namespace ocppgw::app
