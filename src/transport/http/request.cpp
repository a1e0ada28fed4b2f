#include "transport/http/request.hpp"

#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace ocppgw::transport {

http_request from_beast(const beast_request& request) {
  http_request read{std::string{from_beast(request.method_string())},
                    std::string{from_beast(request.target())},
                    static_cast<int>(request.version()),
                    {}};
  for (const auto& field : request)
    read.headers.push_back({std::string{from_beast(field.name_string())}, std::string{from_beast(field.value())}});
  return read;
}

beast_response to_beast(const http_response& answer) {
  beast_response response{static_cast<http::status>(answer.status), 11};
  for (const auto& [name, value] : answer.headers) response.set(to_beast(name), to_beast(value));
  response.body() = answer.body;
  response.prepare_payload();
  return response;
}

void complete_upgrade_headers(beast_request& request) {
  request.set(http::field::connection, "Upgrade");
  request.set(http::field::upgrade, "websocket");
  request.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
  request.erase(http::field::expect);
}

void complete_switching_protocols(http::fields& response, std::string_view accept, std::string_view subprotocol) {
  response.set(http::field::server, "ocpp-gateway");
  response.set(http::field::connection, "Upgrade");
  response.set(http::field::sec_websocket_accept, to_beast(accept));
  if (!subprotocol.empty()) response.set(http::field::sec_websocket_protocol, to_beast(subprotocol));
}

std::size_t skip_blank_lines(beast::flat_buffer& buffer) {
  const std::string_view read(static_cast<const char*>(buffer.data().data()), buffer.size());
  const auto blank = std::min(read.find_first_not_of("\r\n"), read.size());
  buffer.consume(blank);
  return blank;
}

http_fault fault_of(const error_code& why) {
  if (why == http::error::header_limit || why == http::error::buffer_overflow) return http_fault::too_large;
  if (why == http::error::end_of_stream || why == http::error::partial_message) return http_fault::disconnected;
  const bool is_parsing = why.category() == error_code(http::error::bad_method).category();
  return is_parsing ? http_fault::malformed : http_fault::disconnected;
}

}  // namespace ocppgw::transport
