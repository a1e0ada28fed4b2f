// What TLS and WebSocket are set up with. Plain values.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::transport {

struct certificate {
  std::string chain_file;  // PEM, leaf first
  std::string key_file;    // PEM
  std::string key_password_file = {};  // its first line is the passphrase of the key; "": the key has none
  std::string ocsp_response_file = {};  // DER: what the authority says of it, for stations that ask; "": nothing
  bool operator==(const certificate&) const = default;
};

// What stations prove themselves with (security profile 3 of the OCA white paper).
struct client_certificates {
  bool required = true;                                   // false: a station may do without, and prove itself otherwise
  std::string ca_file;                                    // PEM: who signs the certificates of stations
  std::string onboarding_ca_file = {};                    // PEM: manufacturers, for stations that have none of ca_file yet
  std::vector<std::string> crl_files = {};                // PEM: what was revoked, by each of ca_file
  std::chrono::milliseconds crl_max_age{24 * 3'600'000};  // a list counts for so long after its next update was due
  bool operator==(const client_certificates&) const = default;
};

struct tls_settings {
  // ECDSA and RSA side by side; further ones of a kind are for the host names that they are made out to.
  std::vector<certificate> certificates;
  // OpenSSL names; TLS 1.2 and TLS 1.3. Defaults, which "" stands for too: the suites of the OCA white paper (RULES 7.3) and
  // ECDHE-RSA.
  std::string ciphers =
      "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:"
      "AES128-GCM-SHA256:AES256-GCM-SHA384";
  std::string ciphersuites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
  std::string groups = "X25519:P-256:P-384";  // for the exchange of keys, OpenSSL names, "" as above: others cost far more
  std::size_t control_records = 32;           // key updates and the like within a minute, without application data in between
  std::string ticket_key_file = {};           // 32 random bytes and more, the same for all instances; "": of this process
  std::optional<client_certificates> client = {};
  bool operator==(const tls_settings&) const = default;
};

struct websocket_settings {
  std::size_t message_size = 900 * 1024;           // a longer message ends the WebSocket: 1009
  std::size_t write_queue_bytes = 1024 * 1024;     // what may wait to be written
  std::chrono::milliseconds close_timeout{5'000};  // for the closing handshake and for the peer to go
  bool compression = false;                        // permessage-deflate (RFC 7692), where the peer offers it
};

}  // namespace ocppgw::transport
