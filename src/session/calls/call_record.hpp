// From a CALL to the record of its event: normalised, identified, with the answer the station will get (DESIGN 3.1). Pure; any
// thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/identity/call_identity.hpp"
#include "session/context.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocppgw::session {

struct call_event {
  const ocpp::call& call;
  const std::optional<start_id>& start;
  bool repaired = false;    // the frame did not parse as it came (RULES 2.6)
  std::string_view answer;  // the payload the station is told, without currentTime
  std::uint64_t sequence = 0;
  base::wall_time received;
};

event::record call_record(const context& of, const call_event& what);

}  // namespace ocppgw::session
