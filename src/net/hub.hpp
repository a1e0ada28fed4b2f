// What the shards of one server have in common, and how they find each other. Owned by the server; outlives all shards.
// Members without atomics are set before the shards run and do not change.
#pragma once

#include "ocppgw/command/directory.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/session/authenticator.hpp"
#include "ocppgw/session/settings.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace ocppgw::net {

class shard;

// How many sessions there are, and who waits for them to become fewer. Thread-safe.
class population {
 public:
  std::size_t size() const { return size_.load(std::memory_order_relaxed); }
  void add() { size_.fetch_add(1, std::memory_order_relaxed); }
  void remove() {
    size_.fetch_sub(1, std::memory_order_acq_rel);
    const std::scoped_lock hold(guard_);
    fewer_.notify_all();
  }
  // True if no more than `left` are there.
  bool wait_until_at_most(std::size_t left, base::steady_time deadline) {
    std::unique_lock hold(guard_);
    return fewer_.wait_until(hold, deadline, [&] { return size_.load(std::memory_order_acquire) <= left; });
  }
  bool wait_until_empty(base::steady_time deadline) { return wait_until_at_most(0, deadline); }

 private:
  std::atomic<std::size_t> size_{0};
  std::mutex guard_;
  std::condition_variable fewer_;
};

struct hub {
  const settings what;
  const std::shared_ptr<const session::settings> conversations;
  event::event_sink& sink;
  session::authenticator& doorkeeper;
  telemetry::metrics& metrics;
  command::directory stations;
  population sessions;
  std::vector<std::unique_ptr<shard>> shards;
  std::atomic<bool> draining{false};

  shard& at(const command::session_address& where) const { return *shards[where.shard]; }
};

}  // namespace ocppgw::net
