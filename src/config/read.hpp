// From a located YAML node to a member of the settings, whatever its kind; every fault is reported with its position. Main thread.
#pragma once

#include "config/located.hpp"
#include "config/property.hpp"

#include <string_view>

namespace ocppgw::config {

// Texts, lists and elements of lists are replaced; maps are merged key by key.
void read_value(const located& value, const form& as, bool secret, const slot& into, findings& found);

// One entry of a map or of the answers.
void read_entry(const located& value, std::string_view key, const form& as, bool secret, const slot& into, findings& found);

// Lists of objects: listeners, stations, certificates (objects.cpp).
void read_objects(const located& value, const slot& into, findings& found);

}  // namespace ocppgw::config
