// "10.0.0.0/8", "2001:db8::/32", "192.0.2.7": a range of IP addresses, and who is in it. An IPv4 address that is written as IPv6 is
// the IPv4 address. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::base {

class ip_network {
 public:
  // nullopt where it is neither an address nor one with the number of its leading bits, or where bits behind those are set.
  static std::optional<ip_network> parse(std::string_view text);

  // `address` without a port; what is none is in no network.
  [[nodiscard]] bool contains(std::string_view address) const;
  bool operator==(const ip_network&) const = default;

 private:
  using octets = std::array<std::uint8_t, 16>;  // IPv4 as ::ffff:a.b.c.d

  static std::optional<octets> parse_address(std::string_view text);
  ip_network(const octets& first, unsigned bits) : first_(first), bits_(bits) {}

  octets first_;
  unsigned bits_;
};

bool any_contains(std::span<const ip_network> networks, std::string_view address);

// The address of "192.0.2.7:50123", "[2001:db8::1]:50123", or of an address that stands alone; "" where it is none.
std::string host_of(std::string_view address_and_port);

}  // namespace ocppgw::base
