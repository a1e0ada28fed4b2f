// Durations and sizes as operators write them: "500ms", "30s", "5m", "1h"; "64KiB", "1MiB", "1000000". Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::config {

// Each reader returns what is wrong, or "" and the value in `into`.
std::string read_count(std::string_view text, std::int64_t& into);
std::string read_size(std::string_view text, std::int64_t& into);      // bytes
std::string read_duration(std::string_view text, std::int64_t& into);  // milliseconds

}  // namespace ocppgw::config
