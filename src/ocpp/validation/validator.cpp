#include "ocpp/validation/validator.hpp"

#include "ocpp/validation/control_characters.hpp"
#include "ocpp/validation/formats.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>

namespace ocppgw::ocpp {

using simdjson::ondemand::array;
using simdjson::ondemand::value;
using json_object = simdjson::ondemand::object;

namespace {

using enum fault::outcome;
using enum error_code;
constexpr violation duplicate{&tolerance::members, formation_violation, "appears twice", dropped};
constexpr violation unknown{&tolerance::members, formation_violation, "unknown member"};
constexpr violation missing{&tolerance::missing, occurence_constraint_violation, "missing", dropped};
constexpr violation empty_text{&tolerance::missing, property_constraint_violation, "empty", dropped};
constexpr violation too_few{&tolerance::limits, occurence_constraint_violation, "too few items"};
constexpr violation not_a_list{&tolerance::types, type_constraint_violation, "not a list", converted};
constexpr violation control_characters{&tolerance::repair, property_constraint_violation, "control characters", converted};
constexpr violation null_value = wrong_type("null");

bool classify(std::string_view token, node& out) {
  out.text = token;
  if (token == "null") {
    out.type = node::kind::null;
  } else if (token == "true" || token == "false") {
    out.type = node::kind::boolean;
  } else {
    out.type = node::kind::number;
    return is_json_number(token);
  }
  return true;
}

// Stations mostly keep the order of the specification, so the next field is the first guess.
const field* look_up(std::span<const field> fields, std::string_view name, std::size_t& guess) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t at = guess + i < fields.size() ? guess + i : guess + i - fields.size();
    if (fields[at].name != name) continue;
    guess = at + 1;
    return &fields[at];
  }
  return nullptr;
}

}  // namespace

struct validator::members_state {
  std::span<const field> fields;
  bool known;
  std::size_t guess = 0;
  std::uint64_t seen = 0;
};

validator::visited validator::fail(ocpp::failure why) {
  failure_ = why;
  return visited::failed;
}

// Without a member that the gateway needs there is nothing to answer; text of another type is no reason (null in the event).
bool validator::refuses(const violation& what, const field* row) const {
  if (!(how_.tolerated.*what.kind)) return true;
  if (!row || !row->needed || what.effect != dropped) return false;
  const bool no_number = what.kind == &tolerance::types && row->value.type != value_type::string;
  return what.code == occurence_constraint_violation || no_number;
}

void validator::report(const violation& what, const field* row) {
  if (what.is_none()) return;
  const bool refused = !call_error_ && refuses(what, row);
  if (!refused && buffers_.faults.size() >= max_faults) return;
  std::string where = path_.text();
  if (refused) call_error_ = {what.code, where + ": " + std::string{what.reason}};
  if (buffers_.faults.size() < max_faults) buffers_.faults.push_back({std::move(where), what.code, what.effect});
}

void validator::clear_violations() {
  call_error_.reset();
  buffers_.faults.clear();
}

validator::visited validator::visit(value json, const value_context& at) {
  const auto token = base::trim(json.raw_json_token());
  const bool container_starts = !token.empty() && (token.front() == '{' || token.front() == '[');
  return container_starts ? container(json, token.data(), at) : scalar(json, token, at);
}

validator::visited validator::scalar(value& json, std::string_view token, const value_context& at) {
  node out;
  if (!token.empty() && token.front() == '"') {
    out.type = node::kind::string;
    // Taken even where the token would do: what is left alone gets skipped, and `"a":1` in a list passes for one string.
    if (json.get_string().get(out.text)) return fail(failure::not_json);
  } else if (!classify(token, out)) {
    return fail(failure::not_json);
  }
  const bool null = out.type == node::kind::null;
  const bool absent = null && how_.tolerated.missing;
  out.valid = !null;
  if (at.expected && !absent) report(null ? null_value : check(at, out), at.row);
  out.end = static_cast<std::uint32_t>(buffers_.nodes.size() + 1);
  open(out, at);
  return absent ? visited::null : visited::present;
}

// Text that is empty where something is required says nothing.
violation validator::check(const value_context& at, node& value) {
  const bool text = value.type == node::kind::string && at.expected->type == value_type::string;
  if (text && how_.tolerated.repair && has_control_characters(*at.expected, value.text)) {
    value.text = buffers_.keep(without_control_characters(*at.expected, value.text));
    report(control_characters);
  }
  const bool empty = text && at.row && at.row->required && base::trim(value.text).empty();
  if (!empty || !how_.tolerated.missing) return check_scalar(*at.expected, value, how_);
  value.valid = false;
  return empty_text;
}

validator::visited validator::container(value& json, const char* start, const value_context& at) {
  if (depth_ == max_depth) return fail(failure::too_deep);
  ++depth_;
  const auto result = *start == '{' ? object(json, start, at) : list(json, start, at);
  --depth_;
  return result;
}

validator::visited validator::object(value& json, const char* start, const value_context& at) {
  if (wraps(at)) return wrapped(json, start, at);
  node out{node::kind::object};
  const bool expected = accepts(out, at);
  const auto self = open(out, at);
  json_object object;
  if (json.get_object().get(object)) return fail(failure::not_json);
  if (!members(object, expected ? at.expected : nullptr, at.recorded && expected)) return visited::failed;
  return close(self, json, start, at) ? visited::present : visited::failed;
}

validator::visited validator::list(value& json, const char* start, const value_context& at) {
  node out{node::kind::array};
  const bool expected = accepts(out, at);
  const auto self = open(out, at);
  array list;
  if (json.get_array().get(list)) return fail(failure::not_json);
  if (!items(list, expected ? at.expected : nullptr, at.recorded && expected)) return visited::failed;
  return close(self, json, start, at) ? visited::present : visited::failed;
}

// RULES 44: one object where a list of objects belongs counts as a list of one.
bool validator::wraps(const value_context& at) const {
  return how_.tolerated.types && at.expected && at.expected->type == value_type::array &&
         at.expected->items->type == value_type::object;
}

validator::visited validator::wrapped(value& json, const char* start, const value_context& at) {
  report(not_a_list);
  const auto self = open(node{node::kind::array}, at);
  const auto result = object(json, start, {at.expected->items, nullptr, {}, at.recorded});
  if (result != visited::failed && at.recorded) {
    buffers_.nodes[self].text = buffers_.nodes[self + 1].text;
    buffers_.nodes[self].end = static_cast<std::uint32_t>(buffers_.nodes.size());
  }
  return result;
}

// Whether the members or items of this container are those that the table describes.
bool validator::accepts(node& out, const value_context& at) {
  if (!at.expected) return false;
  const auto wanted = out.type == node::kind::object ? value_type::object : value_type::array;
  if (at.expected->type == wanted) return true;
  report(check_scalar(*at.expected, out, how_), at.row);
  return false;
}

std::size_t validator::open(const node& out, const value_context& at) {
  const auto self = buffers_.nodes.size();
  if (!at.recorded) return self;
  buffers_.nodes.push_back(out);
  buffers_.nodes.back().schema = at.row;
  buffers_.nodes.back().name = at.name;
  return self;
}

bool validator::close(std::size_t self, value& json, const char* start, const value_context& at) {
  const char* next = nullptr;
  if (json.current_location().get(next)) return fail(failure::not_json), false;
  if (!at.recorded) return true;
  auto& out = buffers_.nodes[self];
  out.text = base::trim({start, static_cast<std::size_t>(next - start)});
  out.end = static_cast<std::uint32_t>(buffers_.nodes.size());
  return true;
}

bool validator::members(json_object& object, const shape* known, bool recorded) {
  const auto first_unknown = buffers_.unknown_names.size();
  members_state state{known ? known->fields : std::span<const field>{}, known != nullptr};
  for (auto next : object) {
    std::string_view name;
    value inside;
    if (next.unescaped_key().get(name) || next.value().get(inside)) return fail(failure::not_json), false;
    path_.enter(name);
    if (!member(inside, name, state, recorded)) return false;
    path_.leave();
  }
  if (known) report_missing(*known, state.seen);
  report_duplicates(first_unknown);
  return true;
}

bool validator::member(value inside, std::string_view name, members_state& state, bool recorded) {
  const field* row = look_up(state.fields, name, state.guess);
  if (!row) {
    if (state.known && !how_.tolerated.members) report(unknown);
    buffers_.unknown_names.push_back(name);
    return visit(inside, {nullptr, nullptr, name, recorded}) != visited::failed;
  }
  const auto bit = std::uint64_t{1} << static_cast<std::size_t>(row - state.fields.data());
  if (state.seen & bit) report(duplicate);
  const auto result = visit(inside, {&row->value, row, name, recorded});
  if (result == visited::present) state.seen |= bit;
  return result != visited::failed;
}

void validator::report_missing(const shape& known, std::uint64_t seen) {
  for (std::size_t i = 0; i < known.fields.size(); ++i) {
    if (!known.fields[i].required || ((seen >> i) & 1U)) continue;
    path_.enter(known.fields[i].name);
    report(missing, &known.fields[i]);
    path_.leave();
  }
}

// Sorting keeps an object of a hundred thousand unknown members from costing their square.
void validator::report_duplicates(std::size_t first) {
  auto& names = buffers_.unknown_names;
  const auto begin = names.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, names.end());
  for (auto at = std::adjacent_find(begin, names.end()); at != names.end(); at = std::adjacent_find(at + 1, names.end())) {
    path_.enter(*at);
    report(duplicate);
    path_.leave();
  }
  names.resize(first);
}

bool validator::items(array& list, const shape* known, bool recorded) {
  const value_context at{known ? known->items : nullptr, nullptr, {}, recorded};
  std::size_t count = 0;
  for (auto next : list) {
    value inside;
    if (next.get(inside)) return fail(failure::not_json), false;
    if (!item(inside, count++, at)) return false;
  }
  if (known && count < known->min_items) report(too_few);
  return true;
}

bool validator::item(value inside, std::size_t index, const value_context& at) {
  path_.enter(index);
  const auto result = visit(inside, at);
  if (result == visited::null && at.expected) report(null_value);
  path_.leave();
  return result != visited::failed;
}

bool validator::payload(json_object& object, const shape& whole, std::string_view json) {
  buffers_.nodes.push_back({node::kind::object});
  if (!members(object, &whole, true)) return false;
  buffers_.nodes.front().text = json;
  buffers_.nodes.front().end = static_cast<std::uint32_t>(buffers_.nodes.size());
  return true;
}

void validator::empty_payload(const shape& whole) {
  clear_violations();
  node root{node::kind::object};
  root.text = "{}";
  root.end = static_cast<std::uint32_t>(buffers_.nodes.size() + 1);
  buffers_.nodes.push_back(root);
  report_missing(whole, 0);
}

}  // namespace ocppgw::ocpp
