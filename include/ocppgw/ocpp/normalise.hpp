// From a validated payload to the protocol-neutral members of an event (DESIGN 3.1), driven by the roles in the action table.
// Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

// How far the station's clock can be believed.
enum class clock_state : std::uint8_t { ok, assumed_utc, unset, ahead, absent };
std::string_view to_string(clock_state state);

struct clocked_time {
  std::optional<base::wall_time> at;  // null in the event where absent or unreadable
  clock_state clock = clock_state::absent;
};

// `received` decides about "ahead" (more than five minutes in the future); before 2015 is "unset".
[[nodiscard]] clocked_time check_clock(const std::optional<base::station_time>& given, base::wall_time received);

enum class transaction_id_state : std::uint8_t { valid, absent, placeholder, out_of_range };
std::string_view to_string(transaction_id_state state);

struct normalised {
  std::string_view type;  // event type without prefix, e.g. "transaction.started"
  std::optional<std::int64_t> connector;
  clocked_time occurred;
  // JSON members `"a":1,"b":2` in table order: plain fields, transactionId, transactionIdState. A derived transaction id
  // (StartTransaction) is not among them; the session adds it.
  std::string members;
  std::string readings;  // JSON array, or "" for actions that carry none
};

normalised normalise(const protocol& spoken, const action& row, const payload_view& payload, base::wall_time received);

}  // namespace ocppgw::ocpp
