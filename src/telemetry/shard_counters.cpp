#include "ocppgw/telemetry/shard_counters.hpp"

#include <algorithm>
#include <limits>

namespace ocppgw::telemetry {

void shard_histogram::observe(double value) {
  const auto bucket = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
  counts_[static_cast<std::size_t>(bucket)].increment();
  sum_.store(sum_.load(std::memory_order_relaxed) + value, std::memory_order_relaxed);
}

void shard_histogram::add_to(prometheus::ClientMetric::Histogram& to) const {
  to.bucket.resize(counts_.size());
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    below += counts_[i].get();
    to.bucket[i].cumulative_count += below;
    to.bucket[i].upper_bound = i < bounds_.size() ? bounds_[i] : std::numeric_limits<double>::infinity();
  }
  to.sample_count += below;
  to.sample_sum += sum_.load(std::memory_order_relaxed);
}

}  // namespace ocppgw::telemetry
