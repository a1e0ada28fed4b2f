// How a command ended (DESIGN 3.2), and the record that says so. Pure; any thread.
#pragma once

#include "ocppgw/command/request.hpp"
#include "ocppgw/event/envelope.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::command {

enum class outcome_kind : std::uint8_t { answered, errored, invalid, offline, expired, queue_full, timed_out, uncertain };
inline constexpr std::array outcome_kinds{outcome_kind::answered,  outcome_kind::errored,  outcome_kind::invalid,
                                          outcome_kind::offline,   outcome_kind::expired,  outcome_kind::queue_full,
                                          outcome_kind::timed_out, outcome_kind::uncertain};
std::string_view to_string(outcome_kind kind);    // "queue_full"
std::optional<outcome_kind> outcome_kind_of(std::string_view name);

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
  std::string claim = {};     // by which it is said, where that is not the CALL's
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

// Who claims a command, and when.
struct claimant {
  std::string_view boot;        // of this process
  std::string_view session_id;  // "": it is over
  base::wall_time at;
};

// `ocpp.command.dispatched`, the claim of the session that wants to send it: read back, and found to be the first, before the CALL
// is written. Not an outcome, settles nothing.
event::record encode_dispatched(const event::settings& common, const request& what, const claimant& by);

// `ocpp.command.claimed`, the claim to end a command that no session sends; `how` says as what, and by which claim.
event::record encode_claimed(const event::settings& common, const outcome& how, const claimant& by);

// `ocpp.command.released`: the CALL of this claim was not written and will not be, so the command is open again.
event::record encode_released(const event::settings& common, const request& what, const claimant& by);

// `ocpp.command.answered_late`: what a station said to a CALL whose outcome was `timed_out` by then; information, settles nothing.
event::record encode_answered_late(const event::settings& common, const outcome& how);

}  // namespace ocppgw::command
