// From a request to its answer, without sockets. Admin thread.
#pragma once

#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <string>
#include <string_view>

namespace ocppgw::admin {

struct answer {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
};

class router {
 public:
  // `version` is the body of /version. The references outlive the router.
  // `only_probes`: health and nothing else.
  router(std::string version, bool only_probes, const telemetry::metrics& metrics, const telemetry::health& health);

  answer get(std::string_view target) const;

 private:
  answer check(telemetry::health::kind what, bool verbose) const;

  std::string version_;
  bool only_probes_;
  const telemetry::metrics& metrics_;
  const telemetry::health& health_;
};

}  // namespace ocppgw::admin
