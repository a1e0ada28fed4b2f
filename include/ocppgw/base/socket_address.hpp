// "0.0.0.0:9000", "[::]:9443": where something listens, as it is configured. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::base {

struct socket_address {
  std::string host;  // an IP address, without brackets
  std::uint16_t port = 0;
  bool operator==(const socket_address&) const = default;
};

// nullopt where it is not an IPv4 address, or an IPv6 address in brackets, then a colon and a port.
std::optional<socket_address> parse_socket_address(std::string_view text);

}  // namespace ocppgw::base
