#include "ocppgw/transport/receive_control.hpp"

#include <utility>

namespace ocppgw::transport {

bool receive_control::message::received(std::size_t bytes) {
  bytes_ += bytes;
  by_.totals_.incomplete.fetch_add(bytes, std::memory_order_relaxed);
  return by_.admit(*this);
}

void receive_control::message::leave() {
  by_.totals_.incomplete.fetch_sub(std::exchange(bytes_, 0), std::memory_order_relaxed);
  unlink();
}

bool receive_control::admit(message& what) {
  if (!what.is_linked()) {
    if (!has_room()) {
      hold(what, has_room_() ? "receive_bytes" : "queue_bytes");
      return false;
    }
    what.since_ = std::chrono::steady_clock::now();
    receiving_.push_back(what);
  }
  if (has_bytes_for(what)) return true;
  hold(what, "receive_bytes");
  return false;
}

// The oldest goes on whatever the others hold, so that one of them always comes to an end.
bool receive_control::has_bytes_for(const message& what) const {
  if (what.bytes_ <= always_admitted || totals_.incomplete.load(std::memory_order_relaxed) <= limits_.bytes) return true;
  return receiving_.empty() || &receiving_.front() == &what;
}

void receive_control::hold(message& what, std::string_view limit) {
  what.unlink();
  held_.push_back(what);
  what.held_back(limit);
}

void receive_control::resume(base::steady_time now) {
  if (held_.empty() || !has_room()) return;
  list waiting;
  waiting.swap(held_);
  while (!waiting.empty()) {
    auto& next = waiting.front();
    if (!has_bytes_for(next)) break;
    next.unlink();
    next.since_ = now;
    receiving_.push_back(next);
    next.go_on();
  }
  held_.splice(held_.begin(), waiting);
}

void receive_control::expire(base::steady_time now) {
  while (!receiving_.empty() && now - receiving_.front().since_ >= limits_.message_timeout) {
    auto& late = receiving_.front();
    late.unlink();
    late.timed_out();
  }
}

}  // namespace ocppgw::transport
