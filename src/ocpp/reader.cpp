#include "ocpp/frame.hpp"
#include "ocpp/interpret.hpp"
#include "ocpp/repair.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/ocpp/message.hpp"

namespace ocppgw::ocpp {

struct reader::state {
  arena frames;    // of read()
  arena payloads;  // of check(), whose input may be part of what frames hold
  message out;

  obstacle parse(std::string_view text, const protocol& spoken, validation mode, frame& into) {
    into = {};
    frames.load(text);
    return read_frame(frames, spoken, mode, into);
  }
};

reader::reader() : state_(std::make_unique<state>()) {}
reader::~reader() = default;
reader::reader(reader&&) noexcept = default;
reader& reader::operator=(reader&&) noexcept = default;

const message& reader::read(std::string_view text, const protocol& spoken, validation mode) {
  frame read;
  auto obstacle = state_->parse(text, spoken, mode, read);
  bool repaired = false;
  if (obstacle.code == "not_json" && mode == validation::lenient) {
    const auto clean = without_control_characters(text);
    if (clean != text) {
      auto second = state_->parse(clean, spoken, mode, read);
      repaired = second.code != "not_json";
      if (repaired) obstacle = std::move(second);
    }
  }
  state_->out = obstacle.code.empty() ? interpret(read, state_->frames, mode) : unreadable_because(std::move(obstacle));
  state_->out.repaired = repaired;
  return state_->out;
}

namespace {

payload_view no_object(arena& memory, std::string_view json) {
  memory.nodes.clear();
  memory.faults.assign(1, {{}, error_code::formation_violation});
  return {json, memory.nodes, memory.faults};
}

bool is_at_end(simdjson::ondemand::document& doc) {
  const char* next = nullptr;
  return doc.current_location().get(next) != simdjson::SUCCESS;
}

}  // namespace

payload_view reader::check(std::string_view json, std::span<const field> fields, validation mode) {
  auto& memory = state_->payloads;
  json = base::trim(json);
  if (json == "null") json = "{}";
  memory.load(json);
  shape whole;
  whole.type = value_type::object;
  whole.fields = fields;
  walker reading{memory, {mode, mode == validation::strict}, 2};
  simdjson::ondemand::document doc;
  simdjson::ondemand::object object;
  const bool opened = json.starts_with('{') && !memory.parser.iterate(memory.padded()).get(doc) && !doc.get_object().get(object);
  if (!opened || !reading.payload(object, whole, json) || !is_at_end(doc)) return no_object(memory, json);
  return {json, memory.nodes, memory.faults};
}

}  // namespace ocppgw::ocpp
