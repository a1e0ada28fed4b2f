#include "ocppgw/telemetry/log.hpp"

#include "telemetry/line_formatter.hpp"
#include "telemetry/line_limiter.hpp"

#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <stdexcept>

namespace ocppgw::telemetry {
namespace {

class registry {
 public:
  registry() : sink_(std::make_shared<spdlog::sinks::stdout_sink_mt>()) {
    sink_->set_formatter(make_line_formatter(log_format::text));
  }

  spdlog::logger& get(std::string_view module) {
    const std::lock_guard lock(guard_);
    if (const auto found = loggers_.find(module); found != loggers_.end()) return *found->second;
    auto made = std::make_unique<spdlog::logger>(std::string(module), sink_);
    made->set_level(level_);
    return *loggers_.emplace(module, std::move(made)).first->second;
  }

  void configure(spdlog::level::level_enum level, log_format format) {
    const std::lock_guard lock(guard_);
    level_ = level;
    sink_->set_formatter(make_line_formatter(format));
    for (const auto& [name, logger] : loggers_) logger->set_level(level);
  }

  line_limiter& limiter() { return limiter_; }

 private:
  std::mutex guard_;
  spdlog::level::level_enum level_ = spdlog::level::info;
  std::shared_ptr<spdlog::sinks::stdout_sink_mt> sink_;
  std::map<std::string, std::unique_ptr<spdlog::logger>, std::less<>> loggers_;
  line_limiter limiter_;
};

// Never destroyed: a thread may log while the process ends.
registry& all() {
  static auto& instance = *std::make_unique<registry>().release();
  return instance;
}

spdlog::level::level_enum level_named(std::string_view name) {
  const auto level = spdlog::level::from_str(std::string(name));
  // spdlog takes an unknown name for "off", which would silence the gateway.
  if (level == spdlog::level::off && name != "off") throw std::runtime_error("unknown log level: " + std::string(name));
  return level;
}

void write(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message, std::initializer_list<log_field> fields) {
  const auto packed = pack_line(message, fields);
  to.log(level, spdlog::string_view_t(packed.data(), packed.size()));
}

std::string cause_of(std::initializer_list<log_field> fields) {
  constexpr std::array<std::string_view, 6> causes{"reason", "error", "code", "status", "result", "facility"};
  std::string out;
  for (const auto& each : fields) {
    if (std::find(causes.begin(), causes.end(), each.key()) == causes.end()) continue;
    if (!out.empty()) out += ", ";
    out += each.value();
  }
  return out;
}

void say_left_out(base::steady_time now) {
  for (const auto& [kind, lines] : all().limiter().take_left_out(now)) {
    write(all().get(kind.module), kind.level, kind.message, {{"cause", kind.cause}, {"left_out", lines}});
  }
}

}  // namespace

void configure_logging(std::string_view level, log_format format) { all().configure(level_named(level), format); }

spdlog::logger& log(std::string_view module) { return all().get(module); }

void log_line(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
              std::initializer_list<log_field> fields) {
  if (!to.should_log(level)) return;
  say_left_out(base::now().steady);
  write(to, level, message, fields);
}

void log_limited(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
                 std::initializer_list<log_field> fields) {
  if (!to.should_log(level)) return;
  const auto now = base::now().steady;
  say_left_out(now);
  if (all().limiter().admit({to.name(), std::string(message), cause_of(fields), level}, now)) write(to, level, message, fields);
}

void log_left_out() { say_left_out(base::steady_time::max()); }

}  // namespace ocppgw::telemetry
