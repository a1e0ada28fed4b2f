#include "config/yaml/read_value.hpp"

#include <set>

namespace ocppgw::config {
namespace {

void read_members(const yaml_location& value, void* owner, const property_table& table, findings& found) {
  std::set<std::string_view> seen;
  for (const auto& each : members_of(value, found)) {
    const auto* known = table.find(each.name);
    if (known == nullptr) {
      found.report(each.where, each.value.path, unknown_key(each.name, table.children_of("")));
      continue;
    }
    seen.insert(known->path);
    read_value(each.value, *known, known->bind(owner), found);
  }
  for (const auto& each : table.rows()) {
    if (each.presence == presence::required && !seen.contains(each.path)) report(value, "needs " + std::string(each.path), found);
  }
}

void read_object(const yaml_location& value, void* owner, const property_table& table, findings& found) {
  if (!value.node.IsMap()) return report(value, "must be a map (key: value)", found);
  note_origin(value, found);
  read_members(value, owner, table, found);
}

}  // namespace

void read_objects(const yaml_location& value, const object_list& into, findings& found) {
  if (!into.is_optional && !value.node.IsSequence()) return report(value, "must be a list", found);
  into.clear(into.members);
  if (into.is_optional) return read_object(value, into.add(into.members), *into.rows, found);
  note_origin(value, found);
  for (std::size_t i = 0; i < value.node.size(); ++i) read_object(value.element(i), into.add(into.members), *into.rows, found);
}

}  // namespace ocppgw::config
