// How a handshake may end: the label `result` of ocppgw_handshakes_total. constexpr data; any thread.
#pragma once

#include <array>
#include <string_view>

namespace ocppgw::net {

inline constexpr std::array<std::string_view, 19> handshake_results{
    "accepted",         "bad_path",        "bad_proxy_header", "blocked",         "crowded_out",
    "takeover_refused", "untrusted_proxy", "bad_request",      "bad_subprotocol", "disconnected",
    "header_too_large", "no_upgrade",      "tls_error",        "timeout",         "unauthorized",
    "unavailable",      "unknown_station", "wrong_network",    "wrong_transport"};

}  // namespace ocppgw::net
