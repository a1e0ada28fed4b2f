#include "telemetry/line_limiter.hpp"

#include <utility>

namespace ocppgw::telemetry {

line_limiter::count& line_limiter::count_of(std::string_view kind, base::steady_time now) {
  if (const auto found = counts_.find(kind); found != counts_.end()) return found->second;
  if (counts_.size() >= max_kinds) counts_.clear();
  return counts_.emplace(kind, count{now, 0}).first->second;
}

line_limiter::verdict line_limiter::admit(std::string_view kind, base::steady_time now) {
  const std::lock_guard lock(guard_);
  auto& kept = count_of(kind, now);
  if (now - kept.since < window) return {++kept.seen <= burst, 0};
  const auto seen = std::exchange(kept.seen, 1);
  kept.since = now;
  return {true, seen > burst ? seen - burst : 0};
}

}  // namespace ocppgw::telemetry
