#include "net/upgrade.hpp"

#include "net/identity.hpp"

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>

namespace ocppgw::net {
namespace {

constexpr std::size_t max_key_length = 24;  // 16 bytes in base64

constexpr refusal bad(std::string_view text) { return {http::status::bad_request, text, "bad_request"}; }

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// A header may be repeated: all its values are one list (RFC 9110, 5.3).
bool lists(const request_head& request, http::field name, beast::string_view token) {
  const auto [first, last] = request.equal_range(name);
  return std::any_of(first, last, [token](const auto& field) { return http::token_list{field.value()}.exists(token); });
}

// Exact spelling, as clients compare it with what they sent (RULES 1.2); token_list would ignore the case.
bool offers_subprotocol(const request_head& request) {
  const auto [first, last] = request.equal_range(http::field::sec_websocket_protocol);
  return std::any_of(first, last, [](const auto& field) {
    const http::token_list offered{field.value()};
    return std::any_of(offered.begin(), offered.end(), [](const auto& token) { return view(token) == spoken_subprotocol; });
  });
}

bool is_usable_key(beast::string_view key) { return !key.empty() && key.size() <= max_key_length; }

// nullptr: a WebSocket upgrade by RFC 6455, 4.2.1, but for `Connection`, whose absence is tolerated.
const refusal* fault_of(const request_head& request) {
  static constexpr refusal wrong_method = bad("only GET is served here\n");
  static constexpr refusal wrong_version = bad("HTTP/1.1 is needed\n");
  static constexpr refusal no_host = bad("the Host header is missing\n");
  static constexpr refusal no_upgrade{http::status::upgrade_required, "only WebSocket is served here\n", "no_upgrade"};
  static constexpr refusal bad_key = bad("Sec-WebSocket-Key is missing or malformed\n");
  static constexpr refusal no_version = bad("Sec-WebSocket-Version is missing\n");
  static constexpr refusal other_version{http::status::upgrade_required, "only WebSocket version 13 is served here\n",
                                         "no_upgrade"};
  static constexpr refusal has_body = bad("an upgrade request has no body\n");

  if (request.method() != http::verb::get) return &wrong_method;
  if (request.version() != 11) return &wrong_version;
  if (request.count(http::field::host) == 0) return &no_host;
  if (!lists(request, http::field::upgrade, "websocket")) return &no_upgrade;
  if (request.count(http::field::sec_websocket_version) == 0) return &no_version;
  if (request[http::field::sec_websocket_version] != "13") return &other_version;
  if (!is_usable_key(request[http::field::sec_websocket_key])) return &bad_key;
  if (request.has_content_length() ? request[http::field::content_length] != "0" : request.chunked()) return &has_body;
  return nullptr;
}

}  // namespace

verdict_on_request judge(const request_head& request, std::string_view prefix) {
  if (const auto* fault = fault_of(request)) return *fault;
  auto station = station_identity(view(request.target()), prefix);
  if (!station) return refusal{http::status::not_found, "no such station\n", "bad_path"};
  return invitation{std::move(*station), offers_subprotocol(request) ? std::string{spoken_subprotocol} : std::string{}};
}

void complete_upgrade_headers(request_head& request) {
  request.set(http::field::connection, "Upgrade");
  request.set(http::field::upgrade, "websocket");
  request.erase(http::field::expect);
}

bool is_malformed(const error_code& why) {
  if (why == http::error::end_of_stream || why == http::error::partial_message) return false;
  return why && why.category() == error_code(http::error::bad_method).category();
}

refusal refuse_unreadable(const error_code& why) {
  if (why == http::error::header_limit || why == http::error::buffer_overflow) {
    return {http::status::request_header_fields_too_large, "the request header is too large\n", "header_too_large"};
  }
  return bad("malformed HTTP request\n");
}

refusal refuse_admission(session::admission verdict) {
  switch (verdict) {
    case session::admission::unknown_station:
      return {http::status::not_found, "no such station\n", "unknown_station"};
    case session::admission::wrong_transport:
      return {http::status::forbidden, "not over this transport\n", "wrong_transport"};
    case session::admission::unauthorized:
    case session::admission::granted:
      break;
  }
  return {http::status::unauthorized, "authentication failed\n", "unauthorized"};
}

refusal_response respond(const refusal& why) {
  refusal_response response{why.status, 11};
  response.set(http::field::connection, why.status == http::status::upgrade_required ? "Upgrade, close" : "close");
  response.set(http::field::content_type, "text/plain; charset=utf-8");
  if (why.status == http::status::upgrade_required) {
    response.set(http::field::upgrade, "websocket");
    response.set(http::field::sec_websocket_version, "13");
  }
  if (why.status == http::status::unauthorized) response.set(http::field::www_authenticate, R"(Basic realm="ocpp")");
  if (why.status == http::status::service_unavailable) response.set(http::field::retry_after, "10");
  response.body() = why.text;
  response.prepare_payload();
  return response;
}

}  // namespace ocppgw::net
