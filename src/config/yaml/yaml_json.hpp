// YAML to JSON text by the core schema of YAML 1.2: plain true, null and numbers keep their type, everything else is a string.
// Main thread.
#pragma once

#include "config/yaml/yaml_location.hpp"

#include <string>

namespace ocppgw::config {

// Reports what has no JSON form; the text is meaningful where nothing was reported.
std::string to_json(const yaml_location& value, findings& into);

}  // namespace ocppgw::config
