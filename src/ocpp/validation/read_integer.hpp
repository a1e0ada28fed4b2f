// Decodes an integer. Any thread.
#pragma once

#include "ocppgw/ocpp/integer.hpp"

#include <string_view>

namespace ocppgw::ocpp {

// A number token or decimal text; blanks around it do not matter.
[[nodiscard]] integer read_integer(std::string_view text);

}  // namespace ocppgw::ocpp
