// From what Beast says about the end of a WebSocket to why it is over. Pure; any thread.
#pragma once

#include "ocppgw/transport/websocket.hpp"

namespace ocppgw::transport {

// `peer_code`: of the peer's close frame, 0 if none came.
close_cause cause_of(const error_code& why, std::uint16_t peer_code);

}  // namespace ocppgw::transport
