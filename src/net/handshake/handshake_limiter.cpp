#include "net/handshake/handshake_limiter.hpp"

namespace ocppgw::net {

transport::task<> handshake_limiter::acquire(transport::executor on) {
  if (!is_full()) {
    ++held_;
    co_return;
  }
  transport::steady_timer turn(on, std::chrono::steady_clock::time_point::max());
  waiting_.push_back(&turn);
  co_await turn.async_wait(transport::as_result);
}

void handshake_limiter::set_capacity(std::size_t capacity) {
  capacity_ = capacity;
  admit_waiting();
}

void handshake_limiter::release() {
  --held_;
  admit_waiting();
}

void handshake_limiter::admit_waiting() {
  while (!waiting_.empty() && !is_full()) {
    ++held_;
    waiting_.front()->cancel();
    waiting_.pop_front();
  }
}

}  // namespace ocppgw::net
