#include "transport/remote_address.hpp"

#include <sstream>

namespace ocppgw::transport {

std::string to_text(tcp::endpoint peer) {
  const auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    peer.address(asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()));
  std::ostringstream text;
  text << peer;
  return text.str();
}

std::string remote_address(const tcp_socket& socket) {
  error_code unknown;
  const auto peer = socket.remote_endpoint(unknown);
  return unknown ? "unknown" : to_text(peer);
}

}  // namespace ocppgw::transport
