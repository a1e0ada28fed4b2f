// What the machine wants done. Comparable values, so that tests read as transcripts.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/request.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/ocpp/fault.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ocppgw::session {

// Why a session ended: the fixed taxonomy of `station.disconnected.reason` and of the registry.
enum class close_reason : std::uint8_t {
  station_closed,       // the station sent a close frame
  connection_lost,      // TCP or TLS ended without one
  idle_timeout,         // nothing inbound for session.idle_timeout
  delivery_timeout,     // Kafka did not acknowledge in time: 1011
  delivery_failed,      // Kafka refused the event for good: 1011
  replaced,             // a newer connection of the same station
  draining,             // the gateway stops: 1001
  protocol_error,       // WebSocket violation, too much garbage: 1002
  message_too_big,      // 1009
  message_timeout,      // a message that did not come to its end: 1008
  not_text,             // binary frame: 1003
  not_utf8,             // 1007
  slow_consumer,        // the station does not read: its write queue is full
  certificate_revoked,  // 1008
  internal_error,
};
std::string_view to_string(close_reason reason);

struct disconnect {
  enum class side : std::uint8_t { station, gateway, network };
  side initiator = side::network;
  std::uint16_t code = 1006;
  close_reason reason = close_reason::connection_lost;
  bool operator==(const disconnect&) const = default;
};
std::string_view to_string(disconnect::side side);

// Write one text message.
struct send {
  std::string text;
  enum class kind : std::uint8_t { call, result, error } type = kind::result;
  const ocpp::action* row = nullptr;  // for metrics; nullptr = unknown action
  bool operator==(const send&) const = default;
};

// Produce one record. `ticket` != 0: tell the machine the delivery status (machine::delivery with the low 16 bits). The owner fills
// in record.token.
struct publish {
  event::record what;
  std::uint32_t ticket = 0;
  bool operator==(const publish&) const = default;
};

// Call machine::timer at this moment; replaces the previous one. An earlier call does no harm.
struct arm {
  base::steady_time at;
  bool operator==(const arm&) const = default;
};

struct ping {
  bool operator==(const ping&) const = default;
};

// Start the closing handshake; machine::closed follows.
struct close {
  std::uint16_t code;
  close_reason reason;
  bool operator==(const close&) const = default;
};

// For logs and metrics, nothing else. `code` is from a fixed set; `detail` is for humans and holds no personal data.
struct note {
  enum class kind : std::uint8_t {
    fault,           // a fault in a CALL (code = error code), tolerated or refused
    rejected_frame,  // a record went to the rejected topic
    repaired_frame,
    repeated_call,      // an identical CALL seen again: not published twice
    late_result,        // a RESULT or ERROR nobody waits for any more, or never did
    late_delivery,      // a delivery status nobody waits for
    command_settled,    // code = outcome
    answer_withheld,    // closed without an answer, the station will repeat
    event_undelivered,  // Kafka refused an event
    limit_reached,      // code = the limit, as in ocppgw_limit_reached_total
  };
  kind what;
  std::string_view code;
  const ocpp::action* row = nullptr;
  std::string detail;
  bool operator==(const note&) const = default;
};

// A message of the station that could be read, for metrics: counted as it comes, whatever becomes of it. The row of a result or an
// error is that of the CALL it answers, nullptr where nobody waits for it.
struct received {
  send::kind type;
  const ocpp::action* row = nullptr;
  bool operator==(const received&) const = default;
};

// A CALL is finished: how long it took from frame to answer (from_station), or from send to RESULT (to_station).
struct measured {
  const ocpp::action* row;
  bool from_station;
  std::chrono::nanoseconds took;
  bool operator==(const measured&) const = default;
};

// Commands that this session will not send, in their order: the router decides about them.
struct give_back {
  std::vector<command::request> commands;
  bool operator==(const give_back&) const = default;
};

// What this session had not sent, perhaps nothing, for the session that replaces it and waits for this. Comes once. Not `complete`:
// one more was claimed, and the router has it back until the log says what became of the claim.
struct hand_over {
  std::vector<command::request> commands;
  bool complete = true;
  bool operator==(const hand_over&) const = default;
};

using action = std::variant<send, publish, arm, ping, close, note, received, measured, give_back, hand_over>;
using actions_view = std::span<action>;  // the owner may move out of them

}  // namespace ocppgw::session
