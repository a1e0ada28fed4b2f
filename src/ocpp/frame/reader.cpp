#include "ocpp/frame/call_head.hpp"
#include "ocpp/frame/decode_message.hpp"
#include "ocpp/frame/frame.hpp"
#include "ocpp/frame/frame_head.hpp"
#include "ocpp/frame/repair.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/ocpp/message.hpp"

namespace ocppgw::ocpp {

struct reader::state {
  parse_buffers frames;    // of read()
  parse_buffers payloads;  // of check(), whose input may be part of what frames hold
  message out;
  std::string clean;   // a frame that had to be repaired
  std::string quoted;  // a frame that could not be read, as JSON text

  frame_error parse(std::string_view text, const protocol& spoken, const tolerance& tolerated, frame& into) {
    into = {};
    frames.load(text);
    return read_frame(frames, spoken, tolerated, into);
  }

  // What cannot be read as it came may be readable without what does not belong there.
  message repair(std::string_view text, const protocol& spoken, const tolerance& tolerated, const frame_error& why) {
    if (!tolerated.repair && !base::is_valid_utf8(text)) return unreadable_because({not_utf8, "not UTF-8"});
    if (!tolerated.repair || why.code != "not_json") return explain(text, why);
    clean = repaired_text(text);
    frame read;
    auto second = clean == text ? why : parse(clean, spoken, tolerated, read);
    if (second.code == "not_json") return explain(base::is_valid_utf8(text) ? text : clean, why);
    auto repaired = second.code.empty() ? decode_message(read, frames, tolerated) : explain(clean, std::move(second));
    repaired.repaired = true;
    return repaired;
  }

  // A CALL whose id can be read is answered, whatever is wrong behind that; an answer is for who waits for it.
  message explain(std::string_view text, frame_error why) {  // `text` is UTF-8
    if (const auto id = id_of_call(text)) return refuse_call(*id, std::move(why));
    const auto head = read_answer_head(text);
    if (!head) return unreadable_because(std::move(why));
    quoted = base::json_quoted(text);
    return broken_answer(*head, quoted, std::move(why));
  }
};

reader::reader() : state_(std::make_unique<state>()) {}
reader::~reader() = default;
reader::reader(reader&&) noexcept = default;
reader& reader::operator=(reader&&) noexcept = default;

const message& reader::read(std::string_view text, const protocol& spoken, const tolerance& tolerated) {
  frame read;
  const auto why = state_->parse(text, spoken, tolerated, read);
  state_->out = why.code.empty() ? decode_message(read, state_->frames, tolerated) : state_->repair(text, spoken, tolerated, why);
  return state_->out;
}

namespace {

payload_view no_object(parse_buffers& buffers, std::string_view json) {
  buffers.nodes.clear();
  buffers.faults.assign(1, {{}, error_code::formation_violation});
  return {json, buffers.nodes, buffers.faults};
}

bool is_at_end(simdjson::ondemand::document& doc) {
  const char* next = nullptr;
  return doc.current_location().get(next) != simdjson::SUCCESS;
}

}  // namespace

payload_view reader::check(std::string_view json, std::span<const field> fields, const tolerance& tolerated) {
  auto& buffers = state_->payloads;
  json = base::trim(json);
  if (json == "null") json = "{}";
  buffers.load(json);
  shape whole;
  whole.type = value_type::object;
  whole.fields = fields;
  validator checker{buffers, {tolerated, tolerated == tolerance::strict}, 2};
  simdjson::ondemand::document doc;
  simdjson::ondemand::object object;
  const bool opened = json.starts_with('{') && !buffers.parser.iterate(buffers.padded()).get(doc) && !doc.get_object().get(object);
  if (!opened || !checker.payload(object, whole, json) || !is_at_end(doc)) return no_object(buffers, json);
  return {json, buffers.nodes, buffers.faults};
}

}  // namespace ocppgw::ocpp
