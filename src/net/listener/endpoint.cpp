#include "net/listener/endpoint.hpp"

#include "ocppgw/base/socket_address.hpp"

#include <stdexcept>

namespace ocppgw::net {

transport::tcp::endpoint parse_endpoint(const std::string& text) {
  const auto at = base::parse_socket_address(text);
  if (!at) {
    throw std::runtime_error("listener '" + text + "': expected an address and a port, like 0.0.0.0:9000 or [::]:9443");
  }
  return {transport::asio::ip::make_address(at->host), at->port};
}

}  // namespace ocppgw::net
