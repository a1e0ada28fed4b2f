// How the notes of a session machine read in the log. Any thread.
#pragma once

#include "ocppgw/session/actions.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <string_view>

namespace ocppgw::net {

using note_kind = session::note::kind;

std::string_view text_of(note_kind what);
spdlog::level::level_enum level_of(note_kind what);

}  // namespace ocppgw::net
