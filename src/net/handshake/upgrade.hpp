// What an HTTP request deserves (RULES 1.1-1.3): a WebSocket for a station, or a status with a short body. Pure; any thread.
#pragma once

#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/ocpp/protocol.hpp"
#include "ocppgw/transport/websocket.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace ocppgw::net {

// Between these a station that is turned away for now is told to wait.
inline constexpr std::chrono::seconds min_retry_after{10};
inline constexpr std::chrono::seconds max_retry_after{60};

// A well-formed upgrade request of a station.
struct upgrade_request {
  std::string station;
  const ocpp::protocol* protocol = nullptr;  // what was agreed on; nullptr: 101 without the header, then close 1002
  std::string authorization;
  std::string user_agent;
  bool operator==(const upgrade_request&) const = default;
};

// An answer without a WebSocket. `result` is the label of ocppgw_handshakes_total.
struct http_error {
  unsigned status = 400;
  std::string_view text;  // "": nobody is left to read it
  std::string_view result;
  bool operator==(const http_error&) const = default;
};
inline constexpr http_error request_timeout{408, "the request took too long\n", "timeout"};
inline constexpr http_error too_many_takeovers{503, "another device claims this identity, try again later\n", "takeover_refused"};
inline constexpr http_error too_many_failures{429, "too many failures, try again later\n", "blocked"};
inline constexpr http_error no_capacity{503, "no capacity at the moment, try again later\n", "unavailable"};

using upgrade_decision = std::variant<upgrade_request, http_error>;
upgrade_decision check_upgrade(const transport::http_request& request, std::string_view prefix);
inline constexpr http_error bad_identity{404, "no such station\n", "bad_path"};

// For a head that could not be read.
http_error error_of(transport::http_fault why);

// Only for what is not `granted`.
http_error error_of(auth::admission refused);

// The response: `Connection: close`, and what its status calls for (Upgrade, WWW-Authenticate, Retry-After: 429 and 503 only).
transport::http_response to_response(const http_error& why, std::chrono::seconds retry_after);

}  // namespace ocppgw::net
