// Reading integers as stations write them: `5`, `5.0`, `5e0`, and numbers of any size (RULES 2.6). Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace ocppgw::ocpp {

struct integer {
  enum class kind : std::uint8_t {
    exact,
    fraction,  // `value` is the nearest integer
    below,
    beyond,  // does not fit 64 bits
    none,    // not a number at all
  };
  kind type = kind::none;
  std::int64_t value = 0;
  bool plain = false;  // digits only, as the gateway's own numbers have to be
};

// A number token or decimal text; blanks around it do not matter.
integer read_integer(std::string_view text);

}  // namespace ocppgw::ocpp
