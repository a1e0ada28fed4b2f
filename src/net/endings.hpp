// From what Beast says about the end of a WebSocket to the taxonomy of `station.disconnected`. Pure; any thread.
#pragma once

#include "net/asio.hpp"
#include "ocppgw/session/actions.hpp"

namespace ocppgw::net {

// `station_code`: of the station's close frame, if one came.
session::disconnect ending_of(const error_code& why, std::uint16_t station_code);

}  // namespace ocppgw::net
