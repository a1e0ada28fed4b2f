#include "event/json_walk.hpp"

#include "event/json_number.hpp"
#include "ocppgw/base/text.hpp"

#include <unordered_set>

namespace ocppgw::event {
namespace {

using simdjson::error_code;
using simdjson::SUCCESS;

json_value::kind kind_of(simdjson::ondemand::json_type type) {
  switch (type) {
    case simdjson::ondemand::json_type::object:
      return json_value::kind::object;
    case simdjson::ondemand::json_type::array:
      return json_value::kind::array;
    case simdjson::ondemand::json_type::string:
      return json_value::kind::string;
    case simdjson::ondemand::json_type::number:
      return json_value::kind::number;
    case simdjson::ondemand::json_type::boolean:
      return json_value::kind::boolean;
    default:
      return json_value::kind::null;
  }
}

bool is_token(json_value::kind type, std::string_view token) {
  switch (type) {
    case json_value::kind::number:
      return is_json_number(token);
    case json_value::kind::boolean:
      return token == "true" || token == "false";
    default:
      return token == "null";
  }
}

void append_pointer(std::string& place, std::string_view name) {
  place += '/';
  for (const char c : name) {
    if (c == '~') {
      place += "~0";
    } else if (c == '/') {
      place += "~1";
    } else {
      place += c;
    }
  }
}

}  // namespace

error_code json_walk::document(simdjson::ondemand::document& from) {
  simdjson::ondemand::object root;
  if (const auto error = from.get_object().get(root)) return error;
  if (const auto error = object(root)) return error;
  // Anything left over behind the object makes it no JSON text.
  return from.current_location().error() == simdjson::OUT_OF_BOUNDS ? SUCCESS : simdjson::TAPE_ERROR;
}

error_code json_walk::object(simdjson::ondemand::object from) {
  std::unordered_set<std::string_view> names;
  for (auto member : from) {
    std::string_view name;
    if (const auto error = member.unescaped_key().get(name)) return error;
    simdjson::ondemand::value held;
    if (const auto error = member.value().get(held)) return error;
    const std::size_t outer = place_.size();
    append_pointer(place_, name);
    if (!names.insert(name).second) note(json_fault::kind::repeated, "the member stands there twice");
    if (const auto error = value(held, name)) return error;
    place_.resize(outer);
  }
  return SUCCESS;
}

error_code json_walk::array(simdjson::ondemand::array from) {
  std::size_t index = 0;
  for (auto item : from) {
    simdjson::ondemand::value held;
    if (const auto error = item.get(held)) return error;
    const std::size_t outer = place_.size();
    append_pointer(place_, std::to_string(index++));
    if (const auto error = value(held, {})) return error;
    place_.resize(outer);
  }
  return SUCCESS;
}

error_code json_walk::value(simdjson::ondemand::value from, std::string_view name) {
  simdjson::ondemand::json_type type{};
  if (const auto error = from.type().get(type)) return error;
  json_value seen;
  seen.type = kind_of(type);
  seen.depth = depth_ + 1;
  seen.name = name;
  seen.place = place_;
  switch (seen.type) {
    case json_value::kind::object:
    case json_value::kind::array:
      return enter(from, seen);
    case json_value::kind::string:
      return show_string(from, seen);
    default:
      return show_token(from, seen);
  }
}

error_code json_walk::enter(simdjson::ondemand::value from, json_value& seen) {
  if (seen.depth >= json_reader::max_depth) {
    note(json_fault::kind::too_deep, "nested too deep");
    return SUCCESS;
  }
  ++depth_;
  error_code error = SUCCESS;
  if (seen.type == json_value::kind::object) {
    simdjson::ondemand::object inner;
    error = from.get_object().get(inner);
    if (!error) error = show_container(inner, seen);
    if (!error) error = object(inner);
  } else {
    simdjson::ondemand::array inner;
    error = from.get_array().get(inner);
    if (!error) error = show_container(inner, seen);
    if (!error) error = array(inner);
  }
  --depth_;
  return error;
}

// The whole text of a container costs a second pass, so only the outermost ones have it.
template <class Container>
error_code json_walk::show_container(Container& from, json_value& seen) {
  if (seen.depth == 1) {
    std::string_view raw;
    if (const auto error = from.raw_json().get(raw)) return error;
    if (const auto error = from.reset().error()) return error;
    set_raw(seen, base::trim(raw));  // simdjson 3.0 counts the blanks behind it in
  }
  visit_(seen);
  return SUCCESS;
}

error_code json_walk::show_string(simdjson::ondemand::value from, json_value& seen) {
  set_raw(seen, base::trim(from.raw_json_token()));
  if (const auto error = from.get_string().get(seen.text)) return error;
  visit_(seen);
  return SUCCESS;
}

error_code json_walk::show_token(simdjson::ondemand::value from, json_value& seen) {
  set_raw(seen, base::trim(from.raw_json_token()));
  if (!is_token(seen.type, seen.raw)) return simdjson::TAPE_ERROR;
  visit_(seen);
  return SUCCESS;
}

void json_walk::set_raw(json_value& seen, std::string_view raw) const {
  seen.offset = static_cast<std::size_t>(raw.data() - text_.data());
  seen.raw = raw;
}

void json_walk::note(json_fault::kind type, std::string_view message) {
  if (!fault_) fault_ = json_fault{type, place_, std::string{message}};
}

}  // namespace ocppgw::event
