#include "station/transport/url.hpp"

#include <array>
#include <cctype>

namespace ocppgw::bench {
namespace {

// RFC 3986 unreserved characters stay as they are.
std::string percent_encode(std::string_view segment) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : segment) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view{"-._~"}.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return out;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool split_authority(std::string_view text, url& into) {
  const auto bracket = text.rfind(']');
  const auto colon = text.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  auto host = has_port ? text.substr(0, colon) : text;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  into.host = host;
  into.port = has_port ? text.substr(colon + 1) : std::string_view{into.tls ? "443" : "80"};
  return !into.host.empty() && !into.port.empty();
}

}  // namespace

std::string url::authority() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (ipv6 ? "[" + host + "]" : host) + ":" + port;
}

std::string url::target(std::string_view station) const { return path + "/" + percent_encode(station); }

std::string url::text() const { return (tls ? "wss://" : "ws://") + authority() + path; }

std::optional<url> parse_url(std::string_view text) {
  url out;
  out.tls = take_prefix(text, "wss://");
  if (!out.tls && !take_prefix(text, "ws://")) return std::nullopt;
  const auto slash = text.find('/');
  if (!split_authority(text.substr(0, slash), out)) return std::nullopt;
  out.path = slash == std::string_view::npos ? std::string_view{} : text.substr(slash);
  while (out.path.ends_with('/')) out.path.pop_back();
  return out;
}

}  // namespace ocppgw::bench
