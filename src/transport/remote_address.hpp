// How the other end of a socket is written in events and logs. Any thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <string>

namespace ocppgw::transport {

// "192.0.2.7:50123", "[2001:db8::1]:50123"; an IPv4 peer of an IPv6 socket (::ffff:192.0.2.7) is written as IPv4.
std::string to_text(tcp::endpoint peer);

// "unknown" where the peer has gone already.
std::string remote_address(const tcp_socket& socket);

}  // namespace ocppgw::transport
