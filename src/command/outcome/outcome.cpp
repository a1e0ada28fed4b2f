#include "ocppgw/command/outcome.hpp"

#include "command/outcome/mask.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/command/names.hpp"
#include "ocppgw/event/cloud_event.hpp"
#include "ocppgw/event/headers.hpp"

#include <array>

namespace ocppgw::command {
namespace {

struct row {
  std::string_view name;
  std::string_view transmitted;
};

// In the order of outcome_kind.
constexpr std::array<row, 8> rows{{{"answered", "yes"},
                                   {"errored", "yes"},
                                   {"invalid", "no"},
                                   {"offline", "no"},
                                   {"expired", "no"},
                                   {"queue_full", "no"},
                                   {"timed_out", "yes"},
                                   {"uncertain", "unknown"}}};

const row& row_of(outcome_kind kind) { return rows[static_cast<std::size_t>(kind)]; }

// What may be left out of an outcome that would be too large for Kafka, in this order: who sent the command knows the request.
enum class omit_level : std::uint8_t { nothing, request, response, details };

void text_or_null(base::json_writer& json, std::string_view name, std::string_view text) {
  if (text.empty()) {
    json.key(name).null();
  } else {
    json.member(name, text);
  }
}

void text_if_any(base::json_writer& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

void raw_if_any(base::json_writer& json, std::string_view name, std::string_view value) {
  if (!value.empty()) json.key(name).raw(value);
}

void write_head(base::json_writer& json, const request& what) {
  json.member(names::command_id, what.id).member(names::station, what.station);
  text_or_null(json, names::action, what.action);
}

void write_error(base::json_writer& json, const outcome& how, omit_level level) {
  if (how.kind != outcome_kind::errored) return;
  const bool has_details = level < omit_level::details && !how.error_details.empty();
  json.key(names::error).begin_object();
  json.member(names::error_code, how.error_code).member(names::error_description, how.error_description);
  json.key(names::error_details).raw(has_details ? how.error_details : "{}").end_object();
}

void write_response(base::json_writer& json, const outcome& how, omit_level level) {
  if (level < omit_level::response) raw_if_any(json, names::response, how.response);
  if (level < omit_level::details) raw_if_any(json, names::response_faults, how.response_faults);
  write_error(json, how, level);
}

void write_omitted(base::json_writer& json, const outcome& how, omit_level level) {
  if (level == omit_level::nothing) return;
  json.key(names::omitted).begin_array().string(names::request);
  if (level >= omit_level::response && !how.response.empty()) json.string(names::response);
  if (level >= omit_level::details && !how.response_faults.empty()) json.string(names::response_faults);
  if (level >= omit_level::details && !how.error_details.empty()) json.string(names::error_details);
  json.end_array();
}

void write_times(base::json_writer& json, const outcome& how) {
  json.member(names::received_at, base::format_millis(how.what.received_at));
  if (how.sent_at) json.member(names::sent_at, base::format_millis(*how.sent_at));
  json.member(names::settled_at, base::format_millis(how.settled_at));
}

std::string write_value(const outcome& how, std::string_view request, omit_level level) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_head(json, how.what);
  json.member(names::outcome, to_string(how.kind)).member(names::transmitted, transmitted(how.kind));
  text_if_any(json, names::status, how.status);
  text_if_any(json, names::reason, how.reason);
  json.key(names::request).raw(level < omit_level::request && !request.empty() ? request : "null");
  write_response(json, how, level);
  write_omitted(json, how, level);
  text_if_any(json, names::session_id, how.session_id);
  write_times(json, how);
  json.end_object();
  return out;
}

std::string fitting_value(const event::settings& common, const outcome& how) {
  const std::string request = mask_request(how.what.payload);
  const std::size_t taken = how.what.station.size() + event::size_of(how.what.headers) + event::header_room;
  std::string value = write_value(how, request, omit_level::nothing);
  for (const omit_level next : {omit_level::request, omit_level::response, omit_level::details}) {
    if (taken + value.size() <= common.message_max_bytes) break;
    value = write_value(how, request, next);
  }
  return value;
}

std::string write_dispatched(const request& what, std::string_view session_id, base::wall_time at) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_head(json, what);
  json.member(names::session_id, session_id).member(names::received_at, base::format_millis(what.received_at));
  json.member(names::expires_at, base::format_millis(what.expires_at)).member(names::dispatched_at, base::format_millis(at));
  json.member(names::fingerprint, what.fingerprint).end_object();
  return out;
}

}  // namespace

std::string_view to_string(outcome_kind kind) { return row_of(kind).name; }

std::string_view transmitted(outcome_kind kind) { return row_of(kind).transmitted; }

event::record encode_outcome(const event::settings& common, const outcome& how) {
  const std::string type = std::string{names::outcome_prefix}.append(to_string(how.kind));
  const event::cloud_event envelope{.type = type,
                                    .id = how.what.id,
                                    .subject = how.what.station,
                                    .time = how.settled_at,
                                    .session_id = how.session_id,
                                    .traceparent = how.what.traceparent};
  event::record out = event::to_record(common, envelope, common.results_topic, fitting_value(common, how));
  // For a topic that takes less than kafka.message_max_bytes: whatever was long is left out, the headers of the command too.
  out.smaller = event::smaller_form{out.headers, write_value(how, mask_request(how.what.payload), omit_level::details)};
  out.headers.insert(out.headers.end(), how.what.headers.begin(), how.what.headers.end());
  out.settles = how.what.position;
  return out;
}

event::record encode_dispatched(const event::settings& common, const request& what, std::string_view session_id, base::wall_time at,
                                event::delivery_token token) {
  // Its own id: who drops what was seen before must not take the outcome for a repeat of this.
  const std::string id = what.id + ":dispatched";
  const event::cloud_event envelope{.type = names::dispatched,
                                    .id = id,
                                    .subject = what.station,
                                    .time = at,
                                    .session_id = session_id,
                                    .traceparent = what.traceparent};
  event::record out = event::to_record(common, envelope, common.results_topic, write_dispatched(what, session_id, at));
  out.token = token;
  return out;
}

}  // namespace ocppgw::command
