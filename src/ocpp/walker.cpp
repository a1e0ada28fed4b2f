#include "ocpp/walker.hpp"

#include "ocpp/formats.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>

namespace ocppgw::ocpp {

using simdjson::ondemand::array;
using simdjson::ondemand::value;
using json_object = simdjson::ondemand::object;

namespace {

constexpr verdict duplicate{verdict::kind::tolerable, error_code::formation_violation, "appears twice"};
constexpr verdict unknown{verdict::kind::tolerable, error_code::formation_violation, "unknown member"};
constexpr verdict missing{verdict::kind::refusable, error_code::occurence_constraint_violation, "missing"};
constexpr verdict too_few{verdict::kind::tolerable, error_code::occurence_constraint_violation, "too few items"};
constexpr verdict not_a_list{verdict::kind::tolerable, error_code::type_constraint_violation, "not a list"};
constexpr verdict null_value = wrong_type("null");

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

struct walker::members_state {
  std::span<const field> fields;
  bool known;
  std::size_t guess = 0;
  std::uint64_t seen = 0;
};

walker::visited walker::fail(ocpp::trouble why) {
  trouble_ = why;
  return visited::failed;
}

void walker::report(const verdict& what) {
  if (what.type == verdict::kind::fine) return;
  const bool refuses = !refusal_ && (how_.strict() || what.type == verdict::kind::refusable);
  if (!refuses && memory_.faults.size() >= max_faults) return;
  std::string where = path_.text();
  if (refuses) refusal_ = {what.code, where + ": " + std::string{what.reason}};
  if (memory_.faults.size() < max_faults) memory_.faults.push_back({std::move(where), what.code});
}

void walker::forget_verdicts() {
  refusal_.reset();
  memory_.faults.clear();
}

walker::visited walker::visit(value json, const place& at) {
  const auto token = base::trim(json.raw_json_token());
  const bool container_starts = !token.empty() && (token.front() == '{' || token.front() == '[');
  return container_starts ? container(json, token.data(), at) : scalar(json, token, at);
}

walker::visited walker::scalar(value& json, std::string_view token, const place& at) {
  node out;
  if (!token.empty() && token.front() == '"') {
    out.type = node::kind::string;
    // Taken even where the token would do: what is left alone gets skipped, and `"a":1` in a list passes for one string.
    if (json.get_string().get(out.text)) return fail(trouble::not_json);
  } else if (!classify(token, out)) {
    return fail(trouble::not_json);
  }
  const bool null = out.type == node::kind::null;
  const bool absent = null && !how_.strict();
  out.valid = !null;
  if (at.expected && !absent) report(null ? null_value : judge(*at.expected, out, how_));
  out.end = static_cast<std::uint32_t>(memory_.nodes.size() + 1);
  open(out, at);
  return absent ? visited::null : visited::present;
}

walker::visited walker::container(value& json, const char* start, const place& at) {
  if (depth_ == max_depth) return fail(trouble::too_deep);
  ++depth_;
  const auto result = *start == '{' ? object(json, start, at) : list(json, start, at);
  --depth_;
  return result;
}

walker::visited walker::object(value& json, const char* start, const place& at) {
  if (wraps(at)) return wrapped(json, start, at);
  node out{node::kind::object};
  const bool expected = accepts(out, at);
  const auto self = open(out, at);
  json_object object;
  if (json.get_object().get(object)) return fail(trouble::not_json);
  if (!members(object, expected ? at.expected : nullptr, at.recorded && expected)) return visited::failed;
  return close(self, json, start, at) ? visited::present : visited::failed;
}

walker::visited walker::list(value& json, const char* start, const place& at) {
  node out{node::kind::array};
  const bool expected = accepts(out, at);
  const auto self = open(out, at);
  array list;
  if (json.get_array().get(list)) return fail(trouble::not_json);
  if (!items(list, expected ? at.expected : nullptr, at.recorded && expected)) return visited::failed;
  return close(self, json, start, at) ? visited::present : visited::failed;
}

// RULES 44: one object where a list of objects belongs counts as a list of one.
bool walker::wraps(const place& at) const {
  return !how_.strict() && at.expected && at.expected->type == value_type::array && at.expected->items->type == value_type::object;
}

walker::visited walker::wrapped(value& json, const char* start, const place& at) {
  report(not_a_list);
  const auto self = open(node{node::kind::array}, at);
  const auto result = object(json, start, {at.expected->items, nullptr, {}, at.recorded});
  if (result != visited::failed && at.recorded) {
    memory_.nodes[self].text = memory_.nodes[self + 1].text;
    memory_.nodes[self].end = static_cast<std::uint32_t>(memory_.nodes.size());
  }
  return result;
}

// Whether the members or items of this container are those that the table describes.
bool walker::accepts(node& out, const place& at) {
  if (!at.expected) return false;
  const auto wanted = out.type == node::kind::object ? value_type::object : value_type::array;
  if (at.expected->type == wanted) return true;
  report(judge(*at.expected, out, how_));
  return false;
}

std::size_t walker::open(const node& out, const place& at) {
  const auto self = memory_.nodes.size();
  if (!at.recorded) return self;
  memory_.nodes.push_back(out);
  memory_.nodes.back().schema = at.row;
  memory_.nodes.back().name = at.name;
  return self;
}

bool walker::close(std::size_t self, value& json, const char* start, const place& at) {
  const char* next = nullptr;
  if (json.current_location().get(next)) return fail(trouble::not_json), false;
  if (!at.recorded) return true;
  auto& out = memory_.nodes[self];
  out.text = base::trim({start, static_cast<std::size_t>(next - start)});
  out.end = static_cast<std::uint32_t>(memory_.nodes.size());
  return true;
}

bool walker::members(json_object& object, const shape* known, bool recorded) {
  const auto first_unknown = memory_.unknown_names.size();
  members_state state{known ? known->fields : std::span<const field>{}, known != nullptr};
  for (auto next : object) {
    std::string_view name;
    value inside;
    if (next.unescaped_key().get(name) || next.value().get(inside)) return fail(trouble::not_json), false;
    path_.enter(name);
    if (!member(inside, name, state, recorded)) return false;
    path_.leave();
  }
  if (known) report_missing(*known, state.seen);
  report_duplicates(first_unknown);
  return true;
}

bool walker::member(value inside, std::string_view name, members_state& state, bool recorded) {
  const field* row = look_up(state.fields, name, state.guess);
  if (!row) {
    if (state.known && how_.strict()) report(unknown);
    memory_.unknown_names.push_back(name);
    return visit(inside, {nullptr, nullptr, name, recorded}) != visited::failed;
  }
  const auto bit = std::uint64_t{1} << static_cast<std::size_t>(row - state.fields.data());
  if (state.seen & bit) report(duplicate);
  const auto result = visit(inside, {&row->value, row, name, recorded});
  if (result == visited::present) state.seen |= bit;
  return result != visited::failed;
}

void walker::report_missing(const shape& known, std::uint64_t seen) {
  for (std::size_t i = 0; i < known.fields.size(); ++i) {
    if (!known.fields[i].required || ((seen >> i) & 1U)) continue;
    path_.enter(known.fields[i].name);
    report(missing);
    path_.leave();
  }
}

// Sorting keeps an object of a hundred thousand unknown members from costing their square.
void walker::report_duplicates(std::size_t first) {
  auto& names = memory_.unknown_names;
  const auto begin = names.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, names.end());
  for (auto at = std::adjacent_find(begin, names.end()); at != names.end(); at = std::adjacent_find(at + 1, names.end())) {
    path_.enter(*at);
    report(duplicate);
    path_.leave();
  }
  names.resize(first);
}

bool walker::items(array& list, const shape* known, bool recorded) {
  const place at{known ? known->items : nullptr, nullptr, {}, recorded};
  std::size_t count = 0;
  for (auto next : list) {
    value inside;
    if (next.get(inside)) return fail(trouble::not_json), false;
    if (!item(inside, count++, at)) return false;
  }
  if (known && count < known->min_items) report(too_few);
  return true;
}

bool walker::item(value inside, std::size_t index, const place& at) {
  path_.enter(index);
  const auto result = visit(inside, at);
  if (result == visited::null && at.expected) report(null_value);
  path_.leave();
  return result != visited::failed;
}

bool walker::payload(json_object& object, const shape& whole, std::string_view json) {
  memory_.nodes.push_back({node::kind::object});
  if (!members(object, &whole, true)) return false;
  memory_.nodes.front().text = json;
  memory_.nodes.front().end = static_cast<std::uint32_t>(memory_.nodes.size());
  return true;
}

void walker::empty_payload(const shape& whole) {
  forget_verdicts();
  node root{node::kind::object};
  root.text = "{}";
  root.end = static_cast<std::uint32_t>(memory_.nodes.size() + 1);
  memory_.nodes.push_back(root);
  report_missing(whole, 0);
}

}  // namespace ocppgw::ocpp
