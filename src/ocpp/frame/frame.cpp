#include "ocpp/frame/frame.hpp"

#include "ocpp/validation/formats.hpp"
#include "ocppgw/base/text.hpp"

namespace ocppgw::ocpp {
namespace {

using simdjson::ondemand::document;
using simdjson::ondemand::value;

frame_error not_json(std::string message) { return {"not_json", std::move(message)}; }
frame_error not_json(simdjson::error_code error) { return not_json(simdjson::error_message(error)); }

frame_error to_frame_error(const validator& checker) {
  if (checker.failure() != failure::too_deep) return not_json("invalid value");
  return {"too_deep", "more than " + std::to_string(max_depth) + " levels"};
}

// Something that begins like no array.
frame_error explain_other(std::string_view text) {
  const bool literal = text == "null" || text == "true" || text == "false" || is_json_number(text);
  if (literal || text.starts_with('{') || text.starts_with('"')) return {"not_an_array", "not a JSON array"};
  return not_json("no JSON");
}

// Only the payload of a CALL that stations may send is held against the table; everything else just has to be JSON.
const action* find_row(const frame& out, std::size_t index, std::string_view token) {
  const bool payload = index == frame::payload_at && out.is("2") && token.starts_with('{');
  return payload && out.row && out.row->station_may_send() ? out.row : nullptr;
}

bool read_element(parse_buffers& buffers, validator& checker, value item, frame& out) {
  const std::size_t index = out.count++;
  const auto token = base::trim(item.raw_json_token());
  const auto first = buffers.nodes.size();
  const action* row = find_row(out, index, token);
  shape whole;
  whole.type = value_type::object;
  if (row) {
    whole.fields = row->request;
    checker.clear_violations();
  }
  if (checker.visit(item, {row ? &whole : nullptr}) == validator::visited::failed) return false;
  const node& read = buffers.nodes[first];
  const bool container = read.type == node::kind::object || read.type == node::kind::array;
  if (index < out.elements.size()) out.elements[index] = {read.type, read.text, container ? read.text : token};
  if (row) out.refused = checker.call_error();
  if (!row) buffers.nodes.resize(first);
  return true;
}

void look_up_action(const protocol& spoken, frame& out) {
  const bool named = out.count == 3 && out.is("2") && out.elements[2].is_string();
  if (named) out.row = spoken.find(out.elements[2].text);
}

bool has_more(document& doc) {
  const char* next = nullptr;
  return doc.current_location().get(next) == simdjson::SUCCESS;
}

}  // namespace

frame_error read_frame(parse_buffers& buffers, const protocol& spoken, const tolerance& tolerated, frame& out) {
  document doc;
  if (const auto error = buffers.parser.iterate(buffers.padded()).get(doc)) return not_json(error);
  const auto text = base::trim({buffers.text.data(), buffers.size});
  if (!text.starts_with('[')) return explain_other(text);
  simdjson::ondemand::array list;
  if (const auto error = doc.get_array().get(list)) return not_json(error);
  validator checker{buffers, {tolerated}, 1};
  for (auto next : list) {
    value item;
    if (const auto error = next.get(item)) return not_json(error);
    if (!read_element(buffers, checker, item, out)) return to_frame_error(checker);
    look_up_action(spoken, out);
  }
  if (has_more(doc)) return not_json("text after the message");
  return {};
}

}  // namespace ocppgw::ocpp
