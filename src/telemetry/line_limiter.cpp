#include "telemetry/line_limiter.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::telemetry {

bool line_limiter::admit(line_kind kind, base::steady_time now) {
  const std::lock_guard lock(guard_);
  if (counts_.size() >= max_kinds && !counts_.contains(kind)) kind.cause = other_causes;
  auto& kept = counts_.try_emplace(std::move(kind), count{now, 0}).first->second;
  if (now - kept.since >= window) kept = {now, 0};
  next_end_ = std::min(next_end_, kept.since + window);
  return ++kept.seen <= burst;
}

std::vector<line_limiter::left_out> line_limiter::take_left_out(base::steady_time now) {
  const std::lock_guard lock(guard_);
  std::vector<left_out> out;
  if (now < next_end_) return out;
  next_end_ = base::steady_time::max();
  std::erase_if(counts_, [&](const auto& each) {
    const auto& [kind, kept] = each;
    const auto end = kept.since + window;
    if (now < end) {
      next_end_ = std::min(next_end_, end);
      return false;
    }
    if (kept.seen > burst) out.push_back({kind, kept.seen - burst});
    return true;
  });
  return out;
}

}  // namespace ocppgw::telemetry
