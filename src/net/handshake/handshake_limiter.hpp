// How many TLS handshakes a shard works on at a time: those who come later wait in order. It keeps a reconnect storm from taking
// all memory and all processor time at once. One shard's thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <cstddef>
#include <deque>

namespace ocppgw::net {

class handshake_limiter {
 public:
  // Held by who has acquired; given back when it is destroyed.
  class permit {
   public:
    explicit permit(handshake_limiter& of) : of_(of) {}
    permit(const permit&) = delete;
    permit& operator=(const permit&) = delete;
    ~permit() { of_.release(); }

   private:
    handshake_limiter& of_;
  };

  explicit handshake_limiter(std::size_t capacity) : capacity_(capacity) {}

  // Make a `permit` right after it.
  transport::task<> acquire(transport::executor on);

  bool is_full() const { return held_ >= capacity_; }

  bool is_crowded() const { return !waiting_.empty(); }  // somebody waits
  std::size_t held() const { return held_; }

  void set_capacity(std::size_t capacity);

  // The process ends: let everybody go on, so that they see that their sockets are closed.
  void release_all() { set_capacity(static_cast<std::size_t>(-1)); }

 private:
  void release();
  void admit_waiting();

  std::size_t capacity_;
  std::size_t held_ = 0;
  std::deque<transport::steady_timer*> waiting_;  // in the frames of those who wait; never expire, are cancelled
};

}  // namespace ocppgw::net
