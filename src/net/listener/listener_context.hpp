// What a handshake needs to know of the listener by which it came. Immutable; any thread. A reload makes new ones.
#pragma once

#include "ocppgw/net/settings.hpp"
#include "ocppgw/transport/tls.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ocppgw::net {

struct listener_context {
  std::string name;  // the bind address as configured: the label `listener`
  std::string prefix;
  std::shared_ptr<const transport::tls_context> tls;  // nullptr: a plain listener
};
using listener_contexts = std::vector<std::shared_ptr<const listener_context>>;

// In the order of `listeners`. Throws std::runtime_error naming the file that cannot be used. `on_limit` is told of connections that
// a limit of TLS ended.
listener_contexts make_listener_contexts(const std::vector<listener>& listeners, const transport::limit_listener& on_limit);

}  // namespace ocppgw::net
