#include "config/slots.hpp"

#include "config/units.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <type_traits>

namespace ocppgw::config {
namespace {

std::string list_of(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

std::string check_choice(std::string_view text, const form& as) {
  if (std::find(as.choices.begin(), as.choices.end(), text) != as.choices.end()) return {};
  const auto near = base::closest_match(text, as.choices);
  const auto wrong = (as.choices.size() > 1 ? "must be one of " : "must be ") + list_of(as.choices);
  return near.empty() ? wrong : wrong + "; did you mean " + std::string(near) + "?";
}

std::string check_text(std::string_view text, const form& as) {
  if (as.what == kind::choice) return check_choice(text, as);
  return as.check == nullptr ? "" : as.check(text);
}

std::string number_yaml(std::int64_t value, kind what) {
  if (what == kind::size) return write_size(value);
  if (what == kind::duration) return write_duration(value);
  return std::to_string(value);
}

std::string check_range(std::int64_t value, const form& as) {
  if (value >= as.minimum && value <= as.maximum) return {};
  return "must be from " + number_yaml(as.minimum, as.what) + " to " + number_yaml(as.maximum, as.what);
}

std::string read_number(std::string_view text, const form& as, std::int64_t& into) {
  auto wrong = as.what == kind::size       ? read_size(text, into)
               : as.what == kind::duration ? read_duration(text, into)
                                           : read_count(text, into);
  return wrong.empty() ? check_range(into, as) : wrong;
}

// One overload per scalar member type.
std::string set(std::string_view text, const form& as, std::string* into) {
  auto wrong = check_text(text, as);
  if (wrong.empty()) *into = text;
  return wrong;
}

// YAML 1.1 takes yes, on and their like for true; one spelling is enough.
std::string set(std::string_view text, const form&, bool* into) {
  if (text != "true" && text != "false") return "must be true or false";
  *into = text == "true";
  return {};
}

std::string set(std::string_view text, const form& as, std::size_t* into) {
  std::int64_t value = 0;
  auto wrong = read_number(text, as, value);
  if (wrong.empty()) *into = static_cast<std::size_t>(value);
  return wrong;
}

std::string set(std::string_view text, const form& as, milliseconds* into) {
  std::int64_t value = 0;
  auto wrong = read_number(text, as, value);
  if (wrong.empty()) *into = milliseconds(value);
  return wrong;
}

std::string set(std::string_view text, const form& as, std::chrono::seconds* into) {
  milliseconds value{};
  auto wrong = set(text, as, &value);
  if (wrong.empty() && value % std::chrono::seconds(1) != milliseconds(0)) wrong = "must be whole seconds";
  if (wrong.empty()) *into = std::chrono::duration_cast<std::chrono::seconds>(value);
  return wrong;
}

std::string yaml(const form& as, const std::string* from) {
  return as.what == kind::choice && !from->empty() ? *from : base::json_quoted(*from);
}
std::string yaml(const form&, const bool* from) { return *from ? "true" : "false"; }
std::string yaml(const form& as, const std::size_t* from) { return number_yaml(static_cast<std::int64_t>(*from), as.what); }
std::string yaml(const form& as, const milliseconds* from) { return number_yaml(from->count(), as.what); }
std::string yaml(const form& as, const std::chrono::seconds* from) { return number_yaml(milliseconds(*from).count(), as.what); }

template <class T>
concept scalar_member = std::is_same_v<T, std::string> || std::is_same_v<T, bool> || std::is_same_v<T, std::size_t> ||
    std::is_same_v<T, milliseconds> || std::is_same_v<T, std::chrono::seconds>;

struct setter {
  std::string_view text;
  const form& as;
  template <scalar_member T>
  std::string operator()(T* into) const {
    return set(text, as, into);
  }
  template <class T>
  std::string operator()(T*) const {
    return "cannot be given as one value";
  }
};

struct writer {
  const form& as;
  template <scalar_member T>
  std::string operator()(T* from) const {
    return yaml(as, from);
  }
  template <class T>
  std::string operator()(T*) const {
    return {};
  }
};

struct emptiness {
  template <class T>
  bool operator()(const T* value) const {
    if constexpr (requires { value->empty(); }) return value->empty();
    return false;
  }
};

std::string range_of(const form& as) { return number_yaml(as.minimum, as.what) + " to " + number_yaml(as.maximum, as.what); }

}  // namespace

bool is_scalar(kind what) { return what <= kind::duration; }

std::string set_scalar(std::string_view text, const form& as, const slot& into) { return std::visit(setter{text, as}, into); }

std::string scalar_yaml(const form& as, const slot& from) { return std::visit(writer{as}, from); }

bool is_empty(const slot& value) { return std::visit(emptiness{}, value); }

std::string describe(const form& as) {
  switch (as.what) {
    case kind::text:
      return "text";
    case kind::choice:
      return as.choices.size() > 1 ? "one of " + list_of(as.choices) : list_of(as.choices);
    case kind::boolean:
      return "true or false";
    case kind::count:
      return "number, " + range_of(as);
    case kind::size:
      return "size (bytes, KiB, MiB, GiB), " + range_of(as);
    case kind::duration:
      return "duration (ms, s, m, h), " + range_of(as);
    case kind::texts:
      return "list of texts";
    case kind::map:
      return "map of texts";
    case kind::answers:
      return "map of JSON objects";
    case kind::objects:
      return "list";
  }
  return {};
}

}  // namespace ocppgw::config
