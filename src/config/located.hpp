// YAML nodes that know where they stand, and what was found wrong with them. Main thread.
#pragma once

#include "ocppgw/config/load.hpp"

#include <yaml-cpp/yaml.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::config {

// What a layer was read from: a file (positions have line and column) or a single variable or option (they have not).
struct origin {
  std::string name;
  bool has_lines = false;

  std::string at(const YAML::Mark& mark) const;
};

// A node, its path in the configuration and its position.
struct located {
  YAML::Node node;
  std::string path;
  const origin* from;  // outlives the node
  std::string where;

  located element(std::size_t index) const;  // of a sequence
};

// Everything that reading finds out besides the values.
struct findings {
  std::vector<problem> problems;
  std::map<std::string, std::string, std::less<>> origins;  // path -> where it was set last

  void report(std::string where, std::string path, std::string message);
  void report(const located& at, std::string message) { report(at.where, at.path, std::move(message)); }
};

struct member {
  std::string name;
  std::string where;  // of the key
  located value;
};

// The members of a map, in order. Reports what is no map, keys that are no text, and keys that stand twice (the YAML library
// takes the first and says nothing). An empty value counts as an empty map.
std::vector<member> members_of(const located& map, findings& into);

// "unknown key", and which key was probably meant.
std::string unknown_key(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace ocppgw::config
