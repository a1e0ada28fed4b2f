#include "station/fleet/stats.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace ocppgw::bench {

std::string_view to_string(failure what) {
  constexpr std::array<std::string_view, failures> names{"connect", "link_lost", "call_error", "unanswered", "unreadable"};
  return names[static_cast<std::size_t>(what)];
}

percentiles summarise(std::vector<std::int64_t>& samples) {
  if (samples.empty()) return {};
  std::sort(samples.begin(), samples.end());
  const auto at = [&](std::size_t per_mille) {
    const auto rank = (samples.size() * per_mille + 999) / 1000;
    return std::chrono::nanoseconds{samples[std::max<std::size_t>(rank, 1) - 1]};
  };
  return {at(500), at(900), at(990), at(999), at(1000)};
}

void stats::begin() { samples_.clear(); }

std::uint64_t stats::errors() const { return std::accumulate(failed_.begin(), failed_.end(), std::uint64_t{0}); }

percentiles stats::since(std::size_t first) const {
  const auto from = std::min(first, samples_.size());
  std::vector<std::int64_t> window(std::next(samples_.begin(), static_cast<std::ptrdiff_t>(from)), samples_.end());
  return summarise(window);
}

}  // namespace ocppgw::bench
