// Logs through spdlog, text or JSON, to standard output. `station=` and `session=` stand on every line that has them.
// Thread-safe. No payloads above debug; no idTag, iccid or imsi above debug.
#pragma once

#include <spdlog/spdlog.h>

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
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

// A field of a log line; the formatter renders ` key=value` (quoted where needed) or a JSON member, a number without quotes.
class log_field {
 public:
  log_field(std::string_view key, std::string_view value) : key_(key), text_(value) {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
  log_field(std::string_view key, Number value) : key_(key), size_(print(value)) {}

  std::string_view key() const { return key_; }
  std::string_view value() const { return is_number() ? std::string_view{digits_.data(), size_} : text_; }
  bool is_number() const { return size_ > 0; }

 private:
  template <std::integral Number>
  std::size_t print(Number value) {
    return static_cast<std::size_t>(std::to_chars(digits_.data(), digits_.data() + digits_.size(), value).ptr - digits_.data());
  }

  std::string_view key_;
  std::string_view text_;
  std::array<char, 20> digits_{};
  std::size_t size_ = 0;
};

// log_line(log("net"), spdlog::level::info, "session opened", {{"station", id}, {"session", sid}});
void log_line(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
              std::initializer_list<log_field> fields = {});

// For lines a peer can provoke: at most ten per module, message and cause in ten seconds; the first line of any kind after that is
// preceded by one with `left_out=<n>`. The cause is what the fields reason, error, code, status, result and facility say. So
// `message` is a constant, and what varies is in the fields.
void log_limited(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
                 std::initializer_list<log_field> fields = {});

// Says now what was left out so far: before the process ends.
void log_left_out();

}  // namespace ocppgw::telemetry
