#include "transport/http/request.hpp"

#include <boost/beast/http/error.hpp>

namespace ocppgw::transport {

http_request from_beast(const beast_request& request) {
  http_request read{std::string{from_beast(request.method_string())}, std::string{from_beast(request.target())},
                    static_cast<int>(request.version()), {}};
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
  request.erase(http::field::expect);
}

http_fault fault_of(const error_code& why) {
  if (why == http::error::header_limit || why == http::error::buffer_overflow) return http_fault::too_large;
  if (why == http::error::end_of_stream || why == http::error::partial_message) return http_fault::disconnected;
  const bool is_parsing = why.category() == error_code(http::error::bad_method).category();
  return is_parsing ? http_fault::malformed : http_fault::disconnected;
}

}  // namespace ocppgw::transport
