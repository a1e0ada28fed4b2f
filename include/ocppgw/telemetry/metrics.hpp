// The process's metrics (names, help texts and labels stand in src/telemetry/families.cpp; conventions of Prometheus). Children are
// looked up once and kept; counting is an atomic add, but a histogram takes a lock: what every message observes is counted by
// shard_counters and collected. Never a station id as a label. Thread-safe.
#pragma once

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::telemetry {

using label = std::pair<std::string_view, std::string_view>;

class metrics {
 public:
  metrics();
  ~metrics();

  // Look up (or create) a child by family name and labels. A family that is unknown, of another kind or with other labels throws
  // std::logic_error. The references live as long as this object.
  prometheus::Counter& counter(std::string_view family, std::initializer_list<label> labels = {});
  prometheus::Gauge& gauge(std::string_view family, std::initializer_list<label> labels = {});
  prometheus::Histogram& histogram(std::string_view family, std::initializer_list<label> labels = {});

  // The families of the table that are `collected` come from here, at each scrape on the scraping thread, as long as it exists.
  void collect_from(std::weak_ptr<prometheus::Collectable> source);

  // Of a collected family: its name, help text and type, without samples; the bounds of its buckets.
  static prometheus::MetricFamily describe(std::string_view family);
  static std::span<const double> buckets(std::string_view family);

  // What a family of counters has counted so far, for each value of a label that every child carries: {"timed_out": 3}.
  std::map<std::string, std::uint64_t> counted(std::string_view family, std::string_view by) const;

  // Prometheus text format 0.0.4, process_* included. Every family is there, whether or not it has samples yet.
  std::string render() const;

 private:
  void make_only_child(std::string_view family);

  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::telemetry
