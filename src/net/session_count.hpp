// How many sessions the process has, and a way to wait until they are fewer. Thread-safe.
#pragma once

#include "ocppgw/base/time.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace ocppgw::net {

class session_count {
 public:
  std::size_t get() const { return count_.load(std::memory_order_relaxed); }
  void add() { count_.fetch_add(1, std::memory_order_relaxed); }
  void remove() {
    count_.fetch_sub(1, std::memory_order_acq_rel);
    const std::scoped_lock hold(guard_);
    fewer_.notify_all();
  }

  // True if no more than `left` are there.
  bool wait_until_at_most(std::size_t left, base::steady_time deadline) {
    std::unique_lock hold(guard_);
    return fewer_.wait_until(hold, deadline, [&] { return count_.load(std::memory_order_acquire) <= left; });
  }

 private:
  std::atomic<std::size_t> count_{0};
  std::mutex guard_;
  std::condition_variable fewer_;
};

}  // namespace ocppgw::net
