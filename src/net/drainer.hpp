// Sends the stations away when the process stops (P9): in random order, at a rate, those in a transaction last. Runs on the
// caller's thread, which it blocks.
#pragma once

#include "net/hub.hpp"

namespace ocppgw::net {

// Returns when the last session is gone; what is left at drain.deadline is cut.
void drain_sessions(hub& owner);

}  // namespace ocppgw::net
