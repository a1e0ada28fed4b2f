// Stable ids (P7): what the station said decides, so a repeat on any instance, after any crash, has the same id. Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::event {

// What identifies a StartTransaction. Members that are missing or unreadable are empty.
struct start_identity {
  std::string_view station;
  std::string_view connector_id;          // token text
  std::string_view id_tag;                // any case
  std::optional<base::wall_time> moment;  // the timestamp as validation decoded it
  std::string_view timestamp;             // its text, which counts where it is no time
  std::string_view meter_start;
  std::string_view reservation_id;
};

struct stable_id {
  std::string id;                   // 32 hexadecimal digits
  std::int32_t transaction_id = 0;  // 1..2147483647
};

stable_id identify_start(const start_identity& what);

// Of a start that cannot be told from the next one by what it says; `nonce` is random.
stable_id identify_weak_start(std::string_view station, std::string_view nonce);

// What identifies a StopTransaction that names its transaction. Members that are missing or unreadable are empty.
struct stop_identity {
  std::string_view station;
  std::int64_t transaction_id = 0;
  std::optional<base::wall_time> moment;
  std::string_view timestamp;
  std::string_view meter_stop;
};

std::string identify_stop(const stop_identity& what);

// `payload` is minified first (white space outside strings removed).
std::string identify_payload(std::string_view type, std::string_view station, std::string_view payload);

// "<sessionId>-<sequence>", the id of everything else, and the requestId.
std::string session_event_id(std::string_view session_id, std::uint64_t sequence);

}  // namespace ocppgw::event
