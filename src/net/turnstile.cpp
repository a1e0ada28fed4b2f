#include "net/turnstile.hpp"

namespace ocppgw::net {

task<> turnstile::enter(executor on) {
  if (!is_full()) {
    ++inside_;
    co_return;
  }
  steady_timer turn(on, std::chrono::steady_clock::time_point::max());
  waiting_.push_back(&turn);
  crowded_.store(true, std::memory_order_relaxed);
  co_await turn.async_wait(as_result);
}

void turnstile::open() {
  capacity_ = static_cast<std::size_t>(-1);
  while (!waiting_.empty()) let_next_in();
}

void turnstile::leave() {
  --inside_;
  if (!waiting_.empty() && !is_full()) let_next_in();
}

void turnstile::let_next_in() {
  ++inside_;
  waiting_.front()->cancel();
  waiting_.pop_front();
  crowded_.store(!waiting_.empty(), std::memory_order_relaxed);
}

}  // namespace ocppgw::net
