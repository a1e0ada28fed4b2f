// Where the value of a property lives: a pointer to the member, of one of the types that the engine can read and print. A
// binding lives as long as the object it points into. Which kind of value goes with which type: text and choice std::string;
// choice named_value; count and size std::size_t; duration milliseconds, optional_duration or seconds; texts text_list; map and json_objects text_map;
// objects object_list.
#pragma once

#include "ocppgw/config/value_spec.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ocppgw::config {

class property_table;

using optional_duration = std::optional<std::chrono::milliseconds>;
using text_list = std::vector<std::string>;
using text_map = std::map<std::string, std::string, std::less<>>;

// A value of a type of its own, and the word that stands for it in YAML.
template <class Value>
struct named {
  std::string_view name;
  Value value;
};

// A member whose values have names: an enumeration, a struct that stands for a choice, or either as std::optional.
struct named_value {
  void* member;
  std::string_view (*get)(const void* member);             // "" where it has none of the named values
  void (*set)(void* member, std::string_view name);        // `name` is one of the names
  void (*assign)(void* member, const void* other_member);  // of the same type
};

// Objects with properties of their own: a std::vector of them, or one as std::optional.
struct object_list {
  void* members;
  bool is_optional;
  const property_table* rows;
  std::size_t (*size)(const void* members);
  void* (*at)(void* members, std::size_t index);
  void (*clear)(void* members);
  void* (*add)(void* members);  // a new object with its initial values
  void (*assign)(void* members, const void* other_members);
};

using binding = std::variant<std::string*, bool*, std::size_t*, std::chrono::milliseconds*, optional_duration*, std::chrono::seconds*,
                             text_list*, text_map*, named_value, object_list>;

// In the following, `Names` is a constexpr array of `named<...>` with static storage.
template <const auto& Names>
inline constexpr auto words_of = [] {
  std::array<std::string_view, std::size(Names)> words;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = Names[i].name;
  return words;
}();

template <const auto& Names>
constexpr value_spec choice_of() {
  return choice(words_of<Names>);
}

template <const auto& Names, class Member>
named_value bind_named(Member& member) {
  return {.member = &member,
          .get = [](const void* from) -> std::string_view {
            for (const auto& each : Names)
              if (*static_cast<const Member*>(from) == each.value) return each.name;
            return {};
          },
          .set =
              [](void* to, std::string_view name) {
                for (const auto& each : Names)
                  if (each.name == name) *static_cast<Member*>(to) = each.value;
              },
          .assign = [](void* to, const void* from) { *static_cast<Member*>(to) = *static_cast<const Member*>(from); }};
}

template <class Object>
object_list bind_objects(std::vector<Object>& members, const property_table& rows) {
  using list = std::vector<Object>;
  return {.members = &members,
          .is_optional = false,
          .rows = &rows,
          .size = [](const void* from) { return static_cast<const list*>(from)->size(); },
          .at = [](void* from, std::size_t index) -> void* { return &(*static_cast<list*>(from))[index]; },
          .clear = [](void* from) { static_cast<list*>(from)->clear(); },
          .add = [](void* to) -> void* { return &static_cast<list*>(to)->emplace_back(); },
          .assign = [](void* to, const void* from) { *static_cast<list*>(to) = *static_cast<const list*>(from); }};
}

template <class Object>
object_list bind_objects(std::optional<Object>& member, const property_table& rows) {
  using optional = std::optional<Object>;
  return {.members = &member,
          .is_optional = true,
          .rows = &rows,
          .size = [](const void* from) { return std::size_t{static_cast<const optional*>(from)->has_value()}; },
          .at = [](void* from, std::size_t) -> void* { return &**static_cast<optional*>(from); },
          .clear = [](void* from) { static_cast<optional*>(from)->reset(); },
          .add = [](void* to) -> void* { return &static_cast<optional*>(to)->emplace(); },
          .assign = [](void* to, const void* from) { *static_cast<optional*>(to) = *static_cast<const optional*>(from); }};
}

// "", [] or a named value without a name.
bool is_empty(const binding& value);

// Both are bindings of one property to two owners.
bool is_equal(const binding& one, const binding& other);
void assign(const binding& to, const binding& from);

}  // namespace ocppgw::config
