// Frames as real stations send them, in the sizes that matter. Made once.
#pragma once

#include <string>

namespace ocppgw::bench {

struct samples {
  std::string heartbeat;            // 57 bytes
  std::string status_notification;  // 158 bytes
  std::string meter_values;         // 534 bytes: one reading of four quantities
  std::string meter_values_large;   // 4.7 KB: eleven readings
};

const samples& frames();

}  // namespace ocppgw::bench
