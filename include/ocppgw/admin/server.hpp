// The admin listener: /livez /readyz /healthz (?verbose) /metrics /version. Its own thread and port, loopback by default; HTTP/1.1
// only, GET and HEAD only, a bearer token for all but health where one is configured; on loopback the Host has to be an IP address
// or localhost. What a client sends is bounded in time, size and connections.
#pragma once

#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace ocppgw::admin {

struct settings {
  std::string bind = "127.0.0.1:9464";               // IP address and port, "[::1]:9464"; port 0 = any
  std::string token_file;                            // its first line has to be brought for all but health; "": nothing has to
  bool only_probes = false;                          // nothing but health
  std::string version;                               // JSON object, the body of /version
  std::chrono::milliseconds request_timeout{5'000};  // to receive a request, and to send its answer; idle connections as well
  std::size_t request_size = 8 * 1024;               // of the header
  std::size_t connections = 64;                      // for a further one, the one that has waited longest gives way
};

class server {
 public:
  virtual ~server() = default;  // stops the thread

  // Binds and starts its thread. Throws std::runtime_error. `metrics` and `health` outlive the server.
  static std::unique_ptr<server> start(settings what, telemetry::metrics& metrics, const telemetry::health& health);

  virtual unsigned short port() const = 0;
};

}  // namespace ocppgw::admin
