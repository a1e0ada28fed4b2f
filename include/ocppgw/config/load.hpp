// From YAML, environment and command line to the members that a property table is bound to. Precedence: initial values of the
// members < preset < YAML file < environment (OCPPGW__KAFKA__BOOTSTRAP_SERVERS) < --set path=value. Lists are replaced by a later
// layer, maps are merged key by key: what follows the path of a map is the key, dots included (--set kafka.properties.linger.ms=1).
// All errors are collected; nothing is half-applied. Main thread.
#pragma once

#include "ocppgw/config/findings.hpp"
#include "ocppgw/config/property.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::config {

// Values that a mode of the program assumes below every other layer.
struct preset {
  std::string name;                                         // "run --dev"
  std::vector<std::pair<std::string, std::string>> values;  // path, YAML
};

struct sources {
  std::optional<std::string> file;
  std::vector<std::pair<std::string, std::string>> environment;  // OCPPGW_* only
  std::vector<std::string> sets;                                 // "path=value"
  std::optional<config::preset> preset = {};
};

// Reads all layers into `owner`, which the table was made for, and checks that what is required is there.
findings read(const property_table& table, const sources& from, void* owner);

template <class Owner>
struct loaded {
  Owner values;  // meaningful where found.problems is empty
  findings found;
};

template <class Owner>
loaded<Owner> load(const property_table_of<Owner>& table, const sources& from) {
  loaded<Owner> result{};
  result.found = read(table, from, &result.values);
  return result;
}

}  // namespace ocppgw::config
