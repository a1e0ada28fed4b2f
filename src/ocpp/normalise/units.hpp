// Units of measure and what they become in an event. Any thread.
#pragma once

#include "ocppgw/base/decimal.hpp"
#include "ocppgw/ocpp/measurements.hpp"

#include <string_view>

namespace ocppgw::ocpp {

const unit_rule* find_unit(const measurements& meaning, std::string_view name);  // in any case; nullptr: unknown

base::decimal to_base(const unit_rule& unit, base::decimal value);

// The unit that a measurand without one is in (RULES 4.3), "" where it has none or is unknown.
std::string_view unit_of(const measurements& meaning, std::string_view measurand);

}  // namespace ocppgw::ocpp
