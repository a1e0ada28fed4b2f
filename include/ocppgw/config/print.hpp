// The configuration as YAML: as it is, and as it could be. Main thread.
#pragma once

#include "ocppgw/config/load.hpp"

#include <string>
#include <string_view>

namespace ocppgw::config {

// Each value with its origin as a comment, secrets hidden. `owner` is what `found` was read into; it is not changed.
std::string print_effective(const property_table& table, void* owner, const findings& found);

template <class Owner>
std::string print_effective(const property_table_of<Owner>& table, const sources& from) {
  auto result = load(table, from);
  return print_effective(table, &result.values, result.found);
}

// Every property with its documentation, what values it takes and its default, below `introduction`.
std::string print_reference(const property_table& table, std::string_view introduction);

}  // namespace ocppgw::config
