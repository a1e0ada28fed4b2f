// What is known about a listener once it is set up. Immutable while the shards run; any thread.
#pragma once

#include "net/tls_context.hpp"

#include <optional>
#include <string>

namespace ocppgw::net {

struct doorway {
  std::string name;  // the bind address as configured: the label `listener`
  std::string prefix;
  std::optional<tls_context> tls;
};

}  // namespace ocppgw::net
