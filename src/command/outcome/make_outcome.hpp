// Outcomes, filled in as far as they are all alike. Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/outcome.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <string>
#include <string_view>

namespace ocppgw::command {

outcome make_outcome(outcome_kind kind, request what, base::wall_time settled, std::string reason = {});

// What the station said to a CALL. A response that breaks the schema is still the response: its faults are listed beside it.
// `payload` must not refer to the reader's own memory.
void add_response(outcome& to, const ocpp::protocol& spoken, ocpp::reader& reader, const ocpp::action* row,
                  std::string_view payload);
void add_error(outcome& to, const ocpp::error& error);

}  // namespace ocppgw::command
