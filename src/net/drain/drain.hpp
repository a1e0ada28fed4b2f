// Sends the stations away when the process stops (P9): again and again it looks who is left, and tells some of them to leave - at a
// rate, in random order, stations in a transaction last. There is no list made at the beginning, so nobody is forgotten who begins
// or ends a transaction meanwhile, or whose session opened late. Runs on the caller's thread, which it blocks.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/directory.hpp"
#include "ocppgw/net/settings.hpp"

#include <random>
#include <vector>

namespace ocppgw::net {

// A session that was not told to leave yet.
struct remaining_session {
  command::session_address where;
  bool in_transaction = false;
};

// What a drain works on: all sessions of the process, and the clock.
class drain_target {
 public:
  virtual ~drain_target() = default;
  virtual base::steady_time now() const = 0;
  virtual std::size_t open_sessions() const = 0;  // those that were told to leave included
  virtual std::vector<remaining_session> remaining() = 0;
  virtual void send_away(std::vector<command::session_address> who) = 0;
  virtual void cut_all() = 0;

  // Returns when no session is left (true), or at `until`.
  virtual bool wait_until_empty(base::steady_time until) = 0;
};

// Returns when the last session is gone; what is left at drain.deadline is cut. False where even that did not end all of them.
bool drain_sessions(drain_target& target, const settings& what, std::mt19937_64 random);

}  // namespace ocppgw::net
