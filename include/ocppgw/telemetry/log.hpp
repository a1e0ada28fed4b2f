// Logs through spdlog, text or JSON, to standard output. `station=` and `session=` stand on every line that has them.
// Thread-safe. No payloads above debug; no idTag, iccid or imsi above debug.
#pragma once

#include <spdlog/spdlog.h>

#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::telemetry {

enum class log_format { text, json };

// Sets the level and the format of all loggers; called once by app, and again on reload of the level.
void configure_logging(std::string_view level, log_format format);

// One logger per module: "net", "kafka", "app", ... Created on first use; keep the reference.
spdlog::logger& log(std::string_view module);

// A field of a log line; the formatter renders ` key=value` (quoted where needed) or a JSON member.
struct log_field {
  std::string_view key;
  std::string_view value;
};

// log_line(log("net"), spdlog::level::info, "session opened", {{"station", id}, {"session", sid}});
void log_line(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message, std::initializer_list<log_field> fields = {});

// For lines a peer can provoke: at most `burst` per `module+message` in ten seconds, then one line that counts what was left out.
void log_limited(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message, std::initializer_list<log_field> fields = {});

}  // namespace ocppgw::telemetry
