// From an accepted socket to a session. A coroutine per connection, whose frame is gone when the session begins.
#pragma once

#include "net/listener/listener_context.hpp"
#include "net/listener/pending_places.hpp"
#include "ocppgw/transport/asio.hpp"

#include <memory>

namespace ocppgw::net {

class active_settings;
class admission;
class handshake_limiter;
struct pending_connections;
struct session_services;
class shard_loop;
class shard_metrics;

// What handshakes need of their shard.
struct handshake_services {
  shard_loop& loop;
  const active_settings& settings;
  shard_metrics& metrics;
  handshake_limiter& limiter;
  pending_connections& pending;
  net::admission& admission;
  session_services& sessions;
};

// Any thread; the socket belongs to the shard's io_context already, and its load was reserved.
void start_handshake(handshake_services& on, std::size_t listener, transport::tcp_socket socket, pending_places::place place);

}  // namespace ocppgw::net
