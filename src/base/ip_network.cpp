#include "ocppgw/base/ip_network.hpp"

#include "ocppgw/base/socket_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace ocppgw::base {
namespace {

constexpr unsigned all_bits = 128;
constexpr unsigned bits_before_ipv4 = 96;

std::optional<unsigned> parse_number(std::string_view text) {
  unsigned number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// As many of the leading bits as count; the others are 0.
std::array<std::uint8_t, 16> masked(std::array<std::uint8_t, 16> octets, unsigned bits) {
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const auto before = static_cast<unsigned>(8 * i);
    const auto kept = bits <= before ? 0U : std::min(8U, bits - before);
    octets[i] = static_cast<std::uint8_t>(octets[i] & (0xff00U >> kept));
  }
  return octets;
}

}  // namespace

std::optional<ip_network::octets> ip_network::parse_address(std::string_view text) {
  octets parsed{};
  const std::string whole(text);
  if (whole.find('\0') != std::string::npos) return std::nullopt;
  if (inet_pton(AF_INET6, whole.c_str(), parsed.data()) == 1) return parsed;
  parsed[10] = parsed[11] = 0xff;
  if (inet_pton(AF_INET, whole.c_str(), &parsed[12]) == 1) return parsed;
  return std::nullopt;
}

std::optional<ip_network> ip_network::parse(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto host = text.substr(0, slash);
  const auto first = parse_address(host);
  if (!first) return std::nullopt;
  const unsigned offset = host.find(':') == std::string_view::npos ? bits_before_ipv4 : 0;
  const auto length = slash == text.size() ? all_bits - offset : parse_number(text.substr(slash + 1));
  if (!length || *length > all_bits - offset || masked(*first, *length + offset) != *first) return std::nullopt;
  return ip_network(*first, *length + offset);
}

bool ip_network::contains(std::string_view address) const {
  const auto parsed = parse_address(address);
  return parsed && masked(*parsed, bits_) == first_;
}

bool any_contains(std::span<const ip_network> networks, std::string_view address) {
  return std::any_of(networks.begin(), networks.end(), [address](const ip_network& one) { return one.contains(address); });
}

std::string host_of(std::string_view address_and_port) {
  if (const auto whole = parse_socket_address(address_and_port)) return whole->host;
  return ip_network::parse(address_and_port) && address_and_port.find('/') == std::string_view::npos ? std::string(address_and_port)
                                                                                                     : std::string();
}

}  // namespace ocppgw::base
