#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/event/envelope.hpp"

namespace ocppgw::event {
namespace {

// What may be left out of an event that would be too large for Kafka, in this order, until it fits. Never the payload, in which
// all of it stands anyway.
enum class omit_level : std::uint8_t { nothing, readings, faults, members };

void write_omitted(base::json_writer& json, const call_data& data, omit_level level) {
  if (level == omit_level::nothing) return;
  json.key("omitted").begin_array();
  if (!data.readings.empty()) json.string("readings");
  if (level >= omit_level::faults && !data.faults.empty()) json.string("faults");
  if (level >= omit_level::members && !data.members.empty()) json.string("members");
  json.end_array();
}

void write_times(base::json_writer& json, base::wall_time received, const call_data& data) {
  json.key("occurredAt");
  if (data.occurred_at) {
    json.string(base::format_millis(*data.occurred_at));
  } else {
    json.null();
  }
  json.member("clock", data.clock).member("receivedAt", base::format_millis(received));
}

void write_protocol(base::json_writer& json, const call_data& data) {
  json.key("ocpp")
      .begin_object()
      .member("version", data.version)
      .member("action", data.action)
      .member("messageId", data.message_id);
  json.key("payload").raw(data.payload).end_object();
}

std::string write_value(std::string_view station, base::wall_time received, const call_data& data, omit_level level) {
  std::string out;
  out.reserve(512 + data.members.size() + data.readings.size() + data.payload.size());
  base::json_writer json{out};
  json.begin_object().member("station", station);
  if (data.connector) json.member("connector", *data.connector);
  write_times(json, received, data);
  if (level < omit_level::members) json.members(data.members);
  if (level < omit_level::readings && !data.readings.empty()) json.key("readings").raw(data.readings);
  json.member("requestId", data.request_id).key("answer").raw(data.answer);
  if (level < omit_level::faults && !data.faults.empty()) json.key("faults").raw(data.faults);
  write_omitted(json, data, level);
  write_protocol(json, data);
  json.end_object();
  return out;
}

bool can_omit(const call_data& data, omit_level what) {
  switch (what) {
    case omit_level::readings:
      return !data.readings.empty();
    case omit_level::faults:
      return !data.faults.empty();
    case omit_level::members:
      return !data.members.empty();
    default:
      return false;
  }
}

}  // namespace

std::string encode_value(const settings& common, std::string_view station, base::wall_time received, const call_data& data) {
  std::string value = write_value(station, received, data, omit_level::nothing);
  for (const omit_level next : {omit_level::readings, omit_level::faults, omit_level::members}) {
    if (station.size() + value.size() + header_room <= common.message_max_bytes) break;
    if (can_omit(data, next)) value = write_value(station, received, data, next);
  }
  return value;
}

}  // namespace ocppgw::event
