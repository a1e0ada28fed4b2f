// `ocpp-gateway run`.
#include "app/configuration.hpp"
#include "app/dev/dev_mode.hpp"
#include "app/gateway.hpp"
#include "app/properties/properties.hpp"
#include "app/signals.hpp"

#include "ocppgw/config/print.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <sys/resource.h>

#include <chrono>
#include <iostream>
#include <optional>

namespace ocppgw::app {
namespace {

constexpr std::chrono::seconds dev_start_time{10};

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

int serve(snapshot values, bool dev) {
  telemetry::configure_logging(values->log.level, values->log.format);
  block_stop_signals();
  warn_about_descriptors(*values);
  std::optional<dev_mode> embedded;
  if (dev) values = embedded.emplace(*values).values();
  gateway running(values);
  if (embedded && running.wait_until_ready(dev_start_time))
    embedded->print_screen(std::cout, running.listeners(), running.admin_port());
  wait_for_stop_signal();
  const bool nothing_left_behind = running.stop();
  telemetry::log_left_out();
  return nothing_left_behind ? 0 : exit_failure;
}

}  // namespace

int run(const options& chosen) {
  const auto loaded = load_configuration(sources_of(chosen));
  if (loaded.values) return serve(loaded.values, chosen.dev);
  report(loaded.problems);
  return exit_configuration;
}

int check(const options& chosen) {
  const auto loaded = load_configuration(sources_of(chosen));
  if (loaded.values) {
    std::cout << "the configuration is fine\n";
    return 0;
  }
  report(loaded.problems);
  return exit_configuration;
}

int print_config(const options& chosen) {
  std::cout << (chosen.reference ? reference() : config::print_effective(properties(), sources_of(chosen)));
  return 0;
}

}  // namespace ocppgw::app
