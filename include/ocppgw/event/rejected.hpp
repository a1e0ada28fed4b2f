// Records on the rejected topic (DESIGN 3.4, P2): the original bytes and why they became no event or no command. Pure; any thread.
#pragma once

#include "ocppgw/event/envelope.hpp"
#include "ocppgw/event/ports.hpp"

#include <string>
#include <string_view>

namespace ocppgw::event {

struct rejection {
  std::string_view stage;  // "frame" or "command"
  std::string_view code;   // fixed set, e.g. "not_json", "repaired", "refused"
  std::string_view message;
};

// A frame of a station. `ordinal` counts the rejected frames of the session; id is "<sessionId>-r<ordinal>". A topic that
// takes no record of this size gets the first 4 KiB.
record encode_rejected_frame(const settings& common, const session_ref& who, std::uint64_t ordinal, const rejection& why,
                             std::string_view bytes, base::wall_time received);

// A record of the command topic; settles it. Its own headers but ce_* and content-type are kept (8 KiB at most).
record encode_rejected_command(const settings& common, const consumed_record& from, const rejection& why, base::wall_time received);

}  // namespace ocppgw::event
