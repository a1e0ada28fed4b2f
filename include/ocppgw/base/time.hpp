// Times as the gateway uses them. Wall times are UTC with milliseconds; steady times measure intervals.
// Nothing here reads a clock except system_clock: the core is handed the time with every input.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::base {

using wall_time = std::chrono::sys_time<std::chrono::milliseconds>;
using steady_time = std::chrono::steady_clock::time_point;

// "Now", as handed to the core: both clocks read at the same moment.
struct instant {
  wall_time wall;
  steady_time steady;
};

// The one place that reads the machine's clocks. Any thread.
instant now();

// "2026-11-22T18:26:50.123Z" - the form of every time in a record. Moments outside the years 1-9999 show as the nearest one inside.
std::string format_millis(wall_time at);

// "2026-11-22T18:26:50Z" - the form of `currentTime` in OCPP answers (stations choke on fractions, RULES F66).
std::string format_seconds(wall_time at);

// What a station wrote: the moment, and whether the text named a zone (without one, UTC is assumed).
struct station_time {
  wall_time at;
  bool has_zone;
  bool operator==(const station_time&) const = default;
};

// Lenient ISO 8601 (RULES 4.1): `T`, `t` or blank; any number of fraction digits after `.` or `,` (truncated to
// milliseconds); zone `Z`, `z`, `+hh:mm`, `+hhmm`, `+hh` (up to 14:00 either way) or none; a leap second `:60` becomes the
// last millisecond before it. Years 0001-9999, in UTC too. nullopt where it is no time.
std::optional<station_time> parse_time(std::string_view text);

}  // namespace ocppgw::base
