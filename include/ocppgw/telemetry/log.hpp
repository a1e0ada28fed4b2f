// Logs through spdlog, text or JSON, to standard output. `station=` and `session=` stand on every line that has them.
// Thread-safe. No payloads above debug; no idTag, iccid or imsi above debug.
#pragma once

#include <spdlog/spdlog.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace ocppgw::telemetry {

enum class log_format { text, json };

// Sets the level (trace, debug, info, warning, error, critical, off) and the format of all loggers; called once by app, and again
// on reload of the level. Throws std::runtime_error for another level. Before the first call: info, text.
void configure_logging(std::string_view level, log_format format);

// One logger per module: "net", "kafka", "app", ... Created on first use; the reference lives as long as the process.
spdlog::logger& log(std::string_view module);

// A field of a log line; the formatter renders ` key=value` (quoted where needed) or a JSON member.
struct log_field {
  std::string_view key;
  std::string_view value;
};

// log_line(log("net"), spdlog::level::info, "session opened", {{"station", id}, {"session", sid}});
void log_line(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
              std::initializer_list<log_field> fields = {});

// For lines a peer can provoke: at most ten per module and message in ten seconds; the first one after that is
// preceded by a line with `left_out=<n>`. So `message` is a constant, and what varies is in the fields.
void log_limited(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
                 std::initializer_list<log_field> fields = {});

}  // namespace ocppgw::telemetry
