// From the elements of a frame to what they mean in OCPP-J 1.6 (RULES 2.1 - 2.5). Pure; any thread.
#pragma once

#include "ocpp/frame.hpp"

namespace ocppgw::ocpp {

message interpret(const frame& read, arena& memory, validation mode);
message unreadable_because(obstacle why);

}  // namespace ocppgw::ocpp
