#include "net/handshake/handshake_limiter.hpp"

namespace ocppgw::net {
namespace {

// Left when it is admitted, and where its frame is destroyed while it still waits.
class place_in_line {
 public:
  place_in_line(std::deque<transport::steady_timer*>& line, transport::steady_timer& turn) : line_(line), turn_(turn) {
    line_.push_back(&turn_);
  }
  place_in_line(const place_in_line&) = delete;
  place_in_line& operator=(const place_in_line&) = delete;
  ~place_in_line() { std::erase(line_, &turn_); }

 private:
  std::deque<transport::steady_timer*>& line_;
  transport::steady_timer& turn_;
};

}  // namespace

transport::task<> handshake_limiter::acquire(transport::executor on) {
  if (!is_full()) {
    ++held_;
    co_return;
  }
  transport::steady_timer turn(on, std::chrono::steady_clock::time_point::max());
  const place_in_line waiting(waiting_, turn);
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
