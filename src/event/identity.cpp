#include "ocppgw/event/identity.hpp"

#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/json_text.hpp"
#include "ocppgw/base/text.hpp"

#include <array>
#include <span>

namespace ocppgw::event {
namespace {

constexpr std::string_view transaction_started = "ocpp.transaction.started";
constexpr std::string_view transaction_ended = "ocpp.transaction.ended";
constexpr std::size_t id_bytes = 16;
constexpr std::uint64_t transaction_ids = 2147483647;  // 1..2147483647: positive in the 32 bits of every station

std::string to_id(const base::digest& hash) { return base::to_hex(std::span{hash}.first<id_bytes>()); }

std::int32_t to_transaction_id(const base::digest& hash) {
  std::uint64_t value = 0;
  for (const auto byte : std::span{hash}.first<8>()) value = value << 8U | byte;
  return static_cast<std::int32_t>(1 + value % transaction_ids);
}

// A station may spell the same moment differently when it repeats itself (RULES 6).
template <class Identity>
std::string same_moment_same_text(const Identity& what) {
  return what.moment ? base::format_millis(*what.moment) : std::string{what.timestamp};
}

stable_id to_stable_id(const base::digest& hash) { return {to_id(hash), to_transaction_id(hash)}; }

}  // namespace

stable_id identify_start(const start_identity& what) {
  const std::string id_tag = base::to_lower_ascii(what.id_tag);
  const std::string moment = same_moment_same_text(what);
  const std::array<std::string_view, 7> tuple{transaction_started, what.station,       what.connector_id, id_tag, moment,
                                              what.meter_start,    what.reservation_id};
  return to_stable_id(base::sha256_tuple(tuple));
}

stable_id identify_weak_start(std::string_view station, std::string_view nonce) {
  const std::array<std::string_view, 3> tuple{transaction_started, station, nonce};
  return to_stable_id(base::sha256_tuple(tuple));
}

std::string identify_stop(const stop_identity& what) {
  const std::string transaction_id = std::to_string(what.transaction_id);
  const std::string moment = same_moment_same_text(what);
  const std::array<std::string_view, 5> tuple{transaction_ended, what.station, transaction_id, moment, what.meter_stop};
  return to_id(base::sha256_tuple(tuple));
}

std::string identify_payload(std::string_view type, std::string_view station, std::string_view payload) {
  const std::string compact = base::minify_json(payload);
  const std::array<std::string_view, 3> tuple{type, station, compact};
  return to_id(base::sha256_tuple(tuple));
}

std::string session_event_id(std::string_view session_id, std::uint64_t sequence) {
  return std::string{session_id}.append("-").append(std::to_string(sequence));
}

}  // namespace ocppgw::event
