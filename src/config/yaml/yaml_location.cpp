#include "config/yaml/yaml_location.hpp"

#include "ocppgw/base/text.hpp"
#include "ocppgw/config/property.hpp"

#include <map>
#include <utility>

namespace ocppgw::config {

std::string layer_origin::at(const YAML::Mark& mark) const {
  if (!has_lines || mark.is_null()) return name;
  return name + ':' + std::to_string(mark.line + 1) + ':' + std::to_string(mark.column + 1);
}

yaml_location yaml_location::element(std::size_t index) const {
  const auto child = node[index];
  return {child, path + '[' + std::to_string(index) + ']', from, from->at(child.Mark())};
}

void report(const yaml_location& at, std::string message, findings& into) { into.report(at.where, at.path, std::move(message)); }

void note_origin(const yaml_location& of, findings& into) { into.origins[of.path] = of.where; }

std::vector<member> members_of(const yaml_location& map, findings& into) {
  std::vector<member> members;
  if (map.node.IsNull()) return members;
  if (!map.node.IsMap()) {
    report(map, "must be a map (key: value)", into);
    return members;
  }
  std::map<std::string, std::string> seen;
  for (const auto& pair : map.node) {
    auto where = map.from->at(pair.first.Mark());
    if (!pair.first.IsScalar()) {
      into.report(where, map.path, "keys must be plain text");
      continue;
    }
    const auto name = pair.first.Scalar();
    const auto path = join(map.path, name);
    if (const auto [first, is_new] = seen.emplace(name, where); !is_new) {
      into.report(where, path, "duplicate key, first set at " + first->second);
      continue;
    }
    // An empty value has no position of its own.
    const auto value_where = pair.second.IsNull() ? where : map.from->at(pair.second.Mark());
    members.push_back({name, std::move(where), {pair.second, path, map.from, value_where}});
  }
  return members;
}

std::string unknown_key(std::string_view name, const std::vector<std::string_view>& known) {
  const auto near = base::closest_match(name, known);
  return near.empty() ? "unknown key" : "unknown key, did you mean " + std::string(near) + "?";
}

}  // namespace ocppgw::config
