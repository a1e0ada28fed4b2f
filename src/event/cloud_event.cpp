#include "ocppgw/event/cloud_event.hpp"

#include "ocppgw/base/json_writer.hpp"

namespace ocppgw::event {
namespace {

constexpr std::string_view attribute_prefix = "ce_";
constexpr std::string_view json = "application/json";
constexpr std::string_view structured_json = "application/cloudevents+json; charset=UTF-8";

std::string ten_digits(std::uint64_t sequence) {
  std::string digits = std::to_string(sequence);
  return digits.size() < 10 ? digits.insert(0, 10 - digits.size(), '0') : digits;
}

void add(header_list& headers, std::string_view name, std::string_view value) {
  if (!value.empty()) headers.add(name, value);
}

// The members of a structured event are the ce_ headers without their prefix.
std::string structured_value(const header_list& headers, std::string_view traceparent, std::string_view data) {
  std::string out;
  out.reserve(data.size() + 1024);
  base::json_writer writer{out};
  writer.begin_object();
  for (const auto [name, value] : headers) {
    if (name.starts_with(attribute_prefix)) writer.member(name.substr(attribute_prefix.size()), value);
  }
  writer.member("datacontenttype", json);
  if (!traceparent.empty()) writer.member("traceparent", traceparent);
  writer.key("data").raw(data).end_object();
  return out;
}

}  // namespace

header_list binary_headers(const settings& common, const cloud_event& what, std::string_view content_type) {
  constexpr std::size_t usual_bytes = 768;
  header_list headers;
  headers.reserve(usual_bytes);
  add(headers, "content-type", content_type);
  add(headers, "ce_specversion", "1.0");
  add(headers, "ce_id", what.id);
  headers.add("ce_source", {"/ocpp-gateway/", common.gateway_id});
  add(headers, "ce_type", what.type);
  add(headers, "ce_subject", what.subject);
  add(headers, "ce_time", base::format_millis(what.time));
  if (what.has_schema) headers.add("ce_dataschema", {"urn:ocpp-gateway:event:", what.type, ":1"});
  add(headers, "ce_partitionkey", what.subject);
  add(headers, "ce_sessionid", what.session_id);
  if (what.sequence != 0) add(headers, "ce_sequence", ten_digits(what.sequence));
  add(headers, "ce_instance", common.instance_id);
  add(headers, "traceparent", what.traceparent);
  return headers;
}

record to_record(const settings& common, const cloud_event& what, std::string_view topic, std::string value) {
  record out;
  out.topic = topic;
  out.key = what.subject;
  out.timestamp = what.time;
  out.headers = binary_headers(common, what, json);
  if (common.mode == content_mode::structured) {
    value = structured_value(out.headers, what.traceparent, value);
    out.headers.clear();
    add(out.headers, "content-type", structured_json);
    add(out.headers, "traceparent", what.traceparent);
  }
  out.value = std::move(value);
  return out;
}

}  // namespace ocppgw::event
