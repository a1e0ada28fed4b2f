// How what was found in a configuration is told: to people who asked by `check`, or in the log of a gateway that starts. Main
// thread.
#pragma once

#include "app/configuration.hpp"

#include <ostream>

namespace ocppgw::app {

// For `check`: "file:line:col: path: message" for each error, with "warning: " before the message for each warning. A certificate
// that has expired is an error. False: there were errors.
bool print_findings(const loaded_settings& of, std::ostream& to);

// For `run`: warnings as log lines. An expired certificate is logged as an error, and used: some stations look at no dates.
void log_warnings(const loaded_settings& of);

// Of a reload: error lines.
void log_problems(const loaded_settings& of);

// For `run`, where the configuration cannot be used: as print_findings, but where log.format is json, as log lines.
void report_problems(const loaded_settings& of);

}  // namespace ocppgw::app
