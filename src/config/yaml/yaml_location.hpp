// YAML nodes that know where they stand. Main thread.
#pragma once

#include "ocppgw/config/findings.hpp"

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::config {

// What a layer was read from: a file (positions have line and column) or a single variable or option (they have not).
struct layer_origin {
  std::string name;
  bool has_lines = false;

  std::string at(const YAML::Mark& mark) const;
};

// A node, its path in the configuration and its position.
struct yaml_location {
  YAML::Node node;
  std::string path;
  const layer_origin* from;  // outlives the node
  std::string where;

  yaml_location element(std::size_t index) const;  // of a sequence
};

void report(const yaml_location& at, std::string message, findings& into);
void note_origin(const yaml_location& of, findings& into);

struct member {
  std::string name;
  std::string where;  // of the key
  yaml_location value;
};

// The members of a map, in order. Reports what is no map, keys that are no text, and keys that stand twice (the YAML library
// takes the first and says nothing). An empty value counts as an empty map.
std::vector<member> members_of(const yaml_location& map, findings& into);

// "unknown key", and which key was probably meant.
std::string unknown_key(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace ocppgw::config
