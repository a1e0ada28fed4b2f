// What one shard works by: immutable snapshots, replaced as a whole by a reload. Read at use, never copied: who holds a reference
// to this sees the new values with its next look. One shard's thread.
#pragma once

#include "net/listener/listener_context.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/session/settings.hpp"

#include <cstddef>
#include <memory>
#include <utility>

namespace ocppgw::net {

struct settings_snapshot {
  std::shared_ptr<const settings> network;
  std::shared_ptr<const session::settings> sessions;
  listener_contexts listeners;
};

class active_settings {
 public:
  explicit active_settings(std::shared_ptr<const settings_snapshot> initial) : current_(std::move(initial)) {}

  void use(std::shared_ptr<const settings_snapshot> newer) { current_ = std::move(newer); }

  const settings& network() const { return *current_->network; }
  const std::shared_ptr<const session::settings>& sessions() const { return current_->sessions; }
  const std::shared_ptr<const listener_context>& listener(std::size_t index) const { return current_->listeners[index]; }

 private:
  std::shared_ptr<const settings_snapshot> current_;
};

}  // namespace ocppgw::net
