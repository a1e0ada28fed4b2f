// From text to the members that hold one word each, and back. Main thread.
#pragma once

#include "ocppgw/config/property.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::config {

// Reads a scalar kind; returns what is wrong, or "" and the value is set.
std::string set_scalar(std::string_view text, const value_spec& spec, const binding& into);

// The value of a scalar kind as YAML; "" for a choice of which nothing is chosen.
std::string scalar_yaml(const value_spec& spec, const binding& from);

std::string number_yaml(std::int64_t value, kind what);
std::string list_of(std::span<const std::string_view> words);  // "text, json"

}  // namespace ocppgw::config
