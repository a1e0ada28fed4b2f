#include "config/property.hpp"
#include "config/sections.hpp"

#include "ocppgw/base/text.hpp"

#include <algorithm>

namespace ocppgw::config {
namespace {

std::vector<property> all_sections() {
  std::vector<property> all;
  for (const auto section :
       {gateway_properties(), ocpp_properties(), limit_properties(), kafka_properties(), process_properties()}) {
    all.insert(all.end(), section.begin(), section.end());
  }
  return all;
}

bool is_map(const property& what) { return what.as.what == kind::map || what.as.what == kind::answers; }

bool lies_below(std::string_view path, std::string_view group) {
  return group.empty() || (path.size() > group.size() && path.starts_with(group) && path[group.size()] == '.');
}

}  // namespace

std::span<const property> properties() {
  static const auto all = all_sections();
  return all;
}

const property* find_property(std::string_view path) {
  const auto all = properties();
  const auto found = std::find_if(all.begin(), all.end(), [&](const property& each) { return each.path == path; });
  return found == all.end() ? nullptr : &*found;
}

map_entry find_map_entry(std::string_view path) {
  for (const auto& each : properties()) {
    if (is_map(each) && lies_below(path, each.path)) return {&each, path.substr(each.path.size() + 1)};
  }
  return {};
}

bool is_group(std::string_view path) {
  const auto all = properties();
  return std::any_of(all.begin(), all.end(), [&](const property& each) { return lies_below(each.path, path); });
}

std::vector<std::string_view> children_of(std::string_view group) {
  std::vector<std::string_view> names;
  const auto skip = group.empty() ? 0 : group.size() + 1;
  for (const auto& each : properties()) {
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

bool speaks_of_secrets(std::string_view key) {
  const auto lower = base::to_lower_ascii(key);
  const auto contains = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  return contains("password") || contains("secret") || contains("key");
}

}  // namespace ocppgw::config
