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

std::optional<refusal> formation(std::string why) { return refusal{error_code::formation_violation, std::move(why)}; }

std::optional<refusal> check_id(const element& id, const tolerance& tolerated) {
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

std::optional<refusal> check_form(const frame& read, const tolerance& tolerated) {
  if (auto refused = check_id(read.elements[1], tolerated)) return refused;
  if (read.count < 3 || !read.elements[2].is_string()) return formation("no action");
  if (read.count == 4 || may_lack_payload(read, tolerated)) return std::nullopt;
  return formation("a CALL has four elements");
}

std::optional<refusal> check_action(const action* row) {
  if (!row) return refusal{error_code::not_implemented, "unknown action"};
  if (!row->station_may_send()) return refusal{error_code::not_supported, "this action is not for stations to send"};
  return std::nullopt;
}

std::optional<refusal> check_payload(const frame& read, const tolerance& tolerated) {
  const auto& payload = read.elements[frame::payload_at];
  if (!is_payload(payload)) return formation("the payload is no object");
  const bool passes = tolerated.missing && read.row->always_acknowledged && payload.type == kind::object;
  return passes ? std::nullopt : read.refused;
}

std::optional<refusal> check_call(const frame& read, const tolerance& tolerated) {
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
  read.refused = checker.refusal();
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
    call.refusal = refused->code;
    call.description = std::move(refused->description);
  }
  return out;
}

message to_result(const frame& read) {
  if (read.count != 3 || !is_payload(read.elements[2])) return unreadable_because({"bad_result", "not [3, id, payload]"});
  message out;
  out.type = message::kind::result;
  out.result = {read.elements[1].text, payload_of(read.elements[2])};
  return out;
}

message to_error(const frame& read) {
  if (read.count < 3 || read.count > 5) return unreadable_because({"bad_error", "not [4, id, code, description, details]"});
  message out;
  out.type = message::kind::error;
  const auto& parts = read.elements;
  out.error = {parts[1].text, parts[2].text, read.count > 3 ? parts[3].text : std::string_view{},
               read.count > 4 ? parts[4].raw : empty_object};
  return out;
}

}  // namespace

message unreadable_because(frame_error why) {
  message out;
  out.unreadable = {why.code, std::move(why.message)};
  return out;
}

message refuse_call(std::string_view raw_id, frame_error why) {
  message out;
  out.type = message::kind::call;
  out.call.raw_id = raw_id;
  out.call.payload.json = empty_object;
  out.call.refusal = error_code::formation_violation;
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
