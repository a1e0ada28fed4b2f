// What differs between two configurations, and what of it may be taken over while the process runs. Any thread.
//
// Objects in lists are compared one by one where both lists are equally long: a property of an object can be reloadable although the
// list is not. Where something in a list cannot be taken over, nothing of that list is.
#pragma once

#include "ocppgw/config/property.hpp"

#include <string>
#include <vector>

namespace ocppgw::config {

struct change {
  std::string path;  // "log.level", "listeners[0].tls.certificates"
  bool reloadable;   // false: it needs a restart
  bool operator==(const change&) const = default;
};

// Neither owner is changed.
std::vector<change> changes(const property_table& table, void* before, void* after);

// Takes the reloadable changes of `from` over into `to`.
void take_reloadable(const property_table& table, void* to, void* from);

}  // namespace ocppgw::config
