// From why a WebSocket is over to the taxonomy of `station.disconnected`. Pure; any thread.
#pragma once

#include "ocppgw/session/actions.hpp"
#include "ocppgw/transport/websocket.hpp"

namespace ocppgw::net {

session::disconnect disconnect_of(const transport::close_cause& cause);

}  // namespace ocppgw::net
