// How many handshakes a shard works on at a time: those who come later wait in order. It keeps a reconnect storm from taking all
// memory and all processor time at once. One shard's thread, but for is_crowded().
#pragma once

#include "net/asio.hpp"

#include <atomic>
#include <cstddef>
#include <deque>

namespace ocppgw::net {

class turnstile {
 public:
  // Held by those who have entered; leaves when it is destroyed.
  class pass {
   public:
    explicit pass(turnstile& through) : through_(through) {}
    pass(const pass&) = delete;
    pass& operator=(const pass&) = delete;
    ~pass() { through_.leave(); }

   private:
    turnstile& through_;
  };

  explicit turnstile(std::size_t capacity) : capacity_(capacity) {}

  // Make a `pass` right after it.
  task<> enter(executor on);

  bool is_full() const { return inside_ >= capacity_; }

  // Somebody waits. Any thread: the acceptors leave further sockets in the kernel's queue.
  bool is_crowded() const { return crowded_.load(std::memory_order_relaxed); }
  std::size_t inside() const { return inside_; }

  // The process ends: let everybody through, so that they see that their sockets are closed.
  void open();

 private:
  void leave();
  void let_next_in();

  std::size_t capacity_;
  std::size_t inside_ = 0;
  std::atomic<bool> crowded_{false};
  std::deque<steady_timer*> waiting_;  // in the frames of those who wait; never expire, are cancelled
};

}  // namespace ocppgw::net
