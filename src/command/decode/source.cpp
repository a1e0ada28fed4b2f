#include "command/decode/source.hpp"

#include "command/decode/fields.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/event/traceparent.hpp"

namespace ocppgw::command {
namespace {

constexpr std::string_view no_data = "/data: must be an object";

bool is_structured(const event::header_list& headers) {
  // A receiver tells the modes apart by this prefix alone (Kafka binding 3).
  return base::to_lower_ascii(headers.find("content-type")).starts_with("application/cloudevents");
}

bool is_usable_id(std::string_view id) { return base::is_valid_utf8(id) && is_name(id); }

std::string first_valid_traceparent(std::string_view first, std::string_view second) {
  if (event::is_traceparent(first)) return std::string{first};
  return event::is_traceparent(second) ? std::string{second} : std::string{};
}

void take_attribute(command_source& out, const json_value& from) {
  const bool is_text = from.type == json_value::kind::string;
  if (from.name == "id" && is_text && is_usable_id(from.text)) out.id = from.text;
  if (from.name == "data" && from.type == json_value::kind::object) out.json = from.raw;
  if (from.name == "traceparent" && is_text) out.traceparent = first_valid_traceparent(out.traceparent, from.text);
}

command_source open_structured(json_reader& reader, const event::consumed_record& from) {
  command_source out;
  out.traceparent = first_valid_traceparent(from.headers.find("traceparent"), {});
  const auto fault = reader.read(from.value, [&](const json_value& seen) {
    if (seen.depth == 1) take_attribute(out, seen);
  });
  if (fault && fault->type == json_fault::kind::broken) {
    out = {};
    out.readable = false;
    out.problem = "not a JSON object: " + describe(*fault);
    return out;
  }
  if (fault) out.problem = describe(*fault);
  if (out.json.empty() && out.problem.empty()) out.problem = no_data;
  return out;
}

}  // namespace

command_source find_command(json_reader& reader, const event::consumed_record& from) {
  if (is_structured(from.headers)) return open_structured(reader, from);
  command_source out;
  out.json = from.value;
  out.traceparent = first_valid_traceparent(from.headers.find("traceparent"), from.headers.find("ce_traceparent"));
  const auto id = from.headers.find("ce_id");
  if (!from.headers.find("ce_specversion").empty() && is_usable_id(id)) out.id = id;
  return out;
}

}  // namespace ocppgw::command
