// Children of the metrics by family and labels, looked up once by this thread: after that counting takes no lock. One thread; the
// metrics outlive it. Label values come from fixed sets, so that it stays small.
#pragma once

#include "ocppgw/telemetry/metrics.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ocppgw::telemetry {

class metric_cache {
 public:
  explicit metric_cache(metrics& all) : all_(all) {}

  // As those of metrics.
  prometheus::Counter& counter(std::string_view family, std::initializer_list<label> labels);
  prometheus::Gauge& gauge(std::string_view family, std::initializer_list<label> labels);

 private:
  const std::string& key_of(std::string_view family, std::initializer_list<label> labels);

  metrics& all_;
  std::string key_;  // of the last look-up: no allocation for the next
  std::unordered_map<std::string, prometheus::Counter*> counters_;
  std::unordered_map<std::string, prometheus::Gauge*> gauges_;
};

}  // namespace ocppgw::telemetry
