// What every table has to keep, for a static_assert beside it. constexpr; nothing here has state.
#pragma once

#include "ocppgw/ocpp/protocol.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

namespace ocppgw::ocpp::table {

constexpr bool has_duplicate(std::span<const field> list) {
  for (auto f = list.begin(); f != list.end(); ++f) {
    if (std::any_of(list.begin(), f, [&](const field& g) { return g.name == f->name || (!g.as.empty() && g.as == f->as); }))
      return true;
  }
  return false;
}

// What every event has anyway (DESIGN 3.1): a field of this name would appear twice.
inline constexpr std::string_view reserved[] = {
    "station",          "connector", "occurredAt", "clock",  "receivedAt", "transactionId", "transactionIdState",
    "transactionIdRaw", "readings",  "requestId",  "answer", "faults",     "ocpp",          "omitted"};

constexpr bool uses_reserved_name(std::span<const field> list) {
  return std::any_of(list.begin(), list.end(), [](const field& f) {
    return std::find(std::begin(reserved), std::end(reserved), f.as) != std::end(reserved);
  });
}

// The validator keeps one bit per field of an object.
inline constexpr std::size_t max_fields = 64;

constexpr bool is_sound(const action& row) {
  return !has_duplicate(row.request) && !has_duplicate(row.confirmation) && !uses_reserved_name(row.request) &&
         row.request.size() <= max_fields && row.confirmation.size() <= max_fields &&
         row.station_may_send() == !row.event_type.empty() && row.station_may_send() == !row.answer.empty() &&
         (row.in_session == session_role::registration) == !row.registered.empty();
}

constexpr bool is_sorted(std::span<const action> rows) {
  return std::adjacent_find(rows.begin(), rows.end(), [](const action& a, const action& b) { return !(a.name < b.name); }) ==
         rows.end();
}

constexpr bool is_sound(const protocol& version) {
  return !version.version.empty() && !version.subprotocol.empty() && is_sorted(version.actions) &&
         std::all_of(version.actions.begin(), version.actions.end(), [](const action& row) { return is_sound(row); }) &&
         std::none_of(version.errors.begin(), version.errors.end(), [](std::string_view text) { return text.empty(); });
}

}  // namespace ocppgw::ocpp::table
