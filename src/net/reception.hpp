// Hands an accepted socket to its shard. The two kinds of listeners are compiled apart, as each costs half a minute. Any thread;
// the socket belongs to the shard's io_context already, and the shard expects a guest.
#pragma once

#include "net/asio.hpp"
#include "net/doorway.hpp"

namespace ocppgw::net {

class shard;

void receive_plain(shard& on, const doorway& via, tcp_socket socket);
void receive_tls(shard& on, const doorway& via, tcp_socket socket);

}  // namespace ocppgw::net
