#include "net/handshake/upgrade.hpp"

#include "net/handshake/station_identity.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::net {
namespace {

using transport::http_fault;
using transport::http_request;

constexpr std::size_t max_key_length = 128;  // RFC 6455 wants 24, old stations do as they like
constexpr std::size_t max_user_agent = 200;

constexpr http_error bad_request(std::string_view text) { return {400, text, "bad_request"}; }
constexpr http_error upgrade_required(std::string_view text) { return {426, text, "no_upgrade"}; }
constexpr http_error no_such_station(std::string_view result) { return {404, "no such station\n", result}; }

constexpr http_error wrong_method = bad_request("only GET is served here\n");
constexpr http_error wrong_version = bad_request("HTTP/1.1 is needed\n");
constexpr http_error no_host = bad_request("the Host header is missing\n");
constexpr http_error no_upgrade = upgrade_required("only WebSocket is served here\n");
constexpr http_error no_websocket_version = bad_request("Sec-WebSocket-Version is missing\n");
constexpr http_error other_websocket_version = upgrade_required("only WebSocket version 13 is served here\n");
constexpr http_error bad_key = bad_request("Sec-WebSocket-Key is missing or malformed\n");
constexpr http_error has_body = bad_request("an upgrade request has no body\n");
constexpr http_error bad_host = bad_request("the Host header is malformed\n");
constexpr http_error twice = bad_request("a header stands there twice that may stand there once\n");

bool asks_for_websocket(const http_request& request) {
  const auto upgrades = request.list("Upgrade");
  return std::any_of(upgrades.begin(), upgrades.end(),
                     [](std::string_view one) { return transport::is_same_token(one, "websocket"); });
}

// Two readers of the same request would take different ones (RFC 9112, 3.2 and 11.2).
bool says_twice(const http_request& request) {
  constexpr std::array<std::string_view, 5> single = {"Host", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Authorization",
                                                      "Content-Length"};
  return std::any_of(single.begin(), single.end(), [&](std::string_view name) {
    const auto is_it = [name](const auto& one) { return transport::is_same_token(one.name, name); };
    return std::count_if(request.headers.begin(), request.headers.end(), is_it) > 1;
  });
}

// A name or an address, and a port (RFC 3986, 3.2.2); may be empty.
bool is_host(std::string_view text) {
  static constexpr std::string_view others = "-._~!$&'()*+,;=%:[]";
  return std::all_of(text.begin(), text.end(), [](char c) {
    const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_alphanumeric || others.find(c) != std::string_view::npos;
  });
}

bool announces_body(const http_request& request) {
  if (request.has("Transfer-Encoding")) return true;
  return request.has("Content-Length") && request.header("Content-Length") != "0";
}

bool has_usable_key(const http_request& request) {
  const auto key = request.header("Sec-WebSocket-Key");
  return !key.empty() && key.size() <= max_key_length;
}

// nullptr: a WebSocket upgrade by RFC 6455, 4.2.1, but for `Connection`, whose absence is tolerated.
const http_error* fault_of(const http_request& request) {
  if (request.method != "GET") return &wrong_method;
  if (request.version != 11) return &wrong_version;
  if (!request.has("Host")) return &no_host;
  if (says_twice(request)) return &twice;
  if (!is_host(request.header("Host"))) return &bad_host;
  if (!asks_for_websocket(request)) return &no_upgrade;
  if (!request.has("Sec-WebSocket-Version")) return &no_websocket_version;
  if (request.header("Sec-WebSocket-Version") != "13") return &other_websocket_version;
  if (!has_usable_key(request)) return &bad_key;
  return announces_body(request) ? &has_body : nullptr;
}

// The version that we like best of those that the station offers, in whatever order. Exact spelling, as clients compare it with
// what they sent (RULES 1.2).
const ocpp::protocol* agreed_protocol(const http_request& request) {
  const auto offered = request.list("Sec-WebSocket-Protocol");
  for (const auto* each : ocpp::protocols()) {
    if (std::find(offered.begin(), offered.end(), each->subprotocol) != offered.end()) return each;
  }
  return nullptr;
}

std::string user_agent(const http_request& request) {
  const auto agent = request.header("User-Agent").substr(0, max_user_agent);
  return base::is_valid_utf8(agent) ? std::string{agent} : std::string{};
}

}  // namespace

upgrade_decision check_upgrade(const http_request& request, std::string_view prefix) {
  if (const auto* fault = fault_of(request)) return *fault;
  auto station = station_identity(request.target, prefix);
  if (!station) return no_such_station("bad_path");
  return upgrade_request{std::move(*station), agreed_protocol(request), std::string{request.header("Authorization")},
                         user_agent(request)};
}

http_error error_of(http_fault why) {
  switch (why) {
    case http_fault::disconnected:
      return {};
    case http_fault::too_large:
      return {431, "the request header is too large\n", "header_too_large"};
    case http_fault::malformed:
      break;
  }
  return bad_request("malformed HTTP request\n");
}

http_error error_of(auth::admission refused) {
  switch (refused) {
    case auth::admission::unknown_station:
      return no_such_station("unknown_station");
    case auth::admission::wrong_transport:
      return {403, "not over this transport\n", "wrong_transport"};
    case auth::admission::wrong_network:
      return {403, "not from this network\n", "wrong_network"};
    case auth::admission::busy:
      return no_capacity;
    case auth::admission::unauthorized:
    case auth::admission::granted:
      break;
  }
  return {401, "authentication failed\n", "unauthorized"};
}

transport::http_response to_response(const http_error& why, std::chrono::seconds retry_after) {
  const bool upgrade = why.status == 426;
  transport::http_response response{why.status, {}, std::string{why.text}};
  auto& headers = response.headers;
  headers.push_back({"Connection", upgrade ? "Upgrade, close" : "close"});
  headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
  if (upgrade) headers.push_back({"Upgrade", "websocket"});
  if (upgrade) headers.push_back({"Sec-WebSocket-Version", "13"});
  if (why.status == 401) headers.push_back({"WWW-Authenticate", R"(Basic realm="ocpp")"});
  if (why.status == 503 || why.status == 429) headers.push_back({"Retry-After", std::to_string(retry_after.count())});
  return response;
}

}  // namespace ocppgw::net
