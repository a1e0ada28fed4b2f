// Whether a command may be sent at all: strictly by the table of its protocol, as what goes to a station is ours to answer for.
// One thread at a time, by its reader.
#pragma once

#include "ocppgw/command/request.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <optional>
#include <string>

namespace ocppgw::command {

// Where it is wrong, and what, without any value, which may be personal; nullopt: it may be sent.
std::optional<std::string> objection(ocpp::reader& reader, const request& what);

}  // namespace ocppgw::command
