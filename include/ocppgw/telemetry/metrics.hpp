// The process's metrics (names in the README; conventions of Prometheus). Children are looked up once and kept; counting is an
// atomic add. Never a station id as a label. Thread-safe.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::telemetry {

using label = std::pair<std::string_view, std::string_view>;

class metrics {
 public:
  metrics();
  ~metrics();

  // Look up (or create) a child by family name and labels. Help texts of all families stand in src/telemetry/families.cpp;
  // a family that is unknown or of another kind throws std::logic_error. The references live as long as this object.
  prometheus::Counter& counter(std::string_view family, std::initializer_list<label> labels = {});
  prometheus::Gauge& gauge(std::string_view family, std::initializer_list<label> labels = {});
  prometheus::Histogram& histogram(std::string_view family, std::initializer_list<label> labels = {});

  // What a family of counters has counted so far, for each value of a label that every child carries: {"timed_out": 3}.
  std::map<std::string, std::uint64_t> counted(std::string_view family, std::string_view by) const;

  // Prometheus text format 0.0.4, process_* included.
  std::string render() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// For counters that somebody else counts (librdkafka's statistics are absolute): raises it to `absolute`, never lowers it.
// One thread per counter.
void advance_to(prometheus::Counter& counter, double absolute);

}  // namespace ocppgw::telemetry
