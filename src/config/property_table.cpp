#include "ocppgw/config/property.hpp"

#include "config/values/scalar.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::config {
namespace {

bool is_map(const property& what) { return what.spec.what == kind::map || what.spec.what == kind::json_objects; }

bool lies_below(std::string_view path, std::string_view group) {
  return group.empty() || (path.size() > group.size() && path.starts_with(group) && path[group.size()] == '.');
}

// What is required and empty at first has no default; neither has an object, nor a choice that nothing was chosen of.
std::string default_of(const property& row, const binding& initial) {
  if (is_scalar(row.spec.what)) return row.presence != presence::optional && is_empty(initial) ? "" : scalar_yaml(row.spec, initial);
  if (row.presence != presence::optional) return "";
  const auto* list = std::get_if<object_list>(&initial);
  if (list != nullptr) return list->is_optional ? "" : "[]";
  return row.spec.what == kind::texts ? "[]" : "{}";
}

}  // namespace

void property_table::add(property row, void* initial) {
  const auto value = row.bind(initial);
  row.default_value = default_of(row, value);
  if (const auto* list = std::get_if<object_list>(&value)) row.object_rows = list->rows;
  rows_.push_back(std::move(row));
}

const property* property_table::find(std::string_view path) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const property& each) { return each.path == path; });
  return found == rows_.end() ? nullptr : &*found;
}

map_entry property_table::find_map_entry(std::string_view path) const {
  for (const auto& each : rows_) {
    if (is_map(each) && lies_below(path, each.path)) return {&each, path.substr(each.path.size() + 1)};
  }
  return {};
}

bool property_table::is_group(std::string_view path) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const property& each) { return lies_below(each.path, path); });
}

std::vector<std::string_view> property_table::children_of(std::string_view group) const {
  std::vector<std::string_view> names;
  const auto skip = group.empty() ? 0 : group.size() + 1;
  for (const auto& each : rows_) {
    if (!lies_below(each.path, group)) continue;
    const auto rest = each.path.substr(skip);
    const auto name = rest.substr(0, rest.find('.'));
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

std::string join(std::string_view path, std::string_view name) {
  return path.empty() ? std::string(name) : std::string(path) + '.' + std::string(name);
}

}  // namespace ocppgw::config
