#include "net/shard/timer_wheel.hpp"

#include <algorithm>

namespace ocppgw::net {

base::steady_time timer_wheel::arm(entry& what, base::steady_time at) {
  const auto rounded_up = tick_of(at - std::chrono::nanoseconds{1}) + 1;
  what.deadline_ = std::max(rounded_up, current_ + 1);
  if (!what.is_linked() || what.placed_ > what.deadline_) {
    what.unlink();
    place(what);
  }
  return time_of(what.placed_);
}

std::optional<base::steady_time> timer_wheel::next() const {
  for (std::uint64_t tick = current_ + 1; tick <= current_ + slots; ++tick) {
    if (!lists_[tick % slots].empty()) return time_of(tick);
  }
  return std::nullopt;
}

void timer_wheel::advance(base::steady_time now) {
  const auto until = tick_of(now);
  const auto first = current_ + 1;
  const auto last = std::min(until, current_ + slots);
  current_ = std::max(current_, until);
  list looked_at;
  for (std::uint64_t tick = first; tick <= last; ++tick) looked_at.splice(looked_at.end(), lists_[tick % slots]);
  while (!looked_at.empty()) {
    entry& what = looked_at.front();
    looked_at.pop_front();
    if (what.deadline_ <= current_) {
      what.due(now);
    } else {
      place(what);
    }
  }
}

std::uint64_t timer_wheel::tick_of(base::steady_time at) const {
  return at <= origin_ ? 0 : static_cast<std::uint64_t>((at - origin_) / granularity);
}

base::steady_time timer_wheel::time_of(std::uint64_t tick) const { return origin_ + granularity * static_cast<std::int64_t>(tick); }

void timer_wheel::place(entry& what) {
  what.placed_ = std::min(what.deadline_, current_ + slots);
  lists_[what.placed_ % slots].push_back(what);
}

}  // namespace ocppgw::net
