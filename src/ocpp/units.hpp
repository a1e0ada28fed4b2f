// Units of measure and what they become in an event (DESIGN 3.1: base units). Any thread.
#pragma once

#include "ocppgw/base/decimal.hpp"

#include <string_view>

namespace ocppgw::ocpp {

// "kWh" -> Wh, three places up.
struct unit_rule {
  enum class kind : std::uint8_t { shift, fahrenheit, kelvin };
  std::string_view name;
  std::string_view base;
  int places = 0;
  kind type = kind::shift;

  bool is_base() const { return name == base; }
};

const unit_rule* find_unit(std::string_view name);  // nullptr: unknown, left as it is

base::decimal to_base(const unit_rule& unit, base::decimal value);

// The unit that a measurand without one is in (RULES 4.3), "" where it has none or is unknown.
std::string_view implied_unit(std::string_view measurand);

}  // namespace ocppgw::ocpp
