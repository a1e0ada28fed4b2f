// Sends the stations away when the process stops (P9): in random order, at a rate, those in a transaction last. Runs on the
// caller's thread, which it blocks.
#pragma once

#include "net/session_count.hpp"
#include "net/shard/shard_pool.hpp"
#include "ocppgw/net/settings.hpp"

namespace ocppgw::net {

// Returns when the last session is gone; what is left at drain.deadline is cut.
void drain_sessions(const shard_pool& shards, session_count& sessions, const settings& what);

}  // namespace ocppgw::net
