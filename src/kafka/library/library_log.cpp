#include "kafka/library/library_log.hpp"

#include "ocppgw/telemetry/log.hpp"

namespace ocppgw::kafka {
namespace {

// syslog's levels; a broker that is away is a matter for our own warning, not an error of the process.
spdlog::level::level_enum to_level(int level) {
  if (level <= 2) return spdlog::level::critical;
  if (level <= 4) return spdlog::level::warn;
  if (level == 5) return spdlog::level::info;
  return spdlog::level::debug;
}

}  // namespace

void log_library_line(const rd_kafka_t*, int level, const char* facility, const char* line) {
  // The embedded broker is too simple to be told not to create topics; real ones have understood since 0.11.
  const bool harmless = std::string_view(facility) == "AUTOCREATE";
  telemetry::log_limited(telemetry::log("kafka"), harmless ? spdlog::level::debug : to_level(level), "librdkafka",
                         {{"facility", facility}, {"line", line}});
}

}  // namespace ocppgw::kafka
