// Outcomes as session makes them, filled in as far as they are all alike. Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/outcome.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <string>
#include <string_view>

namespace ocppgw::session {

event::outcome make_outcome(event::outcome_kind kind, event::command what, base::wall_time settled, std::string reason = {});

// What the station said to a CALL. A response that breaks the schema is still the response: its faults are listed beside it.
// `payload` must not refer to the reader's own memory.
void add_response(event::outcome& to, ocpp::reader& reader, const ocpp::action* row, std::string_view payload);
void add_error(event::outcome& to, const ocpp::error& error);

}  // namespace ocppgw::session
