// How the notes of a session machine read in the log; station and session stand in the line as well. Pure; any thread.
#pragma once

#include "ocppgw/session/actions.hpp"

#include <cstdint>
#include <string_view>

namespace ocppgw::session {

enum class log_level : std::uint8_t { debug, warning };

log_level level_of(note::kind what);
std::string_view text_of(note::kind what);

}  // namespace ocppgw::session
