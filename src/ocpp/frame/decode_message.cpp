#include "ocpp/frame/decode_message.hpp"

#include "ocppgw/base/text.hpp"

#include <algorithm>

namespace ocppgw::ocpp {
namespace {

constexpr std::size_t max_id = 36;  // J 4.1.4
constexpr std::string_view no_id = R"("")";
constexpr std::string_view empty_object = "{}";

using kind = node::kind;

bool is_payload(const element& e) { return e.type == kind::object || e.type == kind::null; }
std::string_view payload_of(const element& e) { return e.type == kind::object ? e.raw : empty_object; }

// What an answer can repeat: text, or the number that some stations send (RULES 2.4).
bool is_id(const element& e) { return e.is_string() || e.type == kind::number; }

std::optional<call_error> formation(std::string why) { return call_error{error_code::formation_violation, std::move(why)}; }

std::optional<call_error> check_id(const element& id, const tolerance& tolerated) {
  if (!is_id(id)) return formation("the message id is no string");
  if (id.text.empty()) return formation("the message id is empty");
  if (tolerated.framing) return std::nullopt;
  if (!id.is_string()) return formation("the message id is no string");
  if (base::code_points(id.text) > max_id) return formation("the message id is longer than 36 characters");
  return std::nullopt;
}

// RULES 2.4: an action without required fields may come without its payload.
bool may_lack_payload(const frame& read, const tolerance& tolerated) {
  return tolerated.framing && read.count == frame::payload_at && read.row &&
         std::none_of(read.row->request.begin(), read.row->request.end(), [](const field& f) { return f.required; });
}

std::optional<call_error> check_form(const frame& read, const tolerance& tolerated) {
  if (auto refused = check_id(read.elements[1], tolerated)) return refused;
  if (read.count < 3 || !read.elements[2].is_string()) return formation("no action");
  if (read.count == 4 || may_lack_payload(read, tolerated)) return std::nullopt;
  return formation("a CALL has four elements");
}

std::optional<call_error> check_action(const action* row) {
  if (!row) return call_error{error_code::not_implemented, "unknown action"};
  if (!row->station_may_send()) return call_error{error_code::not_supported, "this action is not for stations to send"};
  return std::nullopt;
}

std::optional<call_error> check_payload(const frame& read, const tolerance& tolerated) {
  const auto& payload = read.elements[frame::payload_at];
  if (!is_payload(payload)) return formation("the payload is no object");
  const bool passes = tolerated.missing && read.row->always_acknowledged && payload.type == kind::object;
  return passes ? std::nullopt : read.refused;
}

std::optional<call_error> check_call(const frame& read, const tolerance& tolerated) {
  if (auto refused = check_form(read, tolerated)) return refused;
  if (auto refused = check_action(read.row)) return refused;
  return check_payload(read, tolerated);
}

// `null`, or nothing where nothing is required (RULES 2.1).
void complete_payload(frame& read, parse_buffers& buffers, const tolerance& tolerated) {
  const bool absent = read.count == frame::payload_at || read.elements[frame::payload_at].type == kind::null;
  if (!absent || !read.row || !read.row->station_may_send()) return;
  shape whole;
  whole.type = value_type::object;
  whole.fields = read.row->request;
  validator checker{buffers, {tolerated}, 1};
  checker.empty_payload(whole);
  read.refused = checker.call_error();
}

std::string_view echo(const element& id) { return is_id(id) ? id.raw : no_id; }

message to_call(frame read, parse_buffers& buffers, const tolerance& tolerated) {
  complete_payload(read, buffers, tolerated);
  message out;
  out.type = message::kind::call;
  auto& call = out.call;
  call.id = is_id(read.elements[1]) ? read.elements[1].text : std::string_view{};
  call.raw_id = echo(read.elements[1]);
  if (read.elements[2].is_string()) call.action_name = read.elements[2].text;
  call.row = read.row;
  call.payload = {payload_of(read.elements[frame::payload_at]), buffers.nodes, buffers.faults};
  if (auto refused = check_call(read, tolerated)) {
    call.call_error = refused->code;
    call.description = std::move(refused->description);
  }
  return out;
}

// Some stations put the action in front of the payload, or something behind it.
std::string_view payload_in(const frame& read) {
  const auto* const end = read.elements.begin() + std::min(read.count, read.elements.size());
  const auto* const found = std::find_if(read.elements.begin() + 2, end, is_payload);
  if (found != end) return payload_of(*found);
  return read.count == 3 ? read.elements[2].raw : empty_object;
}

void mark(message& out, bool& malformed, frame_error why) {
  malformed = true;
  out.unreadable = {why.code, std::move(why.message)};
}

message to_result(const frame& read) {
  message out;
  out.type = message::kind::result;
  out.result = {read.elements[1].text, payload_in(read)};
  const bool well_formed = read.count == 3 && is_payload(read.elements[2]);
  if (!well_formed) mark(out, out.result.malformed, {"bad_result", "not [3, id, payload]"});
  return out;
}

message to_error(const frame& read) {
  message out;
  out.type = message::kind::error;
  const auto& parts = read.elements;
  out.error = {parts[1].text, parts[2].text, parts[3].text, parts[4].raw.empty() ? empty_object : parts[4].raw};
  const bool well_formed = read.count >= 3 && read.count <= parts.size();
  if (!well_formed) mark(out, out.error.malformed, {"bad_error", "not [4, id, code, description, details]"});
  return out;
}

}  // namespace

message unreadable_because(frame_error why) {
  message out;
  out.unreadable = {why.code, std::move(why.message)};
  return out;
}

message broken_answer(const frame_head& head, std::string_view whole, frame_error why) {
  message out;
  if (head.type == '3') {
    out.type = message::kind::result;
    out.result = {head.id, whole};
    mark(out, out.result.malformed, std::move(why));
  } else {
    out.type = message::kind::error;
    out.error = {head.id, {}, {}, whole};
    mark(out, out.error.malformed, std::move(why));
  }
  return out;
}

message refuse_call(std::string_view raw_id, frame_error why) {
  message out;
  out.type = message::kind::call;
  out.call.raw_id = raw_id;
  out.call.payload.json = empty_object;
  out.call.call_error = error_code::formation_violation;
  out.call.description = std::move(why.message);
  return out;
}

message decode_message(const frame& read, parse_buffers& buffers, const tolerance& tolerated) {
  const bool call = read.is("2");
  if (!call && !read.is("3") && !read.is("4")) return unreadable_because({"unknown_message_type", "not 2, 3 or 4"});
  if (read.count == 1) return unreadable_because({"no_message_id", "nothing after the message type"});
  if (call) return to_call(read, buffers, tolerated);
  if (!is_id(read.elements[1])) return unreadable_because({"no_message_id", "the message id is no string"});
  return read.is("3") ? to_result(read) : to_error(read);
}

}  // namespace ocppgw::ocpp
