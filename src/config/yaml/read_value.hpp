// From a YAML node to the member that a property is bound to, whatever its kind; every fault is reported with its position. Main
// thread.
#pragma once

#include "config/yaml/yaml_location.hpp"

#include "ocppgw/config/property.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::config {

// Texts, lists and elements of lists are replaced; maps are merged key by key.
void read_value(const yaml_location& value, const property& as, const binding& into, findings& found);

// A map, or one entry of it (read_map.cpp).
void read_map(const yaml_location& value, const property& as, const binding& into, findings& found);
void read_entry(const yaml_location& value, std::string_view key, const property& as, const binding& into, findings& found);

// A list of objects, or one object (read_objects.cpp).
void read_objects(const yaml_location& value, const object_list& into, findings& found);

// The text of a scalar node; reports what is none.
std::optional<std::string> text_of(const yaml_location& value, std::string_view expected, findings& found);

// Whether the value under this key of a secret map has to be hidden.
bool speaks_of_secrets(std::string_view key);

}  // namespace ocppgw::config
