#include "base/text_scanner.hpp"
#include "ocppgw/base/time.hpp"

namespace ocppgw::base {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::optional<std::chrono::sys_days> parse_date(text_scanner& in) {
  const auto year = in.digits(4);
  if (!year || !in.skip('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day || *year == 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

// Digits past the third say less than a millisecond and are dropped; at least one digit must follow the point.
std::optional<milliseconds> parse_fraction(text_scanner& in) {
  if (!in.skip('.') && !in.skip(',')) return milliseconds{0};
  int value = 0;
  int weight = 100;
  bool any = false;
  for (; in.at_digit(); any = true, weight /= 10) value += in.digit() * weight;
  if (!any) return std::nullopt;
  return milliseconds{value};
}

std::optional<milliseconds> parse_time_of_day(text_scanner& in) {
  const auto hour = in.digits(2);
  if (!hour || !in.skip(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!minute || !in.skip(':')) return std::nullopt;
  const auto second = in.digits(2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const auto fraction = parse_fraction(in);
  if (!fraction) return std::nullopt;
  // POSIX time has no leap second: its moment becomes the last millisecond before it.
  const milliseconds within = *second == 60 ? milliseconds{59'999} : seconds{*second} + *fraction;
  return hours{*hour} + minutes{*minute} + within;
}

std::optional<minutes> parse_offset(text_scanner& in) {
  const bool west = in.skip('-');
  if (!west && !in.skip('+')) return std::nullopt;
  const auto hour = in.digits(2);
  if (!hour) return std::nullopt;
  int minute = 0;
  if (!in.at_end()) {
    in.skip(':');
    const auto given = in.digits(2);
    if (!given || *given > 59) return std::nullopt;
    minute = *given;
  }
  const minutes offset = hours{*hour} + minutes{minute};
  if (offset > hours{14}) return std::nullopt;
  return west ? -offset : offset;
}

struct zone {
  minutes offset{0};
  bool given = false;
};

std::optional<zone> parse_zone(text_scanner& in) {
  if (in.at_end()) return zone{};
  if (in.skip('Z') || in.skip('z')) return zone{minutes{0}, true};
  const auto offset = parse_offset(in);
  if (!offset) return std::nullopt;
  return zone{*offset, true};
}

// An offset may carry the first and the last hours out of the years that records can show.
bool shows_four_digit_year(wall_time at) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(at)};
  return date.year() >= std::chrono::year{1} && date.year() <= std::chrono::year{9999};
}

}  // namespace

std::optional<station_time> parse_time(std::string_view text) {
  text_scanner in{text};
  const auto date = parse_date(in);
  if (!date) return std::nullopt;
  if (!in.skip('T') && !in.skip('t') && !in.skip(' ')) return std::nullopt;
  const auto time = parse_time_of_day(in);
  if (!time) return std::nullopt;
  const auto where = parse_zone(in);
  if (!where || !in.at_end()) return std::nullopt;
  const wall_time at = wall_time{*date} + *time - where->offset;
  if (!shows_four_digit_year(at)) return std::nullopt;
  return station_time{at, where->given};
}

}  // namespace ocppgw::base
