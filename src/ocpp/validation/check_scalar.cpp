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

constexpr std::size_t lenient_length = 255;  // RULES 41

violation tolerated(error_code code, std::string_view reason) { return {violation::severity::tolerable, code, reason}; }
violation bad_property(std::string_view reason) { return tolerated(error_code::property_constraint_violation, reason); }

// What cannot be used in the event.
violation unusable(node& value, violation why) {
  value.valid = false;
  return why;
}

bool is_scalar(const node& value) { return value.type == node::kind::number || value.type == node::kind::boolean; }
bool contains(std::span<const std::string_view> values, std::string_view text) {
  return std::find(values.begin(), values.end(), text) != values.end();
}

violation check_enumeration(const shape& expected, node& value) {
  if (contains(expected.values, value.text)) return no_violation;
  const violation unknown = bad_property("not one of the allowed values");
  const auto trimmed = base::trim(value.text);
  if (contains(expected.values, trimmed)) {
    value.text = trimmed;
  } else if (expected.tolerated == quirk::unknown_value) {
    value.text = trimmed;
  } else if (!expected.unknown_as.empty()) {
    value.text = expected.unknown_as;
  } else {
    value.valid = false;
  }
  return unknown;
}

violation check_length(const shape& expected, node& value) {
  if (expected.max_length == 0 || value.text.size() <= expected.max_length) return no_violation;
  const auto length = base::code_points(value.text);
  if (length <= expected.max_length) return no_violation;
  value.valid = length <= std::max<std::size_t>(lenient_length, expected.max_length);
  return bad_property("too long");
}

violation check_text(const shape& expected, node& value) {
  return expected.values.empty() ? check_length(expected, value) : check_enumeration(expected, value);
}

violation check_string(const shape& expected, node& value, rules how) {
  if (value.type == node::kind::string) return check_text(expected, value);
  const bool understood =
      !how.strict() && (expected.tolerated == quirk::any_json || (expected.tolerated == quirk::scalar && is_scalar(value)));
  if (understood) return tolerated(error_code::type_constraint_violation, "not a string");
  return unusable(value, wrong_type("not a string"));
}

bool fits_int32(std::int64_t number) {
  return number >= std::numeric_limits<std::int32_t>::min() && number <= std::numeric_limits<std::int32_t>::max();
}

violation check_sendable(const shape& expected, const integer& number) {
  if (!number.plain || !fits_int32(number.value)) return bad_property("not a plain 32-bit integer");
  if (expected.at_least_one && number.value < 1) return bad_property("has to be greater than 0");
  if (expected.at_least_zero && number.value < 0) return bad_property("must not be negative");
  return no_violation;
}

violation check_fraction(const shape& expected, node& value, rules how) {
  const violation fraction = wrong_type("not an integer");
  if (how.strict() || expected.tolerated != quirk::fraction) return unusable(value, fraction);
  return tolerated(fraction.code, fraction.reason);
}

violation check_number(const shape& expected, node& value, rules how) {
  value.number = read_integer(value.text);
  switch (value.number.type) {
    case integer::kind::exact:
      return how.sending ? check_sendable(expected, value.number) : no_violation;
    case integer::kind::fraction:
      return check_fraction(expected, value, how);
    case integer::kind::below:
    case integer::kind::beyond:
      return unusable(value, bad_property("out of range"));
    case integer::kind::none:
      break;
  }
  return unusable(value, wrong_type("not an integer"));
}

violation check_integer(const shape& expected, node& value, rules how) {
  if (value.type == node::kind::number) return check_number(expected, value, how);
  const violation no_number = wrong_type("not an integer");
  if (value.type != node::kind::string || how.strict()) return unusable(value, no_number);
  const violation inside = check_number(expected, value, how);
  return inside.level == violation::severity::none ? tolerated(no_number.code, "an integer in quotes") : inside;
}

violation check_decimal(const shape& expected, node& value) {
  if (value.type != node::kind::number) return unusable(value, wrong_type("not a number"));
  const auto number = base::parse_decimal(value.text);
  if (!number) return unusable(value, bad_property("out of range"));
  const bool fits = !expected.one_decimal || number->digits.empty() || number->exponent >= -1;
  return fits ? no_violation : unusable(value, bad_property("more than one digit after the point"));
}

violation check_boolean(node& value) {
  return value.type == node::kind::boolean ? no_violation : unusable(value, wrong_type("not a boolean"));
}

violation check_time(node& value, rules how) {
  if (value.type != node::kind::string) return unusable(value, wrong_type("not a time"));
  value.time = base::parse_time(value.text);
  const bool readable = value.time && (!how.strict() || has_rfc3339_form(value.text));
  return readable ? no_violation : unusable(value, bad_property("not a time"));
}

violation check_uri(node& value) {
  if (value.type != node::kind::string) return unusable(value, wrong_type("not a string"));
  return is_uri(value.text) ? no_violation : bad_property("not a URI");
}

}  // namespace

violation check_scalar(const shape& expected, node& value, rules how) {
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
