#include "net/listener/keyed_limiter.hpp"

#include <algorithm>
#include <chrono>

namespace ocppgw::net {

using std::chrono::minutes;

void keyed_limiter::use(std::size_t per_minute) {
  const std::scoped_lock hold(guard_);
  if (per_minute != per_minute_) buckets_.clear();
  per_minute_ = per_minute;
}

bool keyed_limiter::take(std::string_view key, base::steady_time now) {
  const std::scoped_lock hold(guard_);
  if (per_minute_ == 0) return true;
  auto& of_key = refilled(key, now);
  if (of_key.left < 1) return false;
  of_key.left -= 1;
  return true;
}

bool keyed_limiter::has(std::string_view key, base::steady_time now) {
  const std::scoped_lock hold(guard_);
  if (per_minute_ == 0 || buckets_.find(key) == buckets_.end()) return true;
  return refilled(key, now).left >= 1;
}

keyed_limiter::bucket& keyed_limiter::refilled(std::string_view key, base::steady_time now) {
  const auto most = static_cast<double>(per_minute_);
  auto found = buckets_.find(key);
  if (found == buckets_.end()) {
    if (buckets_.size() >= remembered) forget_idle(now);
    found = buckets_.emplace(key, bucket{most, now}).first;
  }
  auto& known = found->second;
  const std::chrono::duration<double, std::ratio<60>> passed = now - known.since;
  known.left = std::min(most, known.left + passed.count() * most);
  known.since = now;
  return known;
}

// Should all be busy, all are forgotten: memory is bounded first.
void keyed_limiter::forget_idle(base::steady_time now) {
  std::erase_if(buckets_, [now](const auto& one) { return now - one.second.since > minutes{1}; });
  if (buckets_.size() >= remembered) buckets_.clear();
}

}  // namespace ocppgw::net
