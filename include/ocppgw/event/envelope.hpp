// CloudEvents 1.0 over Kafka: from the facts of a session and of one message to a complete record (DESIGN 3.1).
// Pure; any thread.
#pragma once

#include "ocppgw/event/record.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::event {

enum class content_mode : std::uint8_t { binary, structured };

// What all records of this process have in common. Immutable; shared by all shards.
struct settings {
  std::string gateway_id = "ocpp";  // names the deployment; ce_source is "/ocpp-gateway/<gateway_id>"
  std::string instance_id;          // names the process
  content_mode mode = content_mode::binary;
  std::string events_topic = "ocpp.events";
  std::string results_topic = "ocpp.command-results";
  std::string rejected_topic = "ocpp.rejected";
  std::map<std::string, std::string, std::less<>> routes;  // event type (with prefix) -> topic
  std::size_t message_max_bytes = default_message_max_bytes;

  std::string_view topic_for(std::string_view type) const;  // type with prefix "ocpp."
  bool operator==(const settings&) const = default;
};

// Who is speaking: one session of one station.
struct session_ref {
  std::string_view station;
  std::string_view session_id;
};

// An event that is about to be published.
struct envelope {
  std::string_view type;  // with prefix, "ocpp.transaction.started"
  std::string_view id;
  std::uint64_t sequence = 0;  // ce_sequence, ten digits; 1 is station.connected
  base::wall_time time;        // received
  std::string_view traceparent;
};

// The JSON value of an event that comes from a CALL. All views are JSON text unless said otherwise.
struct call_data {
  std::optional<std::int64_t> connector;
  std::optional<base::wall_time> occurred_at;
  std::string_view clock;       // plain text: "ok", ...
  std::string_view members;     // `"idTag":"..."`, see ocpp::normalised
  std::string_view readings;    // array or ""
  std::string_view request_id;  // plain text
  std::string_view answer;      // object {by, type, payload | code}
  std::string_view faults;      // array or ""
  std::string_view version;     // plain text, "1.6"
  std::string_view action;      // plain text
  std::string_view message_id;  // plain text, decoded
  std::string_view payload;     // byte for byte
};

// The record of an event; `value` is its JSON object.
record encode(const settings& common, const session_ref& who, const envelope& what, std::string value);

// Room that the size guards leave for headers: key + value + header_room stay within message_max_bytes. Ours are about 700 bytes.
inline constexpr std::size_t header_room = 2048;

// The value of a CALL's event. Where it would exceed message_max_bytes, readings are left out and named in `omitted`; where that
// is not enough, faults, and then the normalised members too. Never the payload.
std::string encode_value(const settings& common, std::string_view station, base::wall_time received, const call_data& data);

// A fresh W3C traceparent: random trace id and parent id, not sampled.
std::string make_traceparent();

}  // namespace ocppgw::event
