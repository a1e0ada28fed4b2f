// What TLS and WebSocket are set up with. Plain values.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace ocppgw::transport {

struct certificate {
  std::string chain_file;  // PEM, leaf first
  std::string key_file;    // PEM
  bool operator==(const certificate&) const = default;
};

struct tls_settings {
  std::vector<certificate> certificates;  // ECDSA and RSA side by side
  // OpenSSL names; TLS 1.2 and TLS 1.3. Defaults, which "" stands for too: the suites of the OCA white paper (RULES 7.3) and
  // ECDHE-RSA.
  std::string ciphers =
      "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:"
      "AES128-GCM-SHA256:AES256-GCM-SHA384";
  std::string ciphersuites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
  bool operator==(const tls_settings&) const = default;
};

struct websocket_settings {
  std::size_t message_size = 900 * 1024;           // a longer message ends the WebSocket: 1009
  std::size_t write_queue_bytes = 1024 * 1024;     // what may wait to be written
  std::chrono::milliseconds close_timeout{5'000};  // for the closing handshake and for the peer to go
  bool compression = false;                        // permessage-deflate (RFC 7692), where the peer offers it
};

}  // namespace ocppgw::transport
