#include "ocppgw/telemetry/log.hpp"

#include "support/catch.hpp"
#include "telemetry/line_formatter.hpp"
#include "telemetry/line_limiter.hpp"

#include <spdlog/sinks/ostream_sink.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

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

TEST_CASE("a number is a number in JSON, and text that looks like one is text") {
  CHECK(json_of("m", {{"port", 9000}, {"lowest", std::numeric_limits<std::int64_t>::min()}, {"station", "9000"}})
            .ends_with(R"("port":9000,"lowest":-9223372036854775808,"station":"9000"})"
                       "\n"));
  CHECK(text_of("m", {{"port", 9000}, {"none", 0U}}) == "info net m port=9000 none=0\n");
  CHECK(json_of("m", {{"k",
                       "v\x1e"
                       "forged\x1d"
                       "1"}})
            .find(R"("k":"v forged 1")") != std::string::npos);
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

TEST_CASE("a message and cause pass ten times in ten seconds, and then it is said once how many were left out") {
  using limiter = telemetry::line_limiter;
  limiter lines;
  const telemetry::line_kind flood{"net", "refused", "bad name"};
  const base::steady_time start{};
  const auto end = start + limiter::window;
  for (std::size_t i = 0; i < limiter::burst; ++i) CHECK(lines.admit(flood, start));
  CHECK_FALSE(lines.admit(flood, start));
  CHECK_FALSE(lines.admit(flood, end - std::chrono::nanoseconds{1}));
  CHECK(lines.admit({"net", "refused", "no place"}, start));
  CHECK(lines.admit({"net", "closed", "bad name"}, start));
  CHECK(lines.admit({"tls", "refused", "bad name"}, start));
  CHECK(lines.take_left_out(end - std::chrono::nanoseconds{1}).empty());
  CHECK(lines.take_left_out(end) == std::vector<limiter::left_out>{{flood, 2}});
  CHECK(lines.take_left_out(end + limiter::window).empty());
  CHECK(lines.admit(flood, end));
}

TEST_CASE("causes without number share one count in the end") {
  using limiter = telemetry::line_limiter;
  limiter lines;
  const base::steady_time start{};
  std::size_t passed = 0;
  for (std::size_t i = 0; i < 10 * limiter::max_kinds; ++i) {
    if (lines.admit({"net", "refused", std::to_string(i)}, start)) ++passed;
  }
  CHECK(passed == limiter::max_kinds + limiter::burst);
  const auto left_out = lines.take_left_out(start + limiter::window);
  REQUIRE(left_out.size() == 1);
  CHECK(left_out.front().lines == 9 * limiter::max_kinds - limiter::burst);
}

TEST_CASE("limited lines of the same module, message and cause share one budget, whatever else they say") {
  captured log(log_format::text);
  for (int i = 0; i < 100; ++i) telemetry::log_limited(log.logger(), spdlog::level::info, "flood", {{"n", i}, {"reason", "x"}});
  const auto text = log.whole();
  CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == telemetry::line_limiter::burst);
  telemetry::log_limited(log.logger(), spdlog::level::info, "flood", {{"reason", "y"}});
  CHECK(log.whole().ends_with("flood reason=y\n"));
}

TEST_CASE("what was left out is said before the process ends, with its cause") {
  std::ostringstream out;
  auto& logger = telemetry::log("flooded");
  logger.sinks().push_back(std::make_shared<spdlog::sinks::ostream_sink_mt>(out));
  logger.sinks().back()->set_formatter(telemetry::make_line_formatter(log_format::text));
  for (int i = 0; i < 15; ++i) {
    telemetry::log_limited(logger, spdlog::level::info, "refused", {{"station", "CP001"}, {"status", 503}, {"result", "full"}});
  }
  telemetry::log_left_out();
  logger.sinks().pop_back();
  CHECK(out.str().ends_with("info flooded refused cause=\"503, full\" left_out=5\n"));
}
