// `ce_id` of the records about a command (DESIGN 3.2): the same on every instance and after every restart, and another one for the
// same commandId of another station. Pure; any thread.
#pragma once

#include "ocppgw/command/request.hpp"

#include <string>
#include <string_view>

namespace ocppgw::command {

// 128 bits of SHA-256 over the length-prefixed (station, commandId), as 32 hexadecimal digits.
std::string outcome_id(const request& what);

// Of a record that is no outcome: over (station, commandId, type), so that nobody takes the outcome for a repeat of it.
std::string record_id(const request& what, std::string_view type);

// Of a record about a claim, of which a command may have several.
std::string claim_id(const request& what, std::string_view type, std::string_view claim);

}  // namespace ocppgw::command
