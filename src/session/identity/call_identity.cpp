#include "session/identity/call_identity.hpp"

#include "ocppgw/ocpp/normalise.hpp"

#include <algorithm>

namespace ocppgw::session {
namespace {

using ocpp::role;

// An integer may come as 5, 5.0 or "5".
std::string text_of(const ocpp::payload_view& payload, role what) {
  const auto* node = payload.find(what);
  if (node == nullptr) return {};
  if (node->number.type == ocpp::integer::kind::exact) return std::to_string(node->number.value);
  return std::string(node->text);
}

std::optional<base::wall_time> moment_of(const ocpp::payload_view& payload) {
  const auto* node = payload.find(role::occurred_at);
  return node != nullptr && node->time ? std::optional{node->time->at} : std::nullopt;
}

bool credible(const std::optional<base::station_time>& time, base::wall_time received) {
  const auto clock = ocpp::check_clock(time, received).clock;
  return clock == ocpp::clock_state::ok || clock == ocpp::clock_state::assumed_utc;
}

bool credible_moment(const ocpp::payload_view& payload, base::wall_time received) {
  const auto* node = payload.find(role::occurred_at);
  return node != nullptr && credible(node->time, received);
}

// Of a message without a time of its own: those of its readings.
bool credible_readings(const ocpp::payload_view& payload, base::wall_time received) {
  bool any = false;
  for (const auto& node : payload.nodes) {
    if (node.schema == nullptr || node.schema->as_role != role::occurred_at) continue;
    if (!credible(node.time, received)) return false;
    any = true;
  }
  return any;
}

bool clock_is_good(const ocpp::call& call, base::wall_time received) {
  const auto fields = call.row->request;
  const bool own = std::any_of(fields.begin(), fields.end(), [](const auto& one) { return one.as_role == role::occurred_at; });
  return own ? credible_moment(call.payload, received) : credible_readings(call.payload, received);
}

event::stable_id what_was_said(std::string_view station, const ocpp::payload_view& payload) {
  const auto connector = text_of(payload, role::connector);
  const auto id_tag = text_of(payload, role::id_tag);
  const auto timestamp = text_of(payload, role::occurred_at);
  const auto meter = text_of(payload, role::meter_start);
  const auto reservation = text_of(payload, role::reservation);
  return event::identify_start({station, connector, id_tag, moment_of(payload), timestamp, meter, reservation});
}

std::string identify_stop(std::string_view station, std::int64_t transaction_id, const ocpp::payload_view& payload) {
  const auto timestamp = text_of(payload, role::occurred_at);
  const auto meter = text_of(payload, role::meter_stop);
  return event::identify_stop({station, transaction_id, moment_of(payload), timestamp, meter});
}

}  // namespace

std::optional<start_id> identify_start(const context& of, const ocpp::call& call, base::instant now) {
  if (call.row->id != ocpp::identity::start_transaction) return std::nullopt;
  const auto said = what_was_said(of.who.station, call.payload);
  if (credible_moment(call.payload, now.wall)) return start_id{said, false};
  return start_id{of.starts.identify(of.who.station, said, now.steady), true};
}

std::string identify_call(const context& of, const ocpp::call& call, std::string_view type, std::uint64_t sequence,
                          base::wall_time received) {
  const auto by_session = [&] { return event::session_event_id(of.who.session_id, sequence); };
  if (call.row->id == ocpp::identity::session_sequence) return by_session();
  if (call.row->id == ocpp::identity::stop_transaction) {
    const auto transaction_id = call.payload.integer(role::transaction_id).value_or(0);
    if (transaction_id > 0) return identify_stop(of.who.station, transaction_id, call.payload);
  }
  if (!clock_is_good(call, received)) return by_session();
  return event::identify_payload(type, of.who.station, call.payload.json);
}

}  // namespace ocppgw::session
