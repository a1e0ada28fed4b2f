#include "ocppgw/base/socket_address.hpp"

#include <arpa/inet.h>

#include <array>
#include <charconv>

namespace ocppgw::base {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return port;
}

bool is_address(int family, const std::string& text) {
  std::array<unsigned char, 16> parsed{};
  const bool is_whole = text.find('\0') == std::string::npos;
  return is_whole && inet_pton(family, text.c_str(), parsed.data()) == 1;
}

}  // namespace

std::optional<socket_address> parse_socket_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = parse_port(text.substr(colon + 1));
  if (!port) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const bool in_brackets = host.starts_with('[') && host.ends_with(']');
  if (in_brackets) host = host.substr(1, host.size() - 2);
  socket_address out{std::string{host}, *port};
  if (!is_address(in_brackets ? AF_INET6 : AF_INET, out.host)) return std::nullopt;
  return out;
}

}  // namespace ocppgw::base
