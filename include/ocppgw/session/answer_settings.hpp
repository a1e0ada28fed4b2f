// What an operator says about answers; an answer_policy is made of it. Plain values.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ocppgw::session {

struct answer_settings {
  std::chrono::seconds heartbeat_interval{300};               // what the answer to BootNotification tells stations
  std::vector<std::string> data_transfer_vendors;             // vendorIds whose DataTransfer is accepted
  std::map<std::string, std::string, std::less<>> overrides;  // action -> JSON object
};

}  // namespace ocppgw::session
