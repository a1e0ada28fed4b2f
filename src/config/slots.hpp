// From text to the members of the settings and back. Main thread.
#pragma once

#include "config/property.hpp"

#include <string>
#include <string_view>

namespace ocppgw::config {

bool is_scalar(kind what);

// Reads a scalar kind; returns what is wrong, or "" and the value is set.
std::string set_scalar(std::string_view text, const form& as, const slot& into);

// The value of a scalar kind as YAML.
std::string scalar_yaml(const form& as, const slot& from);

// "" or [] - what a property has that nobody set.
bool is_empty(const slot& value);

// "duration, 1s to 24h", "text", "one of lenient, strict"
std::string describe(const form& as);

}  // namespace ocppgw::config
