// What a station answers to the 26 actions a central system may send, and what it does afterwards (RULES 3.2, 5.10). Synchronous.
#pragma once

#include "common/incoming.hpp"
#include "ocppgw/base/time.hpp"
#include "station/ocpp/equipment.hpp"

#include <string>
#include <string_view>

namespace ocppgw::bench {

// What the station does once its answer is out: answers come first, always.
struct errand {
  enum class kind { none, send, start, stop, reset } what = kind::none;
  std::string_view message = {};  // send: the requested message, as OCPP names it
  std::string_view reason = {};   // stop, reset: of the StopTransaction
};

struct reply {
  std::string payload;          // of the CALLRESULT
  std::string_view error = {};  // else the code of the CALLERROR
  errand then = {};
};

reply carry_out(const incoming& command, equipment& station, base::wall_time now);

}  // namespace ocppgw::bench
