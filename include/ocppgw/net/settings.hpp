// Where stations connect, and how much they may cost. Plain values; the server holds them as immutable snapshots.
#pragma once

#include "ocppgw/transport/receive_control.hpp"
#include "ocppgw/transport/settings.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::net {

using transport::certificate;
using transport::client_certificates;
using transport::tls_settings;

struct listener {
  std::string bind;  // "[::]:9443", "0.0.0.0:9000", port 0 = any
  std::string prefix = "/ocpp";
  std::optional<tls_settings> tls;
  std::vector<std::string> trusted_proxies = {};  // addresses and networks whose word about the client's address counts
  std::size_t min_profile = 0;                    // who proves less of the security white paper's profiles is refused
  bool proxy_protocol = false;                    // they say it by the PROXY protocol, before TLS; else by X-Forwarded-For
  bool operator==(const listener&) const = default;
};

struct limits {
  std::size_t header_size = 8 * 1024;                   // of the upgrade request
  std::chrono::milliseconds handshake_timeout{10'000};  // from accept to 101, TLS included
  std::chrono::milliseconds first_byte_timeout{3'000};  // of that: until the peer says something
  std::chrono::milliseconds tls_timeout{5'000};         // of that: from its first byte to the end of TLS
  std::size_t handshakes_in_flight = 200;               // TLS handshakes per shard that have begun; more wait in order
  std::size_t pending_connections = 2'000;              // without a session, per listener; more wait in the accept queue
  std::size_t pending_per_address = 1'000;              // per IPv4 address or IPv6 /64, 0 = no limit; more are closed
  std::size_t connects_per_address = 1'000;             // per second, twenty times as many at once; 0 = no limit
  std::size_t sessions = 15'000;                        // more are answered 503
  transport::receive_limits receiving{};                // messages that are not complete
  std::size_t takeovers = 20;                           // of one identity per minute; more are answered 503, 0 = no limit
  std::size_t auth_failures = 30;                       // of one station from one address per minute; then 429, 0 = no limit
  std::size_t open_files_reserve = 64;                  // descriptors kept for Kafka, the admin listener and files
  std::size_t weak_starts = 20'000;                     // starts under a bad clock by which repeats are recognised
  std::chrono::milliseconds weak_start_age{3'600'000};  // after so long the same start is another charge

  // What a WebSocket is set up with; one that is open keeps it.
  std::size_t message_size = transport::websocket_settings{}.message_size;
  std::size_t write_queue_bytes = transport::websocket_settings{}.write_queue_bytes;
  std::chrono::milliseconds close_timeout = transport::websocket_settings{}.close_timeout;

  bool operator==(const limits&) const = default;
};

struct drain_settings {
  std::chrono::milliseconds grace{10'000};     // not ready, still serving: load balancers notice
  std::size_t rate = 500;                      // closes per second
  std::chrono::milliseconds deadline{40'000};  // then everything that is left is cut
  std::chrono::milliseconds flush{10'000};     // for Kafka to store what was said until then
  bool operator==(const drain_settings&) const = default;
};

struct settings {
  std::vector<listener> listeners;
  std::size_t shards = 0;  // 0 = one per CPU
  net::limits limits;
  drain_settings drain;
  std::string station_pattern = R"(\S(.*\S)?)";  // a regular expression (ECMAScript) over the octets of identities
  bool compression = transport::websocket_settings{}.compression;  // permessage-deflate
  bool operator==(const settings&) const = default;
};

}  // namespace ocppgw::net
