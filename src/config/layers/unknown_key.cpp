// What is said about a key that no property has: which one was probably meant.
#include "config/layers/layered_config.hpp"

namespace ocppgw::config {
namespace {

// The full path of a property whose last part was given: `bootstrap_servers` belongs under `kafka`.
std::string_view full_path_of(const property_table& table, std::string_view name) {
  for (const auto& each : table.rows()) {
    if (each.path.size() > name.size() && each.path.ends_with(name) && each.path[each.path.size() - name.size() - 1] == '.')
      return each.path;
  }
  return {};
}

}  // namespace

std::string layered_config::unknown_member(std::string_view group, std::string_view name) const {
  const auto message = unknown_key(name, table_.children_of(group));
  const auto elsewhere = full_path_of(table_, name);
  return message == "unknown key" && !elsewhere.empty() ? message + ", did you mean " + std::string(elsewhere) + "?" : message;
}

std::string layered_config::unknown_path(std::string_view path) const {
  std::vector<std::string_view> known;
  for (const auto& each : table_.rows()) known.push_back(each.path);
  return unknown_key(path, known);
}

}  // namespace ocppgw::config
