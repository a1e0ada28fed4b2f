#include "ocpp/judge.hpp"

#include "ocpp/formats.hpp"
#include "ocpp/read_integer.hpp"
#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <limits>

namespace ocppgw::ocpp {
namespace {

constexpr std::size_t lenient_length = 255;  // RULES 41

verdict tolerated(error_code code, std::string_view reason) { return {verdict::kind::tolerable, code, reason}; }
verdict bad_property(std::string_view reason) { return tolerated(error_code::property_constraint_violation, reason); }

// What cannot be used in the event.
verdict unusable(node& value, verdict why) {
  value.valid = false;
  return why;
}

bool is_scalar(const node& value) { return value.type == node::kind::number || value.type == node::kind::boolean; }
bool contains(std::span<const std::string_view> values, std::string_view text) {
  return std::find(values.begin(), values.end(), text) != values.end();
}

verdict judge_enumeration(const shape& expected, node& value) {
  if (contains(expected.values, value.text)) return fine;
  const verdict unknown = bad_property("not one of the allowed values");
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

verdict judge_length(const shape& expected, node& value) {
  if (expected.max_length == 0 || value.text.size() <= expected.max_length) return fine;
  const auto length = base::code_points(value.text);
  if (length <= expected.max_length) return fine;
  value.valid = length <= std::max<std::size_t>(lenient_length, expected.max_length);
  return bad_property("too long");
}

verdict judge_text(const shape& expected, node& value) {
  return expected.values.empty() ? judge_length(expected, value) : judge_enumeration(expected, value);
}

verdict judge_string(const shape& expected, node& value, rules how) {
  if (value.type == node::kind::string) return judge_text(expected, value);
  const bool understood =
      !how.strict() && (expected.tolerated == quirk::any_json || (expected.tolerated == quirk::scalar && is_scalar(value)));
  if (understood) return tolerated(error_code::type_constraint_violation, "not a string");
  return unusable(value, wrong_type("not a string"));
}

bool fits_int32(std::int64_t number) {
  return number >= std::numeric_limits<std::int32_t>::min() && number <= std::numeric_limits<std::int32_t>::max();
}

verdict judge_sendable(const shape& expected, const integer& number) {
  if (!number.plain || !fits_int32(number.value)) return bad_property("not a plain 32-bit integer");
  if (expected.at_least_one && number.value < 1) return bad_property("has to be greater than 0");
  if (expected.at_least_zero && number.value < 0) return bad_property("must not be negative");
  return fine;
}

verdict judge_fraction(const shape& expected, node& value, rules how) {
  const verdict fraction = wrong_type("not an integer");
  if (how.strict() || expected.tolerated != quirk::fraction) return unusable(value, fraction);
  return tolerated(fraction.code, fraction.reason);
}

verdict judge_number(const shape& expected, node& value, rules how) {
  value.number = read_integer(value.text);
  switch (value.number.type) {
    case integer::kind::exact:
      return how.sending ? judge_sendable(expected, value.number) : fine;
    case integer::kind::fraction:
      return judge_fraction(expected, value, how);
    case integer::kind::below:
    case integer::kind::beyond:
      return unusable(value, bad_property("out of range"));
    case integer::kind::none:
      break;
  }
  return unusable(value, wrong_type("not an integer"));
}

verdict judge_integer(const shape& expected, node& value, rules how) {
  if (value.type == node::kind::number) return judge_number(expected, value, how);
  const verdict no_number = wrong_type("not an integer");
  if (value.type != node::kind::string || how.strict()) return unusable(value, no_number);
  const verdict inside = judge_number(expected, value, how);
  return inside.type == verdict::kind::fine ? tolerated(no_number.code, "an integer in quotes") : inside;
}

verdict judge_decimal(const shape& expected, node& value) {
  if (value.type != node::kind::number) return unusable(value, wrong_type("not a number"));
  const auto number = base::parse_decimal(value.text);
  if (!number) return unusable(value, bad_property("out of range"));
  const bool fits = !expected.one_decimal || number->digits.empty() || number->exponent >= -1;
  return fits ? fine : unusable(value, bad_property("more than one digit after the point"));
}

verdict judge_boolean(node& value) {
  return value.type == node::kind::boolean ? fine : unusable(value, wrong_type("not a boolean"));
}

verdict judge_time(node& value, rules how) {
  if (value.type != node::kind::string) return unusable(value, wrong_type("not a time"));
  value.time = base::parse_time(value.text);
  const bool readable = value.time && (!how.strict() || has_rfc3339_form(value.text));
  return readable ? fine : unusable(value, bad_property("not a time"));
}

verdict judge_uri(node& value) {
  if (value.type != node::kind::string) return unusable(value, wrong_type("not a string"));
  return is_uri(value.text) ? fine : bad_property("not a URI");
}

}  // namespace

verdict judge(const shape& expected, node& value, rules how) {
  switch (expected.type) {
    case value_type::string:
      return judge_string(expected, value, how);
    case value_type::integer:
      return judge_integer(expected, value, how);
    case value_type::decimal:
      return judge_decimal(expected, value);
    case value_type::boolean:
      return judge_boolean(value);
    case value_type::date_time:
      return judge_time(value, how);
    case value_type::uri:
      return judge_uri(value);
    case value_type::object:
      return unusable(value, wrong_type("not an object"));
    case value_type::array:
      return unusable(value, wrong_type("not a list"));
  }
  return unusable(value, wrong_type("unexpected"));
}

}  // namespace ocppgw::ocpp
