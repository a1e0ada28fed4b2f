#include "ocppgw/session/actions.hpp"

#include <array>

namespace ocppgw::session {

std::string_view to_string(close_reason reason) {
  constexpr std::array<std::string_view, 15> names{
      "station_closed", "connection_lost", "idle_timeout",   "delivery_timeout",    "delivery_failed",
      "replaced",       "draining",        "protocol_error", "message_too_big",     "message_timeout",
      "not_text",       "not_utf8",        "slow_consumer",  "certificate_revoked", "internal_error"};
  return names[static_cast<std::size_t>(reason)];
}

std::string_view to_string(disconnect::side side) {
  constexpr std::array<std::string_view, 3> names{"station", "gateway", "network"};
  return names[static_cast<std::size_t>(side)];
}

}  // namespace ocppgw::session
