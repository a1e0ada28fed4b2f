// The PROXY protocol, versions 1 and 2, as a load balancer says in front of a connection for whom it connects. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace ocppgw::transport {

struct proxy_header {
  std::size_t size = 0;  // in bytes; what follows is the client's
  std::string source;    // "192.0.2.7:50123", "[2001:db8::1]:50123"; "": the balancer speaks for itself (LOCAL, UNKNOWN)
  bool operator==(const proxy_header&) const = default;
};

struct proxy_incomplete {
  std::size_t wanted = 0;  // so many bytes are needed at least
  bool operator==(const proxy_incomplete&) const = default;
};

struct proxy_fault {
  std::string_view why;
  bool operator==(const proxy_fault&) const = default;
};

inline constexpr std::size_t longest_proxy_v1 = 107;
inline constexpr std::size_t longest_proxy_v2 = 16 + 216 + 1024;  // head, the longest addresses, and so much of TLVs

// `bytes` begin the connection.
std::variant<proxy_header, proxy_incomplete, proxy_fault> parse_proxy_header(std::string_view bytes);

}  // namespace ocppgw::transport
