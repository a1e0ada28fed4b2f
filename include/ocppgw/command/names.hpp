// The names that consumers of command results join on (DESIGN 3.2), in one place. constexpr data; any thread.
#pragma once

#include <string_view>

namespace ocppgw::command::names {

// Event types.
inline constexpr std::string_view outcome_prefix = "ocpp.command.";  // followed by the outcome, "answered"
inline constexpr std::string_view dispatched = "ocpp.command.dispatched";
inline constexpr std::string_view claimed = "ocpp.command.claimed";
inline constexpr std::string_view released = "ocpp.command.released";
inline constexpr std::string_view answered_late = "ocpp.command.answered_late";

// Members of an outcome's value, in the order in which they are written; most of `dispatched` has the same names.
inline constexpr std::string_view command_id = "commandId";
inline constexpr std::string_view station = "station";
inline constexpr std::string_view action = "action";  // null where the command named none
inline constexpr std::string_view outcome = "outcome";
inline constexpr std::string_view transmitted = "transmitted";
inline constexpr std::string_view message_id = "messageId";  // of the CALL
inline constexpr std::string_view status = "status";
inline constexpr std::string_view reason = "reason";
inline constexpr std::string_view request = "request";  // masked; null where it was no JSON object
inline constexpr std::string_view response = "response";
inline constexpr std::string_view response_faults = "responseFaults";
inline constexpr std::string_view error = "error";
inline constexpr std::string_view error_code = "code";
inline constexpr std::string_view error_description = "description";
inline constexpr std::string_view error_details = "details";
inline constexpr std::string_view omitted = "omitted";  // members left out because the record would be too large
inline constexpr std::string_view session_id = "sessionId";
inline constexpr std::string_view received_at = "receivedAt";
inline constexpr std::string_view sent_at = "sentAt";
inline constexpr std::string_view settled_at = "settledAt";

// In `answered_late` instead of settledAt.
inline constexpr std::string_view answered_at = "answeredAt";

// Members of `dispatched`, `claimed` and `released` beside commandId, station, action, messageId, sessionId and receivedAt.
inline constexpr std::string_view instance = "instance";
inline constexpr std::string_view boot = "boot";
inline constexpr std::string_view deadline = "deadline";  // by then the outcome is said, or somebody else says it
inline constexpr std::string_view released_at = "releasedAt";
inline constexpr std::string_view ending = "ending";  // the outcome that is claimed
inline constexpr std::string_view claimed_at = "claimedAt";
inline constexpr std::string_view expires_at = "expiresAt";
inline constexpr std::string_view dispatched_at = "dispatchedAt";

}  // namespace ocppgw::command::names
