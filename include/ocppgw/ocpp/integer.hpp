// An integer as stations write them: `5`, `5.0`, `5e0`, and numbers of any size (RULES 2.6). A value; any thread.
#pragma once

#include <cstdint>

namespace ocppgw::ocpp {

struct integer {
  enum class kind : std::uint8_t {
    none,  // not a number at all
    exact,
    fraction,  // `value` is the nearest integer
    below,     // too far below zero for 64 bits
    beyond,    // too far above
  };
  kind type = kind::none;
  bool plain = false;  // digits only, as the gateway's own numbers have to be
  std::int64_t value = 0;
};

}  // namespace ocppgw::ocpp
