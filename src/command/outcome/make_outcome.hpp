// Outcomes, filled in as far as they are all alike. Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/outcome.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <string>
#include <string_view>

namespace ocppgw::command {

outcome make_outcome(outcome_kind kind, request what, base::wall_time settled, std::string reason = {});

// What the station said to a CALL. A response that breaks the schema is still the response, and so is one in a frame that breaks
// the form of a CALLRESULT: its faults are listed beside it. `answer` is what the reader read last.
void add_response(outcome& to, const ocpp::protocol& spoken, ocpp::reader& reader, const ocpp::result& answer);
void add_error(outcome& to, const ocpp::protocol& spoken, const ocpp::error& answer);

}  // namespace ocppgw::command
