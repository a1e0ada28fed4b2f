// The first and the last event of a session: station.connected and station.disconnected (DESIGN 3.1). Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/session/actions.hpp"
#include "session/context.hpp"

#include <chrono>
#include <cstdint>

namespace ocppgw::session {

event::record connected_record(const context& of, base::wall_time at);  // sequence 1

struct lifetime {
  std::chrono::milliseconds duration{};
  std::uint64_t last_sequence = 0;   // of station.disconnected itself: it is the last event
  std::uint64_t last_delivered = 0;  // everything up to it is in the topic
};

event::record disconnected_record(const context& of, const disconnect& how, const lifetime& lived, base::wall_time at);

}  // namespace ocppgw::session
