// Where stations connect, and how much they may cost. Plain values; immutable once the server runs.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::net {

struct certificate {
  std::string chain_file;  // PEM, leaf first
  std::string key_file;    // PEM
};

struct tls_settings {
  std::vector<certificate> certificates;  // ECDSA and RSA side by side
  // OpenSSL names; TLS 1.2 and TLS 1.3. Defaults: the suites of the OCA white paper (RULES 7.3) and ECDHE-RSA.
  std::string ciphers =
      "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:"
      "AES128-GCM-SHA256:AES256-GCM-SHA384";
  std::string ciphersuites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
};

struct listener {
  std::string bind;  // "[::]:9443", "0.0.0.0:9000", port 0 = any
  std::string prefix = "/ocpp";
  std::optional<tls_settings> tls;
};

struct limits {
  std::size_t message_size = 900 * 1024;
  std::size_t header_size = 8 * 1024;                   // of the upgrade request
  std::chrono::milliseconds handshake_timeout{10'000};  // from accept to 101, TLS included
  std::size_t handshakes_in_flight = 200;               // per shard; more wait in the accept queue
  std::size_t sessions = 15'000;                        // more are answered 503
  std::size_t write_queue_bytes = 1024 * 1024;          // per session; a station that does not read is closed
  std::chrono::milliseconds close_timeout{5'000};       // for the closing handshake
  std::size_t remembered_commands = 100'000;            // commandIds by which repeats are recognised
};

struct drain_settings {
  std::chrono::milliseconds grace{2'000};      // not ready, still serving: load balancers notice
  std::size_t rate = 500;                      // closes per second
  std::chrono::milliseconds deadline{30'000};  // then everything that is left is cut
};

struct settings {
  std::vector<listener> listeners;
  std::size_t shards = 0;  // 0 = one per CPU
  net::limits limits;
  drain_settings drain;
  bool compression = false;  // permessage-deflate
};

}  // namespace ocppgw::net
