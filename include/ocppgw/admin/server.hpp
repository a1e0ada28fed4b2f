// The admin listener: /livez /readyz /healthz (?verbose) /metrics /version. Its own thread and port, loopback by default; HTTP only.
#pragma once

#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <memory>
#include <string>

namespace ocppgw::admin {

struct settings {
  std::string bind = "127.0.0.1:9464";
  std::string version;   // JSON object, the body of /version
};

class server {
 public:
  virtual ~server() = default;

  // Binds and starts its thread. Throws std::runtime_error. `metrics` and `health` outlive the server.
  static std::unique_ptr<server> start(settings what, const telemetry::metrics& metrics, const telemetry::health& health);

  virtual unsigned short port() const = 0;
};

}  // namespace ocppgw::admin
