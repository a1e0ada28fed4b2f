#include "net/reception.hpp"
#include "net/welcome.hpp"

namespace ocppgw::net {

task<bool> secure(plain_stream&, guest&) { co_return true; }

void decorate_agreed(websocket::response_type& response) {
  decorate_unagreed(response);
  response.set(http::field::sec_websocket_protocol, beast::string_view(spoken_subprotocol.data(), spoken_subprotocol.size()));
}

void decorate_unagreed(websocket::response_type& response) { response.set(http::field::server, "ocpp-gateway"); }

void receive_plain(shard& on, const doorway& via, tcp_socket socket) { start_welcome(on, via, plain_stream(std::move(socket))); }

}  // namespace ocppgw::net
