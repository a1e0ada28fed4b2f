// How people write durations and rates on a command line. Any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::bench {

// "500ms", "60s", "2m", "1h"; a bare number means seconds. nullopt for anything else.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// Microseconds with the unit that reads best: "850 us", "12.3 ms", "4.1 s".
std::string show_duration(std::chrono::nanoseconds time);

}  // namespace ocppgw::bench
