// Counters and histograms that one thread writes and another reads now and then: no lock and no locked instruction per observation,
// unlike those of the Prometheus library. Whoever scrapes adds those of all threads together.
#pragma once

#include <prometheus/client_metric.h>

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

namespace ocppgw::telemetry {

class shard_counter {
 public:
  void increment() { value_.store(get() + 1, std::memory_order_relaxed); }
  std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class shard_histogram {
 public:
  // `bounds` are sorted and outlive this.
  explicit shard_histogram(std::span<const double> bounds) : bounds_(bounds), counts_(bounds.size() + 1) {}

  void observe(double value);

  // Adds what was observed so far; `to` is fresh, or was added to by histograms with the same bounds.
  void add_to(prometheus::ClientMetric::Histogram& to) const;

 private:
  std::span<const double> bounds_;
  std::vector<shard_counter> counts_;  // by bucket, the last one without a bound
  std::atomic<double> sum_{0};
};

}  // namespace ocppgw::telemetry
