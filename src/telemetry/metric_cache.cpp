#include "ocppgw/telemetry/metric_cache.hpp"

namespace ocppgw::telemetry {

prometheus::Counter& metric_cache::counter(std::string_view family, std::initializer_list<label> labels) {
  auto*& found = counters_[key_of(family, labels)];
  if (found == nullptr) found = &all_.counter(family, labels);
  return *found;
}

prometheus::Gauge& metric_cache::gauge(std::string_view family, std::initializer_list<label> labels) {
  auto*& found = gauges_[key_of(family, labels)];
  if (found == nullptr) found = &all_.gauge(family, labels);
  return *found;
}

// A family has its labels always in the same order.
const std::string& metric_cache::key_of(std::string_view family, std::initializer_list<label> labels) {
  key_ = family;
  for (const auto& [name, value] : labels) key_.append(1, '\0').append(value);
  return key_;
}

}  // namespace ocppgw::telemetry
