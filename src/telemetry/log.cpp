#include "ocppgw/telemetry/log.hpp"

#include "telemetry/line_formatter.hpp"
#include "telemetry/line_limiter.hpp"

#include <spdlog/sinks/stdout_sinks.h>

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

}  // namespace

void configure_logging(std::string_view level, log_format format) { all().configure(level_named(level), format); }

spdlog::logger& log(std::string_view module) { return all().get(module); }

void log_line(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
              std::initializer_list<log_field> fields) {
  if (!to.should_log(level)) return;
  const auto packed = pack_line(message, fields);
  to.log(level, spdlog::string_view_t(packed.data(), packed.size()));
}

void log_limited(spdlog::logger& to, spdlog::level::level_enum level, std::string_view message,
                 std::initializer_list<log_field> fields) {
  if (!to.should_log(level)) return;
  const auto kind = to.name() + '\x1f' + std::string(message);
  const auto verdict = all().limiter().admit(kind, std::chrono::steady_clock::now());
  if (!verdict.pass) return;
  if (verdict.left_out > 0) log_line(to, level, message, {{"left_out", std::to_string(verdict.left_out)}});
  log_line(to, level, message, fields);
}

}  // namespace ocppgw::telemetry
