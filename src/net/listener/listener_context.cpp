#include "net/listener/listener_context.hpp"

namespace ocppgw::net {
namespace {

using tls_pointer = std::shared_ptr<const transport::tls_context>;

tls_pointer make_tls(const transport::tls_settings& what, const tls_pointer& former) {
  auto made = transport::tls_context::create(what);
  return former && former->fingerprint() == made->fingerprint() ? former : made;
}

}  // namespace

listener_contexts make_listener_contexts(const std::vector<listener>& listeners, const listener_contexts& former) {
  listener_contexts made;
  for (const auto& one : listeners) {
    const auto before = made.size() < former.size() ? former[made.size()]->tls : nullptr;
    const listener_context fresh{one.bind, one.prefix, one.tls ? make_tls(*one.tls, before) : nullptr};
    made.push_back(std::make_shared<const listener_context>(fresh));
  }
  return made;
}

}  // namespace ocppgw::net
