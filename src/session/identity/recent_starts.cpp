#include "ocppgw/session/recent_starts.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::session {

recent_starts::recent_starts(bounds limits, random_source random) : limits_(limits), random_(std::move(random)) {}

event::stable_id recent_starts::identify(std::string_view station, const event::stable_id& said, base::steady_time now) {
  const std::scoped_lock hold(lock_);
  forget_old(now);
  if (const auto known = find(station, said.id); known != entries_.end()) {
    known->seen = now;
    entries_.splice(entries_.end(), entries_, known);
    return known->id;
  }
  auto made = event::identify_weak_start(station, random_());
  if (limits_.entries == 0) return made;
  if (entries_.size() >= limits_.entries) forget_oldest();
  entries_.push_back({std::string(station), said.id, made, now});
  by_station_[std::string(station)].push_back(std::prev(entries_.end()));
  return made;
}

void recent_starts::ended(std::string_view station, std::optional<std::int64_t> transaction_id) {
  const std::scoped_lock hold(lock_);
  const auto found = by_station_.find(station);
  if (found == by_station_.end()) return;
  auto& starts = found->second;
  const auto named = [&](const auto& one) { return one->id.transaction_id == transaction_id; };
  const auto of = std::find_if(starts.begin(), starts.end(), named);
  if (of != starts.end()) {
    (*of)->ended = true;
  } else {
    for (const auto& one : starts) one->ended = true;
  }
}

recent_starts::entry_list::iterator recent_starts::find(std::string_view station, const std::string& said) {
  const auto found = by_station_.find(station);
  if (found == by_station_.end()) return entries_.end();
  const auto same = [&](const auto& one) { return !one->ended && one->said == said; };
  const auto known = std::find_if(found->second.begin(), found->second.end(), same);
  return known == found->second.end() ? entries_.end() : *known;
}

void recent_starts::forget_old(base::steady_time now) {
  while (!entries_.empty() && entries_.front().seen + limits_.age < now) forget_oldest();
}

void recent_starts::forget_oldest() {
  const auto of_station = by_station_.find(entries_.front().station);
  auto& starts = of_station->second;
  starts.erase(std::find(starts.begin(), starts.end(), entries_.begin()));
  if (starts.empty()) by_station_.erase(of_station);
  entries_.pop_front();
}

}  // namespace ocppgw::session
