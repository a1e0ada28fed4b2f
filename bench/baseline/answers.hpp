// The least a server can say to a station: a CALLRESULT that real stations accept. One thread.
#pragma once

#include "common/incoming.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::bench {

class answerer {
 public:
  // The CALLRESULT for a CALL; "" for anything else.
  std::string answer(std::string_view frame);

 private:
  std::string payload_for(std::string_view action);

  frame_reader reader_;
  std::int64_t transactions_ = 0;
};

}  // namespace ocppgw::bench
