// What is logged, and how. Plain values.
#pragma once

#include "ocppgw/telemetry/log.hpp"

#include <string>

namespace ocppgw::telemetry {

struct log_settings {
  std::string level = "info";  // trace, debug, info, warning, error, critical, off
  log_format format = log_format::text;
};

}  // namespace ocppgw::telemetry
