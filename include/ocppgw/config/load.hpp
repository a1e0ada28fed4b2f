// From YAML, environment and command line to settings. Precedence: built-in default < YAML file < environment
// (OCPPGW__KAFKA__BOOTSTRAP_SERVERS) < --set path=value. Lists are replaced by a later layer, maps are merged key by key: what
// follows the path of a map is the key, dots included (--set kafka.properties.linger.ms=1). All errors are collected; nothing is
// half-applied. Used by app only; main thread.
#pragma once

#include "ocppgw/config/settings.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::config {

struct sources {
  std::optional<std::string> file;
  std::vector<std::pair<std::string, std::string>> environment;  // OCPPGW__* only
  std::vector<std::string> sets;                                 // "path=value"
  // Defaults of `run --dev` below everything else: no authentication, a TLS listener without a certificate and a plain one, no
  // bootstrap servers; app supplies the self-signed certificate and the embedded broker where these are left empty.
  bool dev = false;
};

// One thing wrong. `where` is "file:line:column", "OCPPGW__X" or "--set x".
struct problem {
  std::string where;
  std::string path;     // "kafka.delivery_timeout"; "" = the whole
  std::string message;  // with a suggestion for unknown keys
};

struct loaded {
  settings values;  // meaningful where problems is empty
  std::vector<problem> problems;
  std::map<std::string, std::string, std::less<>> origins;  // path -> where it was set last; defaults are not in it
  std::string source;                                       // the file, or "configuration"

  // Where to point for a fault that another module finds in a value: where the path was set, else something below it
  // ("ocpp.answers" -> the first answer), else what encloses it, else the source.
  std::string where(std::string_view path) const;
};

loaded load(const sources& from);

// What there is to configure, in the order of the reference; for documentation.
struct described_property {
  std::string path;
  std::string type;      // "duration (ms, s, m, h), 1s to 24h"
  std::string standard;  // the default as YAML; "" = none
  std::string doc;
  bool reloadable = false;
};
std::vector<described_property> describe_properties();

// The effective configuration as YAML, each value with its origin as a comment, secrets hidden.
std::string print_effective(const sources& from);

// config/ocpp-gateway.yaml: every property with its documentation, type and default.
std::string print_reference();

}  // namespace ocppgw::config
