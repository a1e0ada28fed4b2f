#include "ocppgw/event/rejected.hpp"

#include "ocppgw/base/text.hpp"
#include "ocppgw/event/cloud_event.hpp"
#include "ocppgw/event/headers.hpp"
#include "ocppgw/event/names.hpp"

#include <algorithm>

namespace ocppgw::event {
namespace {

constexpr std::string_view binary_content = "application/octet-stream";
constexpr std::size_t returned_header_bytes = 8192;
constexpr std::size_t max_message_bytes = 500;
constexpr std::size_t max_station_bytes = 255;
constexpr std::size_t beginning_bytes = 4096;

void add(record& out, std::string_view name, std::string_view value) { out.headers.add(name, value); }

void add_reason(record& out, const rejection& why) {
  add(out, names::error_stage_header, why.stage);
  add(out, names::error_code_header, why.code);
  add(out, names::error_message_header, base::truncate_bytes(why.message, max_message_bytes));
}

void add_origin(record& out, const consumed_record& from) {
  add(out, names::error_topic_header, from.position.topic);
  add(out, names::error_partition_header, std::to_string(from.position.partition));
  add(out, names::error_offset_header, std::to_string(from.position.offset));
}

// Its own headers, but for those that it got when it was rejected before.
void add_returned(record& out, const header_list& headers) {
  const auto returned = returned_headers(headers, returned_header_bytes);
  for (const auto [name, value] : returned) {
    if (!name.starts_with(names::error_prefix)) out.headers.add(name, value);
  }
}

// Key and value are cut, the value first, where Kafka would refuse the record: better a part of it than nothing.
void cut_to_fit(const settings& common, record& out) {
  const std::size_t taken = out.headers.text_bytes() + header_room;
  const std::size_t room = common.message_max_bytes > taken ? common.message_max_bytes - taken : 0;
  const std::size_t size = out.key.size() + out.value.size();
  if (size <= room) return;
  out.key.resize(std::min(out.key.size(), room));
  out.value.resize(std::min(out.value.size(), room - out.key.size()));
  add(out, names::error_cut_header, std::to_string(size - out.key.size() - out.value.size()));
}

// Where the topic takes less than we think: how the frame begins.
void add_beginning(record& out) {
  if (out.value.size() <= beginning_bytes) return;
  out.smaller = smaller_form{out.headers, out.value.substr(0, beginning_bytes)};
  out.smaller->headers.add(names::error_cut_header, std::to_string(out.value.size() - beginning_bytes));
}

bool is_station(std::string_view key) { return !key.empty() && key.size() <= max_station_bytes && base::is_valid_utf8(key); }

std::string origin_id(const consumed_record& from) {
  return from.position.topic + "-" + std::to_string(from.position.partition) + "-" + std::to_string(from.position.offset);
}

record begin(const settings& common, const cloud_event& event, std::string_view key, std::string_view bytes) {
  record out;
  out.topic = common.rejected_topic;
  out.key = key;
  out.headers = binary_headers(common, event, binary_content);
  out.value = bytes;
  out.timestamp = event.time;
  return out;
}

}  // namespace

record encode_rejected_frame(const settings& common, const session_ref& who, std::uint64_t ordinal, const rejection& why,
                             std::string_view bytes, base::wall_time received) {
  const std::string id = std::string{who.session_id}.append("-r").append(std::to_string(ordinal));
  const cloud_event event{
      .type = names::frame_rejected, .id = id, .subject = who.station, .time = received, .session_id = who.session_id};
  record out = begin(common, event, who.station, bytes);
  add_reason(out, why);
  cut_to_fit(common, out);
  add_beginning(out);
  return out;
}

record encode_rejected_command(const settings& common, const consumed_record& from, const rejection& why,
                               base::wall_time received) {
  const std::string id = origin_id(from);
  const std::string_view station = is_station(from.key) ? std::string_view{from.key} : std::string_view{};
  const cloud_event event{.type = names::command_rejected, .id = id, .subject = station, .time = received};
  record out = begin(common, event, from.key, from.value);
  add_reason(out, why);
  add_origin(out, from);
  add_returned(out, from.headers);
  cut_to_fit(common, out);
  out.smaller = smaller_form{out.headers, ""};  // says at least where the original stands
  out.settles = from.position;
  return out;
}

}  // namespace ocppgw::event
