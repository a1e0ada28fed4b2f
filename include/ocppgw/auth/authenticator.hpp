// Port: may this station connect, and what was proven? Called by net on a shard, before the upgrade (RULES 1.3). Nothing here
// blocks: who needs time - a slow hash, a file - answers later.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace ocppgw::auth {

// Of the station, whose chain was verified when TLS began.
struct client_certificate {
  std::string common_name;  // of its subject
  std::string serial;       // hexadecimal, lower case
  std::string spki_sha256;  // of its public key, the same
  bool onboarding = false;  // a manufacturer signed it
};

struct credentials {
  std::string authorization;  // value of the Authorization header, "" if absent
  bool tls = false;
  std::string remote_address;  // "192.0.2.7:50123", or without a port
  std::optional<client_certificate> certificate = {};
};

enum class admission : std::uint8_t {
  granted,
  unknown_station,  // 404
  unauthorized,     // 401
  wrong_transport,  // 403: by a lower profile than it has to use
  wrong_network,    // 403: not from where it may come
  busy,             // 503: too many are being verified, ask again
};

// What `station.connected` may claim is only what was verified.
struct verification {
  admission result = admission::unauthorized;
  int security_profile = 0;  // of the OCA white paper (RULES 7.1); 0: nobody proved anything
  std::string principal;     // which credential it was, for logs; no secret
  bool onboarding = false;   // it was the certificate of a manufacturer
  bool newer_key = false;    // in the window of a rotation: those before it can go
  bool operator==(const verification&) const = default;
};

class authenticator {
 public:
  using completion = std::function<void(verification)>;

  virtual ~authenticator() = default;

  // Calls `done` exactly once, on any thread, also before it returns. net brings the answer to the shard itself. An authenticator
  // with threads of its own has answered everything before net::server is destroyed.
  virtual void verify(std::string station, credentials presented, completion done) = 0;
};

}  // namespace ocppgw::auth
