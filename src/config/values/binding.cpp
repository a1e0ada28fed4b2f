#include "ocppgw/config/binding.hpp"

#include "ocppgw/config/property.hpp"

#include <algorithm>

namespace ocppgw::config {
namespace {

bool is_empty_value(const named_value& value) { return value.get(value.member).empty(); }
bool is_empty_value(const object_list& value) { return value.size(value.members) == 0; }
bool is_empty_value(const optional_duration* value) { return !value->has_value(); }
template <class T>
bool is_empty_value(const T* value) {
  if constexpr (requires { value->empty(); }) return value->empty();
  return false;
}

bool is_equal_value(const named_value& one, const named_value& other) { return one.get(one.member) == other.get(other.member); }
bool is_equal_value(const object_list& one, const object_list& other) {
  const auto size = one.size(one.members);
  if (size != other.size(other.members)) return false;
  for (std::size_t i = 0; i < size; ++i) {
    auto* mine = one.at(one.members, i);
    auto* theirs = other.at(other.members, i);
    const auto rows = one.rows->rows();
    const auto same = [&](const property& row) { return is_equal(row.bind(mine), row.bind(theirs)); };
    if (!std::all_of(rows.begin(), rows.end(), same)) return false;
  }
  return true;
}
template <class T>
bool is_equal_value(const T* one, const T* other) {
  return *one == *other;
}

void assign_value(const named_value& to, const named_value& from) { to.assign(to.member, from.member); }
void assign_value(const object_list& to, const object_list& from) { to.assign(to.members, from.members); }
template <class T>
void assign_value(T* to, const T* from) {
  *to = *from;
}

}  // namespace

bool is_empty(const binding& value) {
  return std::visit([](const auto& what) { return is_empty_value(what); }, value);
}

bool is_equal(const binding& one, const binding& other) {
  return std::visit([&](const auto& mine) { return is_equal_value(mine, std::get<std::decay_t<decltype(mine)>>(other)); }, one);
}

void assign(const binding& to, const binding& from) {
  std::visit([&](const auto& mine) { assign_value(mine, std::get<std::decay_t<decltype(mine)>>(from)); }, to);
}

}  // namespace ocppgw::config
