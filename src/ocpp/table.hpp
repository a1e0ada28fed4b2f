// Words for writing an action table: shapes, fields and what becomes of them in an event. constexpr; nothing here has state.
#pragma once

#include "ocppgw/ocpp/actions.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ocppgw::ocpp::table {

using values = std::span<const std::string_view>;

constexpr shape of_type(value_type type) {
  shape s;
  s.type = type;
  return s;
}

inline constexpr shape integer = of_type(value_type::integer);
inline constexpr shape boolean = of_type(value_type::boolean);
inline constexpr shape date_time = of_type(value_type::date_time);
inline constexpr shape uri = of_type(value_type::uri);
inline constexpr shape unlimited_text = of_type(value_type::string);

constexpr shape decimal_text() {
  shape s = unlimited_text;
  s.decimal_text = true;
  return s;
}

constexpr shape text(std::uint16_t max_length) {
  shape s;
  s.max_length = max_length;
  return s;
}

constexpr shape one_of(values allowed) {
  shape s;
  s.values = allowed;
  return s;
}

constexpr shape object(std::span<const field> fields) {
  shape s = of_type(value_type::object);
  s.fields = fields;
  return s;
}

constexpr shape list(const shape& items, std::uint8_t min_items = 0) {
  shape s = of_type(value_type::array);
  s.items = &items;
  s.min_items = min_items;
  return s;
}

constexpr shape one_decimal() {
  shape s = of_type(value_type::decimal);
  s.one_decimal = true;
  return s;
}

constexpr shape at_least_one() {
  shape s = integer;
  s.at_least_one = true;
  return s;
}

constexpr shape at_least_zero() {
  shape s = integer;
  s.at_least_zero = true;
  return s;
}

constexpr shape tolerating(quirk what, shape s) {
  s.tolerated = what;
  return s;
}

constexpr shape unknown_as(std::string_view value, shape s) {
  s.unknown_as = value;
  return s;
}

constexpr field optional(std::string_view name, const shape& value, std::string_view as = {}) {
  field f{name, value};
  f.as = as;
  return f;
}

constexpr field required(std::string_view name, const shape& value, std::string_view as = {}) {
  field f = optional(name, value, as);
  f.required = true;
  return f;
}

constexpr field needed(field f) {
  f.needed = true;
  return f;
}

constexpr field in_role(role what, field f) {
  f.as_role = what;
  return f;
}

constexpr field personal(field f) {
  f.personal = true;
  return f;
}

constexpr field otherwise(std::string_view value, field f) {
  f.otherwise = value;
  return f;
}

}  // namespace ocppgw::ocpp::table
