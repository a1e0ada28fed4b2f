// Meter values as events show them: `readings` of DESIGN 3.1. Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <span>
#include <string>

namespace ocppgw::ocpp {

// `list` is the node of an array of MeterValue. Items that are no objects are left out; the payload still has them.
std::string write_readings(const measurements& meaning, std::span<const node> nodes, const node& list, base::wall_time received);

}  // namespace ocppgw::ocpp
