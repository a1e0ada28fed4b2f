#include "config/values/units.hpp"

#include "ocppgw/config/value_spec.hpp"

#include "support/catch.hpp"

#include <optional>

using namespace ocppgw::config;

namespace {

using reader = std::string (*)(std::string_view, std::int64_t&);

std::optional<std::int64_t> value(reader read, std::string_view text) {
  std::int64_t result = 0;
  return read(text, result).empty() ? std::optional(result) : std::nullopt;
}

}  // namespace

TEST_CASE("durations have a unit, and zero needs none") {
  CHECK(value(read_duration, "500ms") == 500);
  CHECK(value(read_duration, "30s") == 30'000);
  CHECK(value(read_duration, "5m") == 300'000);
  CHECK(value(read_duration, "1h") == 3'600'000);
  CHECK(value(read_duration, "0") == 0);
  CHECK(value(read_duration, "0s") == 0);
}

TEST_CASE("what is no duration is refused") {
  const auto text = GENERATE(std::string_view("30"), std::string_view(""), std::string_view("s"), std::string_view("-1s"),
                             std::string_view("1.5s"), std::string_view("1 s"), std::string_view("30sec"), std::string_view("1d"),
                             std::string_view("010s"), std::string_view("+1s"), std::string_view("2562047788016h"),
                             std::string_view("99999999999999999999s"));
  CAPTURE(text);
  CHECK_FALSE(value(read_duration, text));
}

TEST_CASE("the longest duration that fits is read") { CHECK(value(read_duration, "2562047788015h") == 9'223'372'036'854'000'000); }

TEST_CASE("sizes are bytes or have a binary unit") {
  CHECK(value(read_size, "1000000") == 1'000'000);
  CHECK(value(read_size, "64KiB") == 65'536);
  CHECK(value(read_size, "1MiB") == 1'048'576);
  CHECK(value(read_size, "2GiB") == 2'147'483'648);
  CHECK(value(read_size, "0") == 0);
  CHECK_FALSE(value(read_size, "64KB"));
  CHECK_FALSE(value(read_size, "64k"));
  CHECK_FALSE(value(read_size, "-1"));
  CHECK_FALSE(value(read_size, "9223372036854775807KiB"));
  CHECK(value(read_size, "9223372036854775807") == 9'223'372'036'854'775'807);
}

TEST_CASE("counts have no unit and no leading zeros") {
  CHECK(value(read_count, "0") == 0);
  CHECK(value(read_count, "15000") == 15'000);
  CHECK_FALSE(value(read_count, "010"));
  CHECK_FALSE(value(read_count, "1s"));
  CHECK_FALSE(value(read_count, "0x10"));
  CHECK_FALSE(value(read_count, "1e3"));
  CHECK_FALSE(value(read_count, ""));
}

TEST_CASE("what is written is read again as the same value") {
  for (const std::int64_t each : {0, 1, 999, 1000, 1500, 60'000, 300'000, 3'600'000, 86'400'000}) {
    CHECK(value(read_duration, write_duration(each)) == each);
  }
  for (const std::int64_t each : {0, 1, 1000, 1023, 1024, 921'600, 1'000'000, 1'048'576, 1'073'741'824}) {
    CHECK(value(read_size, write_size(each)) == each);
  }
  CHECK(write_duration(300'000) == "300s");
  CHECK(write_duration(1'500) == "1500ms");
  CHECK(write_size(921'600) == "900KiB");
  CHECK(write_size(1'000'000) == "1000000");
}
