#include "ocpp/validation/check_scalar.hpp"

#include "ocpp/validation/formats.hpp"
#include "ocpp/validation/read_integer.hpp"
#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <limits>

namespace ocppgw::ocpp {
namespace {

constexpr std::size_t lenient_length = 255;  // F41

using enum fault::outcome;

violation bad_property(std::string_view reason, bool tolerance::*kind = &tolerance::limits) {
  return {kind, error_code::property_constraint_violation, reason};
}

// What cannot be used in the event.
violation unusable(node& value, violation why) {
  value.valid = false;
  why.effect = dropped;
  return why;
}

violation with_effect(violation why, fault::outcome effect) {
  why.effect = effect;
  return why;
}

// What the station said stays beside what it stands for.
violation replace(node& value, std::string_view text, violation why) {
  value.said = value.text;
  value.text = text;
  return with_effect(why, converted);
}

bool is_scalar(const node& value) { return value.type == node::kind::number || value.type == node::kind::boolean; }

const std::string_view* find_word(std::span<const std::string_view> values, std::string_view text) {
  const auto found = std::find(values.begin(), values.end(), text);
  return found == values.end() ? nullptr : &*found;
}

// nullptr: none that differs in nothing but case and blanks around it.
const std::string_view* find_similar_word(std::span<const std::string_view> values, std::string_view trimmed) {
  const auto found =
      std::find_if(values.begin(), values.end(), [&](std::string_view word) { return equals_ignoring_case(word, trimmed); });
  return found == values.end() ? nullptr : &*found;
}

violation check_enumeration(const shape& expected, node& value) {
  if (find_word(expected.values, value.text)) return no_violation;
  const auto unknown = bad_property("not one of the allowed values", &tolerance::words);
  const auto trimmed = base::trim(value.text);
  if (const auto* word = find_similar_word(expected.values, trimmed)) return replace(value, *word, unknown);
  if (expected.tolerated == quirk::unknown_value) return trimmed == value.text ? unknown : replace(value, trimmed, unknown);
  if (!expected.unknown_as.empty()) return replace(value, expected.unknown_as, unknown);
  value.said = value.text;
  return unusable(value, unknown);
}

violation check_length(const shape& expected, node& value) {
  if (expected.max_length == 0 || value.text.size() <= expected.max_length) return no_violation;
  const auto length = base::code_points(value.text);
  if (length <= expected.max_length) return no_violation;
  const auto long_text = bad_property("too long");
  return length <= std::max<std::size_t>(lenient_length, expected.max_length) ? long_text : unusable(value, long_text);
}

violation check_text(const shape& expected, node& value) {
  return expected.values.empty() ? check_length(expected, value) : check_enumeration(expected, value);
}

// The text of a number or boolean counts as if it stood in quotes.
violation check_string(const shape& expected, node& value, const check_settings& how) {
  if (expected.decimal_text && value.type != node::kind::boolean) value.decimal = base::parse_decimal(value.text);
  if (value.type == node::kind::string) return check_text(expected, value);
  const auto no_text = wrong_type("not a string");
  if (how.tolerated.types && expected.tolerated == quirk::any_json) return with_effect(no_text, converted);
  if (!how.tolerated.types || !is_scalar(value)) return unusable(value, no_text);
  const auto inside = check_text(expected, value);
  return with_effect(no_text, inside.effect == dropped ? dropped : converted);
}

bool fits_int32(std::int64_t number) {
  return number >= std::numeric_limits<std::int32_t>::min() && number <= std::numeric_limits<std::int32_t>::max();
}

violation check_range(const shape& expected, const integer& number) {
  if (expected.at_least_one && number.value < 1) return bad_property("has to be greater than 0");
  if (expected.at_least_zero && number.value < 0) return bad_property("must not be negative");
  return no_violation;
}

violation check_exact(const shape& expected, const integer& number, const check_settings& how) {
  const bool sendable = number.plain && fits_int32(number.value);
  return how.sending && !sendable ? bad_property("not a plain 32-bit integer") : check_range(expected, number);
}

violation check_fraction(const shape& expected, node& value) {
  value.said = value.text;
  const auto fraction = wrong_type("not an integer");
  return expected.tolerated == quirk::fraction ? with_effect(fraction, converted) : unusable(value, fraction);
}

violation check_number(const shape& expected, node& value, const check_settings& how) {
  value.number = read_integer(value.text);
  switch (value.number.type) {
    case integer::kind::exact:
      return check_exact(expected, value.number, how);
    case integer::kind::fraction:
      return check_fraction(expected, value);
    case integer::kind::below:
    case integer::kind::beyond:
      value.said = value.text;
      return unusable(value, bad_property("out of range"));
    case integer::kind::none:
      break;
  }
  value.said = value.text;
  return unusable(value, wrong_type("not an integer"));
}

violation check_integer(const shape& expected, node& value, const check_settings& how) {
  if (value.type == node::kind::number) return check_number(expected, value, how);
  const auto no_number = wrong_type("not an integer");
  if (value.type == node::kind::boolean) value.said = value.text;
  if (value.type != node::kind::string || !how.tolerated.types) return unusable(value, no_number);
  const auto inside = check_number(expected, value, how);
  return inside.is_none() ? with_effect(no_number, converted) : inside;
}

violation check_decimal(const shape& expected, node& value) {
  if (value.type != node::kind::number) return unusable(value, wrong_type("not a number"));
  const auto& number = value.decimal = base::parse_decimal(value.text);
  if (!number) return unusable(value, bad_property("out of range"));
  const bool fits = !expected.one_decimal || number->digits.empty() || number->exponent >= -1;
  return fits ? no_violation : unusable(value, bad_property("more than one digit after the point"));
}

violation check_boolean(node& value) {
  return value.type == node::kind::boolean ? no_violation : unusable(value, wrong_type("not a boolean"));
}

violation check_time(node& value, const check_settings& how) {
  if (value.type != node::kind::string) return unusable(value, wrong_type("not a time"));
  value.time = base::parse_time(value.text);
  const bool readable = value.time && (how.tolerated.spellings || has_rfc3339_form(value.text));
  return readable ? no_violation : unusable(value, bad_property("not a time", &tolerance::spellings));
}

violation check_uri(node& value) {
  if (value.type != node::kind::string) return unusable(value, wrong_type("not a string"));
  return is_uri(value.text) ? no_violation : bad_property("not a URI", &tolerance::spellings);
}

}  // namespace

violation check_scalar(const shape& expected, node& value, const check_settings& how) {
  switch (expected.type) {
    case value_type::string:
      return check_string(expected, value, how);
    case value_type::integer:
      return check_integer(expected, value, how);
    case value_type::decimal:
      return check_decimal(expected, value);
    case value_type::boolean:
      return check_boolean(value);
    case value_type::date_time:
      return check_time(value, how);
    case value_type::uri:
      return check_uri(value);
    case value_type::object:
      return unusable(value, wrong_type("not an object"));
    case value_type::array:
      return unusable(value, wrong_type("not a list"));
  }
  return unusable(value, wrong_type("unexpected"));
}

}  // namespace ocppgw::ocpp
