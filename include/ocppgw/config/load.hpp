// From YAML, environment and command line to settings. Precedence: built-in default < YAML file < environment
// (OCPPGW__KAFKA__BOOTSTRAP_SERVERS) < --set path=value. All errors are collected; nothing is half-applied. Used by app only; main thread.
#pragma once

#include "ocppgw/config/settings.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::config {

struct sources {
  std::optional<std::string> file;
  std::vector<std::pair<std::string, std::string>> environment;  // OCPPGW__* only
  std::vector<std::string> sets;                                 // "path=value"
  bool dev = false;  // defaults of `run --dev` below everything else
};

// One thing wrong. `where` is "file:line:column", "OCPPGW__X" or "--set x".
struct problem {
  std::string where;
  std::string path;     // "kafka.delivery_timeout"
  std::string message;  // with a suggestion for unknown keys
};

struct loaded {
  settings values;                // meaningful where problems is empty
  std::vector<problem> problems;
};

loaded load(const sources& from);

// The effective configuration as YAML, each value with its origin as a comment, secrets hidden.
std::string print_effective(const sources& from);

// config/ocpp-gateway.yaml: every property with its documentation, type and default.
std::string print_reference();

}  // namespace ocppgw::config
