// The configuration of this process: read from all its sources, and checked against everything that can be checked without opening
// a socket. Main thread only.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/app/commands.hpp"
#include "ocppgw/config/load.hpp"

#include <vector>

namespace ocppgw::app {

config::sources sources_of(const options& chosen);

// What `run --dev` assumes below everything else. dev_mode supplies the certificate and the broker where these are left open.
config::preset dev_preset();

struct loaded_settings {
  snapshot values;  // nullptr where there are problems
  std::vector<config::problem> problems;
  std::vector<config::problem> warnings = {};
};

// All errors at once, each where it stands: of the file, between properties, in answers, certificates and librdkafka properties.
loaded_settings load_configuration(const config::sources& from);

// "file:line:col: path: message" for each problem, to standard error.
void report(const std::vector<config::problem>& problems);
void report_warnings(const std::vector<config::problem>& warnings);

}  // namespace ocppgw::app
