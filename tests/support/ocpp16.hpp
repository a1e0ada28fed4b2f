// OCPP 1.6, which most tests speak.
#pragma once

#include "ocppgw/ocpp/protocol.hpp"

namespace ocppgw::ocpp {

inline const protocol& ocpp16 = *find_protocol("ocpp1.6");

}  // namespace ocppgw::ocpp
