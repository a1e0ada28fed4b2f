// Who it is for whom a load balancer connects: by the PROXY protocol or by X-Forwarded-For, from those that the listener trusts.
// Limits, logs and events go by that address. One shard's thread.
#pragma once

#include "net/handshake/pending_connection.hpp"
#include "net/listener/listener_context.hpp"
#include "ocppgw/transport/websocket.hpp"

namespace ocppgw::net {

// Reads the PROXY header, and waits for what the client says. False: there is nothing more to do.
transport::task<bool> read_proxy_header(const listener_context& via, transport::incoming_connection& connection,
                                        pending_connection& who);

// The hop nearest to us that nobody vouches for.
void use_forwarded_address(const listener_context& via, const transport::http_request& request,
                           transport::incoming_connection& connection);

}  // namespace ocppgw::net
