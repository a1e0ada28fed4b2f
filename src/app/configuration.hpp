// The configuration of this process: read from all its sources, and checked against everything that can be checked without opening
// a socket. Main thread only.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/app/commands.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/config/load.hpp"

#include <string>
#include <vector>

namespace ocppgw::app {

config::sources sources_of(const options& chosen);

// What `run --dev` assumes below everything else. dev_mode supplies the certificate and the broker where these are left open.
config::preset dev_preset();

// A certificate that expires within 30 days, or has.
struct expiring_certificate {
  std::string where;
  std::string path;
  std::string file;
  base::wall_time at;
  bool has_expired = false;
};

struct loaded_settings {
  snapshot values;  // nullptr where there are problems
  std::vector<config::problem> problems;
  std::vector<config::problem> warnings;
  std::vector<expiring_certificate> expiring;
  telemetry::log_settings log;  // also where there are problems, as far as it could be read
};

// All errors at once, each where it stands: of the file, between properties, in answers, certificates and librdkafka properties.
loaded_settings load_configuration(const config::sources& from, base::wall_time now = base::now().wall);

}  // namespace ocppgw::app
