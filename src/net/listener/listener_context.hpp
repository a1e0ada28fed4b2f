// What a handshake needs to know of the listener by which it came. Immutable; any thread. A reload makes new ones.
#pragma once

#include "ocppgw/base/ip_network.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/transport/tls.hpp"

#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::net {

struct listener_context {
  std::string name;  // the bind address as configured: the label `listener`
  std::string prefix;
  std::shared_ptr<const transport::tls_context> tls;  // nullptr: a plain listener
  std::vector<base::ip_network> trusted_proxies;
  int min_profile = 0;
  bool proxy_protocol = false;
  std::regex station_pattern;

  [[nodiscard]] bool trusts(std::string_view remote_address) const {
    return !trusted_proxies.empty() && base::any_contains(trusted_proxies, base::host_of(remote_address));
  }
};
using listener_contexts = std::vector<std::shared_ptr<const listener_context>>;

// In the order of its listeners. Throws std::runtime_error naming the file that cannot be used. `on_limit` is told of connections
// that a limit of TLS ended.
listener_contexts make_listener_contexts(const settings& of, const transport::limit_listener& on_limit);

}  // namespace ocppgw::net
