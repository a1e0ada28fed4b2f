#include "app/process/lifecycle_log.hpp"

#include "ocppgw/app/commands.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <cstdint>

namespace ocppgw::app {
namespace {

using telemetry::log_line;

spdlog::logger& logger() { return telemetry::log("app"); }

}  // namespace

void log_starting(const settings& values) {
  log_line(logger(), spdlog::level::info, "starting",
           {{"version", version_text()}, {"revision", revision_text()}, {"instance", values.sessions.records.instance_id}});
}

void log_listening(const std::vector<net::bound_listener>& listeners, unsigned short admin_port) {
  for (const auto& each : listeners) {
    log_line(logger(), spdlog::level::info, "listening",
             {{"address", each.address}, {"port", each.port}, {"tls", each.tls ? "yes" : "no"}, {"prefix", each.prefix}});
  }
  log_line(logger(), spdlog::level::info, "listening for the operator", {{"port", admin_port}});
}

void log_ready() { log_line(logger(), spdlog::level::info, "ready"); }

void log_ignored_hang_up() {
  log_line(logger(), spdlog::level::warn, "SIGHUP is ignored: run --dev goes by no file that could be read again");
}

void log_not_stored(bool flushed, std::size_t records) {
  if (records != 0) {
    log_line(logger(), spdlog::level::err, "stopped with records that Kafka did not acknowledge", {{"records", records}});
  } else if (!flushed) {
    log_line(logger(), spdlog::level::err,
             "stopped before all offsets were committed: the next process reads those commands again");
  }
}

void log_stopped(const telemetry::metrics& metrics) {
  std::uint64_t dropped = 0;
  for (const auto& [reason, count] : metrics.counted("ocppgw_events_dropped_total", "reason")) {
    dropped += count;
    if (count > 0) log_line(logger(), spdlog::level::err, "events were lost", {{"reason", reason}, {"count", count}});
  }
  log_line(logger(), spdlog::level::info, "stopped", {{"events_dropped", dropped}});
}

}  // namespace ocppgw::app
