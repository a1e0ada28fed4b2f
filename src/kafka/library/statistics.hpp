// librdkafka's statistics (a JSON text every few seconds) as metrics. Its counters are absolute per instance; ours go on over
// instances. Lives on the Kafka thread.
#pragma once

#include "ocppgw/telemetry/metrics.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::kafka {

class statistics {
 public:
  // `client` ("producer", "consumer") is a label of all.
  statistics(telemetry::metrics& metrics, std::string_view client);
  ~statistics();

  // A text that is not what librdkafka writes changes nothing.
  void update(std::string_view json);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::kafka
