#include "ocppgw/config/changes.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::config {
namespace {

struct pair_of_lists {
  const object_list& before;
  const object_list& after;
  std::size_t size() const { return before.size(before.members); }
  bool is_equally_long() const { return size() == after.size(after.members); }
};

// How the path of an object continues that of its list: "listeners[0]"; an optional object has the path of its property.
std::string path_of(std::string_view list_path, const object_list& list, std::size_t index) {
  return std::string(list_path) + (list.is_optional ? "" : '[' + std::to_string(index) + ']');
}

void collect(const property_table& table, std::string_view path, void* before, void* after, std::vector<change>& into);

std::vector<change> changes_in(std::string_view path, const pair_of_lists& lists) {
  std::vector<change> found;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    collect(*lists.before.rows, path_of(path, lists.before, i), lists.before.at(lists.before.members, i),
            lists.after.at(lists.after.members, i), found);
  }
  return found;
}

void collect(const property_table& table, std::string_view path, void* before, void* after, std::vector<change>& into) {
  for (const auto& row : table.rows()) {
    const auto was = row.bind(before);
    const auto is = row.bind(after);
    if (is_equal(was, is)) continue;
    const auto row_path = join(path, row.path);
    const auto* list = std::get_if<object_list>(&was);
    const bool one_by_one = list != nullptr && !row.reloadable && pair_of_lists{*list, std::get<object_list>(is)}.is_equally_long();
    if (!one_by_one) {
      into.push_back({row_path, row.reloadable});
      continue;
    }
    for (auto& each : changes_in(row_path, {*list, std::get<object_list>(is)})) into.push_back(std::move(each));
  }
}

bool can_take(const std::vector<change>& all) {
  return std::all_of(all.begin(), all.end(), [](const change& each) { return each.reloadable; });
}

// True if the row's change, if there is one, may be taken over as a whole.
bool is_reloadable(const property& row, const binding& to, const binding& from) {
  if (row.reloadable) return true;
  const auto* list = std::get_if<object_list>(&to);
  if (list == nullptr) return false;
  const pair_of_lists lists{*list, std::get<object_list>(from)};
  return lists.is_equally_long() && can_take(changes_in(row.path, lists));
}

}  // namespace

std::vector<change> changes(const property_table& table, void* before, void* after) {
  std::vector<change> found;
  collect(table, "", before, after, found);
  return found;
}

void take_reloadable(const property_table& table, void* to, void* from) {
  for (const auto& row : table.rows()) {
    const auto mine = row.bind(to);
    const auto theirs = row.bind(from);
    if (is_reloadable(row, mine, theirs)) assign(mine, theirs);
  }
}

}  // namespace ocppgw::config
