// Payloads made from the action table: a minimal and a maximal valid one, and one violation per constraint. Pure; any thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::test {

enum class extent { minimal, maximal };

// One thing to get wrong in a maximal sample: the value at `path` (RFC 6901) is replaced; an empty replacement leaves it out.
struct violation {
  std::string path;
  std::string replacement;
  std::string what;
  ocpp::error_code code;
  bool in_schema = true;  // false: the official schemas do not forbid it, or a library cannot check it
};

namespace samples {

using fields = std::span<const ocpp::field>;
using ocpp::value_type;

inline constexpr std::string_view unknown_member = "/+";  // path of a member that the table does not have

inline std::string in_quotes(std::string_view text) { return '"' + std::string{text} + '"'; }

inline std::string object_of(fields list, extent size, const std::string& path, const violation* wrong);

inline std::string value_of(const ocpp::shape& s, extent size, const std::string& path, const violation* wrong) {
  if (wrong && wrong->path == path) return wrong->replacement;
  switch (s.type) {
    case value_type::string:
      if (!s.values.empty()) return in_quotes(s.values.front());
      return in_quotes(std::string(size == extent::maximal && s.max_length ? s.max_length : 1, 'x'));
    case value_type::integer:
      return "1";
    case value_type::decimal:
      return size == extent::minimal ? "0" : "8.1";
    case value_type::boolean:
      return "true";
    case value_type::date_time:
      return in_quotes(size == extent::minimal ? "2013-02-01T20:53:32Z" : "2013-02-01T20:53:32.123456+05:30");
    case value_type::uri:
      return in_quotes("ftp://host/path");
    case value_type::object:
      return object_of(s.fields, size, path, wrong);
    case value_type::array:
      return '[' + value_of(*s.items, size, path + "/0", wrong) + ']';
  }
  return "null";
}

inline std::string object_of(fields list, extent size, const std::string& path, const violation* wrong) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += (out.empty() ? "" : ",") + in_quotes(name) + ':' + value;
  };
  for (const auto& f : list) {
    if (size == extent::minimal && !f.required) continue;
    const std::string here = path + '/' + std::string{f.name};
    add(f.name, value_of(f.value, size, here, wrong));
  }
  if (wrong && wrong->path == path + std::string{unknown_member}) add("noSuchMember", wrong->replacement);
  return '{' + out + '}';
}

inline void collect(const ocpp::shape& s, const std::string& path, std::vector<violation>& out);

inline void collect(fields list, const std::string& path, std::vector<violation>& out) {
  using ocpp::error_code;
  out.push_back({path + std::string{unknown_member}, "1", "unknown member", error_code::formation_violation});
  for (const auto& f : list) {
    const std::string here = path + '/' + std::string{f.name};
    if (f.required) out.push_back({here, "", "missing", error_code::occurence_constraint_violation});
    collect(f.value, here, out);
  }
}

inline void collect(const ocpp::shape& s, const std::string& path, std::vector<violation>& out) {
  using ocpp::error_code;
  const auto wrong = [&](std::string value, std::string what, error_code code, bool in_schema = true) {
    out.push_back({path, std::move(value), std::move(what), code, in_schema});
  };
  const auto property = error_code::property_constraint_violation;
  const auto type = error_code::type_constraint_violation;
  const bool textual = s.type == value_type::string || s.type == value_type::date_time || s.type == value_type::uri;
  wrong(textual ? "12" : in_quotes("text"), "wrong type", type);
  wrong("null", "null", type);
  if (s.max_length) wrong(in_quotes(std::string(s.max_length + 1U, 'x')), "too long", property);
  if (!s.values.empty()) wrong(in_quotes("NoSuchValue"), "not in the enumeration", property);
  if (s.type == value_type::integer) wrong("1.5", "a fraction", type);
  if (s.at_least_one) wrong("0", "zero", property, false);
  if (s.at_least_zero) wrong("-1", "negative", property, false);
  if (s.one_decimal) wrong("8.25", "two digits after the point", property, false);
  if (s.type == value_type::date_time) wrong(in_quotes("2013-02-01T20:53:32"), "no zone", property, false);
  if (s.type == value_type::uri) wrong(in_quotes("no scheme"), "no URI", property, false);
  if (s.min_items) wrong("[]", "too few items", error_code::occurence_constraint_violation);
  if (s.type == value_type::object) collect(s.fields, path, out);
  if (s.type == value_type::array) collect(*s.items, path + "/0", out);
}

}  // namespace samples

inline std::string sample(std::span<const ocpp::field> list, extent size) { return samples::object_of(list, size, "", nullptr); }

inline std::string sample_with(std::span<const ocpp::field> list, const violation& wrong) {
  return samples::object_of(list, extent::maximal, "", &wrong);
}

inline std::vector<violation> violations(std::span<const ocpp::field> list) {
  std::vector<violation> out;
  samples::collect(list, "", out);
  return out;
}

}  // namespace ocppgw::test
