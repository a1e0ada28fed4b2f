// How a handshake may end: the label `result` of ocppgw_handshakes_total. constexpr data; any thread.
#pragma once

#include <array>
#include <string_view>

namespace ocppgw::net {

inline constexpr std::array<std::string_view, 19> handshake_results{
    "accepted",     "bad_path",         "bad_proxy_header", "bad_request",      "bad_subprotocol", "blocked",   "crowded_out",
    "disconnected", "header_too_large", "no_upgrade",       "takeover_refused", "timeout",         "tls_error", "unauthorized",
    "unavailable",  "unknown_station",  "untrusted_proxy",  "wrong_network",    "wrong_transport"};

}  // namespace ocppgw::net
