#include "session/calls/pace.hpp"

#include <algorithm>
#include <chrono>

namespace ocppgw::session {
namespace {

constexpr std::chrono::seconds at_once{10};

// `amount` costs as much time as the rate takes for it.
void spend(base::steady_time& paid, std::size_t amount, std::size_t per_second, base::steady_time now) {
  if (per_second == 0) return;
  const std::chrono::duration<double> cost(static_cast<double>(amount) / static_cast<double>(per_second));
  paid = std::max(paid, now) + std::chrono::duration_cast<base::steady_time::duration>(cost);
}

}  // namespace

void pace::message(std::size_t bytes, const pace_limits& limits, base::steady_time now) {
  spend(messages_, 1, limits.messages, now);
  spend(bytes_, bytes, limits.bytes, now);
}

void pace::rejected(const pace_limits& limits, base::steady_time now) { spend(rejected_, 1, limits.rejected, now); }

std::optional<base::steady_time> pace::paused_until(base::steady_time now) const {
  const auto last = std::max({messages_, bytes_, rejected_});
  return last <= now + at_once ? std::nullopt : std::optional(last - at_once);
}

}  // namespace ocppgw::session
