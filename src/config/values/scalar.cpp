#include "config/values/scalar.hpp"

#include "config/values/units.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <type_traits>

namespace ocppgw::config {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::string check_choice(std::string_view text, const value_spec& spec) {
  if (std::find(spec.choices.begin(), spec.choices.end(), text) != spec.choices.end()) return {};
  const auto near = base::closest_match(text, spec.choices);
  const auto wrong = (spec.choices.size() > 1 ? "must be one of " : "must be ") + list_of(spec.choices);
  return near.empty() ? wrong : wrong + "; did you mean " + std::string(near) + "?";
}

std::string check_text(std::string_view text, const value_spec& spec) {
  if (spec.what == kind::choice) return check_choice(text, spec);
  return spec.check == nullptr ? "" : spec.check(text);
}

std::string check_range(std::int64_t value, const value_spec& spec) {
  if (value >= spec.minimum && value <= spec.maximum) return {};
  return "must be from " + number_yaml(spec.minimum, spec.what) + " to " + number_yaml(spec.maximum, spec.what);
}

std::string read_number(std::string_view text, const value_spec& spec, std::int64_t& into) {
  auto wrong = spec.what == kind::size       ? read_size(text, into)
               : spec.what == kind::duration ? read_duration(text, into)
                                             : read_count(text, into);
  return wrong.empty() ? check_range(into, spec) : wrong;
}

// One overload of each per scalar member type.
std::string set(std::string_view text, const value_spec& spec, std::string* into) {
  auto wrong = check_text(text, spec);
  if (wrong.empty()) *into = text;
  return wrong;
}

std::string set(std::string_view text, const value_spec& spec, const named_value& into) {
  auto wrong = check_choice(text, spec);
  if (wrong.empty()) into.set(into.member, text);
  return wrong;
}

// YAML 1.1 takes yes, on and their like for true; one spelling is enough.
std::string set(std::string_view text, const value_spec&, bool* into) {
  if (text != "true" && text != "false") return "must be true or false";
  *into = text == "true";
  return {};
}

std::string set(std::string_view text, const value_spec& spec, std::size_t* into) {
  std::int64_t value = 0;
  auto wrong = read_number(text, spec, value);
  if (wrong.empty()) *into = static_cast<std::size_t>(value);
  return wrong;
}

std::string set(std::string_view text, const value_spec& spec, milliseconds* into) {
  std::int64_t value = 0;
  auto wrong = read_number(text, spec, value);
  if (wrong.empty()) *into = milliseconds(value);
  return wrong;
}

std::string set(std::string_view text, const value_spec& spec, optional_duration* into) {
  milliseconds value{};
  auto wrong = set(text, spec, &value);
  if (wrong.empty()) *into = value;
  return wrong;
}

std::string set(std::string_view text, const value_spec& spec, seconds* into) {
  milliseconds value{};
  auto wrong = set(text, spec, &value);
  if (wrong.empty() && value % seconds(1) != milliseconds(0)) wrong = "must be whole seconds";
  if (wrong.empty()) *into = std::chrono::duration_cast<seconds>(value);
  return wrong;
}

std::string yaml(const value_spec& spec, const std::string* from) {
  return spec.what == kind::choice ? *from : base::json_quoted(*from);
}
std::string yaml(const value_spec&, const named_value& from) { return std::string(from.get(from.member)); }
std::string yaml(const value_spec&, const bool* from) { return *from ? "true" : "false"; }
std::string yaml(const value_spec& spec, const std::size_t* from) { return number_yaml(static_cast<std::int64_t>(*from), spec.what); }
std::string yaml(const value_spec& spec, const milliseconds* from) { return number_yaml(from->count(), spec.what); }
std::string yaml(const value_spec& spec, const optional_duration* from) { return *from ? yaml(spec, &**from) : ""; }
std::string yaml(const value_spec& spec, const seconds* from) { return number_yaml(milliseconds(*from).count(), spec.what); }

template <class T>
concept scalar_binding = requires(T value, const value_spec& spec) { yaml(spec, value); };

struct setter {
  std::string_view text;
  const value_spec& spec;
  template <class T>
  std::string operator()(const T& into) const {
    if constexpr (scalar_binding<T>) return set(text, spec, into);
    return "cannot be given as one value";
  }
};

struct writer {
  const value_spec& spec;
  template <class T>
  std::string operator()(const T& from) const {
    if constexpr (scalar_binding<T>) return yaml(spec, from);
    return {};
  }
};

}  // namespace

std::string set_scalar(std::string_view text, const value_spec& spec, const binding& into) {
  return std::visit(setter{text, spec}, into);
}

std::string scalar_yaml(const value_spec& spec, const binding& from) { return std::visit(writer{spec}, from); }

std::string number_yaml(std::int64_t value, kind what) {
  if (what == kind::size) return write_size(value);
  if (what == kind::duration) return write_duration(value);
  return std::to_string(value);
}

std::string list_of(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

}  // namespace ocppgw::config
