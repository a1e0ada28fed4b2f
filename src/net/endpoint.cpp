#include "net/endpoint.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace ocppgw::net {
namespace {

[[noreturn]] void fail(const std::string& text) {
  throw std::runtime_error("listener '" + text + "': expected an address and a port, like 0.0.0.0:9000 or [::]:9443");
}

bool read_port(std::string_view text, unsigned short& port) {
  const auto [end, why] = std::from_chars(text.data(), text.data() + text.size(), port);
  return why == std::errc{} && end == text.data() + text.size();
}

}  // namespace

tcp::endpoint parse_endpoint(const std::string& text) {
  const auto colon = text.rfind(':');
  unsigned short port = 0;
  if (colon == std::string::npos || !read_port(std::string_view(text).substr(colon + 1), port)) fail(text);
  auto host = text.substr(0, colon);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  error_code why;
  const auto address = asio::ip::make_address(host, why);
  if (why || address.is_v6() != bracketed) fail(text);
  return {address, port};
}

}  // namespace ocppgw::net
