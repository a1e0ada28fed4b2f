#include "ocppgw/telemetry/log.hpp"

#include "support/catch.hpp"
#include "telemetry/line_formatter.hpp"
#include "telemetry/line_limiter.hpp"

#include <spdlog/sinks/ostream_sink.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

using namespace ocppgw;
using telemetry::log_field;
using telemetry::log_format;

namespace {

// A logger of the test's own that writes into a string, with the time cut off.
class captured {
 public:
  explicit captured(log_format format) : sink_(std::make_shared<spdlog::sinks::ostream_sink_mt>(out_)), logger_("net", sink_) {
    sink_->set_formatter(telemetry::make_line_formatter(format));
  }
  spdlog::logger& logger() { return logger_; }
  std::string text() const {
    const auto all = out_.str();
    return all.substr(std::min(all.find(' ') + 1, all.size()));
  }
  std::string whole() const { return out_.str(); }

 private:
  std::ostringstream out_;
  std::shared_ptr<spdlog::sinks::ostream_sink_mt> sink_;
  spdlog::logger logger_;
};

std::string text_of(std::string_view message, std::initializer_list<log_field> fields) {
  captured log(log_format::text);
  telemetry::log_line(log.logger(), spdlog::level::info, message, fields);
  return log.text();
}

std::string json_of(std::string_view message, std::initializer_list<log_field> fields) {
  captured log(log_format::json);
  telemetry::log_line(log.logger(), spdlog::level::warn, message, fields);
  const auto whole = log.whole();
  return whole.substr(whole.find(R"(,"level")"));
}

}  // namespace

TEST_CASE("a text line carries its fields as key=value") {
  CHECK(text_of("session opened", {{"station", "CP001"}, {"session", "ab12"}}) ==
        "info net session opened station=CP001 session=ab12\n");
  CHECK(text_of("no fields", {}) == "info net no fields\n");
}

TEST_CASE("a text line begins with the time in UTC with milliseconds") {
  captured log(log_format::text);
  telemetry::log_line(log.logger(), spdlog::level::info, "x");
  const auto line = log.whole();
  REQUIRE(line.size() > 24);
  CHECK(line[4] == '-');
  CHECK(line[10] == 'T');
  CHECK(line[19] == '.');
  CHECK(line.substr(23, 2) == "Z ");
}

TEST_CASE("a field value is quoted where it would be ambiguous") {
  CHECK(text_of("m", {{"k", ""}}) == "info net m k=\"\"\n");
  CHECK(text_of("m", {{"k", "a b"}}) == "info net m k=\"a b\"\n");
  CHECK(text_of("m", {{"k", "a=b"}}) == "info net m k=\"a=b\"\n");
  CHECK(text_of("m", {{"k", R"(say "hi" \)"}}) == R"(info net m k="say \"hi\" \\")"
                                                  "\n");
}

TEST_CASE("what a peer sent cannot forge a second line or a second field") {
  CHECK(text_of("m\nforged", {{"k", "a\r\n\x1b[2J"}}) == "info net m\\nforged k=\"a\\x0d\\n\\x1b[2J\"\n");
  CHECK(text_of("m", {{"k",
                       "v\x1e"
                       "admin\x1f"
                       "yes"}}) == "info net m k=\"v admin yes\"\n");
}

TEST_CASE("a JSON line is one object with the fields as members") {
  CHECK(json_of("session opened", {{"station", "CP\"1"}}) ==
        ",\"level\":\"warning\",\"module\":\"net\",\"message\":\"session opened\",\"station\":\"CP\\\"1\"}\n");
}

TEST_CASE("a JSON line is valid UTF-8 whatever is logged") {
  CHECK(json_of("m", {{"k",
                       "a\xff"
                       "b"}})
            .find("\"k\":\"a?b\"") != std::string::npos);
  CHECK(json_of("m", {{"k", "ä"}}).find("\"k\":\"ä\"") != std::string::npos);
}

TEST_CASE("a message with braces is not taken for a format") { CHECK(text_of("{} {x", {{"k", "{}"}}) == "info net {} {x k={}\n"); }

TEST_CASE("a line below the logger's level is not written") {
  captured log(log_format::text);
  log.logger().set_level(spdlog::level::warn);
  telemetry::log_line(log.logger(), spdlog::level::info, "quiet");
  CHECK(log.whole().empty());
}

TEST_CASE("a module has one logger, and configuring reaches the ones that exist and the ones to come") {
  auto& first = telemetry::log("one");
  CHECK(&first == &telemetry::log("one"));
  telemetry::configure_logging("error", log_format::text);
  CHECK(first.level() == spdlog::level::err);
  CHECK(telemetry::log("two").level() == spdlog::level::err);
  telemetry::configure_logging("info", log_format::text);
  CHECK(first.level() == spdlog::level::info);
}

TEST_CASE("an unknown level is refused instead of silencing the process") {
  CHECK_THROWS_AS(telemetry::configure_logging("verbose", log_format::text), std::runtime_error);
  telemetry::configure_logging("off", log_format::text);
  CHECK(telemetry::log("one").level() == spdlog::level::off);
  telemetry::configure_logging("info", log_format::text);
}

TEST_CASE("a kind of line passes ten times in ten seconds and then says how many were left out") {
  using limiter = telemetry::line_limiter;
  limiter lines;
  const base::steady_time start{};
  for (std::size_t i = 0; i < limiter::burst; ++i) CHECK(lines.admit("kind", start) == limiter::verdict{true, 0});
  CHECK(lines.admit("kind", start) == limiter::verdict{false, 0});
  CHECK(lines.admit("kind", start + limiter::window - std::chrono::nanoseconds{1}) == limiter::verdict{false, 0});
  CHECK(lines.admit("other", start) == limiter::verdict{true, 0});
  CHECK(lines.admit("kind", start + limiter::window) == limiter::verdict{true, 2});
  CHECK(lines.admit("kind", start + 2 * limiter::window) == limiter::verdict{true, 0});
}

TEST_CASE("limited lines of the same module and message share one budget") {
  captured log(log_format::text);
  for (int i = 0; i < 100; ++i) telemetry::log_limited(log.logger(), spdlog::level::info, "flood", {{"n", std::to_string(i)}});
  const auto text = log.whole();
  CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == telemetry::line_limiter::burst);
}
