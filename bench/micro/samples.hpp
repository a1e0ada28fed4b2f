// Frames as real stations send them, in the sizes that matter. Made once.
#pragma once

#include <string>

namespace ocppgw::bench {

struct samples {
  std::string heartbeat;            // about 60 bytes
  std::string status_notification;  // about 150 bytes
  std::string meter_values;         // about 560 bytes: one reading of four quantities
  std::string meter_values_large;   // about 4.6 KB: a dozen readings
};

const samples& frames();

}  // namespace ocppgw::bench
