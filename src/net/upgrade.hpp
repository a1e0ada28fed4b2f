// What an HTTP request head deserves (RULES 1.1-1.3): a WebSocket for a station, or a status with a short body. Pure; any thread.
#pragma once

#include "net/asio.hpp"
#include "ocppgw/session/authenticator.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace ocppgw::net {

using request_head = http::request<http::empty_body>;
using refusal_response = http::response<http::string_body>;

// An answer without a WebSocket. `result` is the label of ocppgw_handshakes_total.
struct refusal {
  http::status status = http::status::bad_request;
  std::string_view text;
  std::string_view result;
  bool operator==(const refusal&) const = default;
};

// A well-formed upgrade request of a station.
struct invitation {
  std::string station;
  std::string subprotocol;  // what was agreed on; "": 101 without the header, then close 1002
  bool operator==(const invitation&) const = default;
};

inline constexpr std::string_view spoken_subprotocol = "ocpp1.6";

using verdict_on_request = std::variant<invitation, refusal>;
verdict_on_request judge(const request_head& request, std::string_view prefix);

// Beast insists on `Connection: Upgrade`, which some stations leave out (RULES F6): put there once judge() has accepted.
void complete_upgrade_headers(request_head& request);

// What came is no HTTP, as opposed to a connection that broke.
bool is_malformed(const error_code& why);

// For a head that could not be read: 431 or 400.
refusal refuse_unreadable(const error_code& why);
inline constexpr refusal refuse_late{http::status::request_timeout, "the request took too long\n", "timeout"};
inline constexpr refusal refuse_now{http::status::service_unavailable, "no capacity at the moment, try again later\n",
                                    "unavailable"};
inline constexpr refusal refuse_trailing{http::status::bad_request, "unexpected data behind the request\n", "bad_request"};

// Only for what is not `granted`.
refusal refuse_admission(session::admission verdict);

// The response: `Connection: close`, and what its status calls for (Upgrade, WWW-Authenticate, Retry-After).
refusal_response respond(const refusal& why);

}  // namespace ocppgw::net
