#include "ocppgw/command/queue.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::command {
namespace {

// Saturates: `expiresAt` may lie thousands of years ahead, beyond what the steady clock's nanoseconds reach.
base::steady_time on_steady_clock(base::wall_time at, base::instant now) {
  constexpr std::chrono::milliseconds far = std::chrono::hours(24);
  return now.steady + std::clamp(at - now.wall, std::chrono::milliseconds(0), far);
}

}  // namespace

void queue::push(request what, base::instant now) {
  const auto expires = on_steady_clock(what.expires_at, now);
  waiting_.push_back({std::move(what), expires});
}

request queue::pop() { return remove(waiting_.begin()); }

std::optional<request> queue::pop_expired(base::instant now) {
  const auto late = std::find_if(waiting_.begin(), waiting_.end(), [now](const entry& one) { return expired(one.what, now); });
  if (late != waiting_.end()) return remove(late);
  // The wall clock may have been set back meanwhile: look again when it says so.
  for (auto& one : waiting_) {
    if (one.expires <= now.steady) one.expires = on_steady_clock(one.what.expires_at, now);
  }
  return std::nullopt;
}

std::vector<request> queue::take_all() {
  std::vector<request> all;
  for (auto& one : std::exchange(waiting_, {})) all.push_back(std::move(one.what));
  return all;
}

std::optional<base::steady_time> queue::deadline() const {
  const auto first =
      std::min_element(waiting_.begin(), waiting_.end(), [](const entry& a, const entry& b) { return a.expires < b.expires; });
  if (first == waiting_.end()) return std::nullopt;
  return first->expires;
}

request queue::remove(std::vector<entry>::iterator where) {
  auto what = std::move(where->what);
  waiting_.erase(where);
  if (waiting_.empty()) waiting_.shrink_to_fit();
  return what;
}

}  // namespace ocppgw::command
