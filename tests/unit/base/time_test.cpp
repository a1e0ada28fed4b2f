#include "ocppgw/base/time.hpp"

#include "support/catch.hpp"

namespace base = ocppgw::base;
using namespace std::chrono_literals;

namespace {

std::string parsed(std::string_view text) {
  const auto time = base::parse_time(text);
  if (!time) return "none";
  return base::format_millis(time->at) + (time->has_zone ? "" : " without zone");
}

struct spelling {
  std::string_view text;
  std::string_view means;
};

}  // namespace

TEST_CASE("every spelling of a time that stations use means the same moment") {
  const auto [text, means] = GENERATE(values<spelling>({
      {"2026-11-22T18:26:50Z", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22t18:26:50z", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22 18:26:50Z", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22T18:26:50.1Z", "2026-11-22T18:26:50.100Z"},
      {"2026-11-22T18:26:50,12Z", "2026-11-22T18:26:50.120Z"},
      {"2026-11-22T18:26:50.123999999999Z", "2026-11-22T18:26:50.123Z"},
      {"2026-11-22T20:26:50+02:00", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22T20:26:50+0200", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22T20:26:50+02", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22T15:56:50-02:30", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22T18:26:50-00:00", "2026-11-22T18:26:50.000Z"},
      {"2026-11-23T08:26:50+14:00", "2026-11-22T18:26:50.000Z"},
      {"2026-11-22T18:26:50", "2026-11-22T18:26:50.000Z without zone"},
      {"2026-11-22T18:26:50.5", "2026-11-22T18:26:50.500Z without zone"},
      {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"},
      {"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"},
      {"2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z"},
      {"2016-12-31T23:59:60.25Z", "2016-12-31T23:59:59.999Z"},
  }));
  CAPTURE(text);
  CHECK(parsed(text) == means);
}

TEST_CASE("what is no time is not read as one") {
  const std::string_view text = GENERATE(values<std::string_view>({
      "",
      "2026",
      "2026-11-22",
      "2026-11-22T",
      "2026-11-22T18:26",
      "2026-11-22T18:26:50.Z",
      "2026-11-22T18:26:50 Z",
      "2026-11-22X18:26:50Z",
      "2026-11-22T18:26:50ZZ",
      "2026-11-22T18:26:50+",
      "2026-11-22T18:26:50+2",
      "2026-11-22T18:26:50+02:",
      "2026-11-22T18:26:50+02:0",
      "2026-11-22T18:26:50+02:60",
      "2026-11-22T18:26:50+14:01",
      "2026-11-22T18:26:50-15:00",
      "2026-00-22T18:26:50Z",
      "2026-13-22T18:26:50Z",
      "2026-11-00T18:26:50Z",
      "2026-11-31T18:26:50Z",
      "2026-02-29T18:26:50Z",
      "1900-02-29T18:26:50Z",
      "2026-11-22T24:00:00Z",
      "2026-11-22T23:60:00Z",
      "2026-11-22T23:59:61Z",
      "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+00:01",
      "9999-12-31T23:59:59-00:01",
      " 2026-11-22T18:26:50Z",
      "2026-11-22T18:26:50Z ",
      "-026-11-22T18:26:50Z",
      "+2026-11-22T18:26:50Z",
      "2026-1-22T18:26:50Z",
      "20261122T182650Z",
      "2026-11-22T18:26:5oZ",
      "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-11-22T18:26:50Z",
      "2026-11-22T18:26:50.12e3Z",
  }));
  CAPTURE(text);
  CHECK_FALSE(base::parse_time(text));
}

TEST_CASE("currentTime has whole seconds, and never a later one than it is") {
  CHECK(base::format_seconds(base::wall_time{1'795'372'010'999ms}) == "2026-11-22T18:26:50Z");
  CHECK(base::format_seconds(base::wall_time{-1ms}) == "1969-12-31T23:59:59Z");
}

TEST_CASE("records show milliseconds with three digits, before 1970 too") {
  CHECK(base::format_millis(base::wall_time{0ms}) == "1970-01-01T00:00:00.000Z");
  CHECK(base::format_millis(base::wall_time{1'795'372'010'007ms}) == "2026-11-22T18:26:50.007Z");
  CHECK(base::format_millis(base::wall_time{-1ms}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("a moment that four digits of year cannot show becomes the nearest one") {
  CHECK(base::format_millis(base::wall_time::max()) == "9999-12-31T23:59:59.999Z");
  CHECK(base::format_millis(base::wall_time::min()) == "0001-01-01T00:00:00.000Z");
}

TEST_CASE("both clocks of now go on") {
  const auto first = base::now();
  const auto second = base::now();
  CHECK(first.wall > base::wall_time{1'700'000'000'000ms});
  CHECK(second.steady >= first.steady);
}
