#include "transport/http/request.hpp"

#include "transport/websocket/accept_key.hpp"
#include "transport/websocket/frames/deflate.hpp"

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

http::response<http::empty_body> switching_protocols(const beast_request& request, std::string_view subprotocol, bool deflates) {
  http::response<http::empty_body> response{http::status::switching_protocols, 11};
  response.set(http::field::server, "ocpp-gateway");
  response.set(http::field::upgrade, "websocket");
  response.set(http::field::connection, "Upgrade");
  const auto accepted = accept_key(from_beast(request[http::field::sec_websocket_key]));
  response.set(http::field::sec_websocket_accept, to_beast(accepted));
  if (!subprotocol.empty()) response.set(http::field::sec_websocket_protocol, to_beast(subprotocol));
  if (deflates) response.set(http::field::sec_websocket_extensions, to_beast(deflate_agreement));
  return response;
}

bool offers_deflate(const beast_request& request) {
  const auto head = from_beast(request);
  return accepts_deflate(head.list("Sec-WebSocket-Extensions"));
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
