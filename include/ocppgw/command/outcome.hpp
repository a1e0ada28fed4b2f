// How a command ended (DESIGN 3.2), and the record that says so. Pure; any thread.
#pragma once

#include "ocppgw/command/request.hpp"
#include "ocppgw/event/envelope.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::command {

enum class outcome_kind : std::uint8_t { answered, errored, invalid, offline, expired, queue_full, timed_out, uncertain };
std::string_view to_string(outcome_kind kind);  // "queue_full"

struct outcome {
  outcome_kind kind = outcome_kind::offline;
  request what;
  std::string status;           // the station's own, lifted from the response; "" if none
  std::string reason;           // why, for humans; "" if none
  std::string response;         // JSON as received, an object unless the station broke the rules; or ""
  std::string response_faults;  // JSON array or ""
  std::string error_code;       // of a CALLERROR
  std::string error_description;
  std::string error_details;  // JSON
  std::string session_id;     // "" if no session was involved
  std::optional<base::wall_time> sent_at;
  bool heard_after_send = false;  // something of the station arrived after the CALL was written
  base::wall_time settled_at;
  bool operator==(const outcome&) const = default;
};

// "no" | "yes" | "unknown". A CALL that timed out is known to have been transmitted only where the station was heard after it.
std::string_view transmitted(const outcome& how);

// The outcome's record, which settles the command. AuthorizationKey values and user-info of URLs in the echoed request are masked.
event::record encode_outcome(const event::settings& common, const outcome& how);

// A CALL of a session.
struct call_ref {
  std::string_view session_id;
  std::string_view message_id;
};

// `ocpp.command.dispatched`: delivered before the CALL is written; not an outcome, settles nothing.
event::record encode_dispatched(const event::settings& common, const request& what, const call_ref& call, base::wall_time at,
                                event::delivery_token token);

// `ocpp.command.answered_late`: what a station said to a CALL whose outcome was `timed_out` by then; information, settles nothing.
event::record encode_answered_late(const event::settings& common, const outcome& how);

}  // namespace ocppgw::command
