#include "net/listener/listener_context.hpp"

namespace ocppgw::net {

listener_contexts make_listener_contexts(const std::vector<listener>& listeners, const transport::limit_listener& on_limit) {
  listener_contexts made;
  for (const auto& one : listeners) {
    const listener_context fresh{one.bind, one.prefix, one.tls ? transport::tls_context::create(*one.tls, on_limit) : nullptr};
    made.push_back(std::make_shared<const listener_context>(fresh));
  }
  return made;
}

}  // namespace ocppgw::net
