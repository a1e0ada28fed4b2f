#include "command/outcome/values.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/command/names.hpp"

namespace ocppgw::command {
namespace {

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

void write_omitted(base::json_writer& json, const outcome& how, omit_level level, bool has_request) {
  if (level == omit_level::nothing) return;
  json.key(names::omitted).begin_array();
  if (has_request) json.string(names::request);
  if (level >= omit_level::response && !how.response.empty()) json.string(names::response);
  if (level >= omit_level::details && !how.response_faults.empty()) json.string(names::response_faults);
  if (level >= omit_level::details && !how.error_details.empty()) json.string(names::error_details);
  json.end_array();
}

void write_times(base::json_writer& json, const outcome& how, std::string_view name_of_last) {
  json.member(names::received_at, base::format_millis(how.what.received_at));
  if (how.sent_at) json.member(names::sent_at, base::format_millis(*how.sent_at));
  json.member(name_of_last, base::format_millis(how.settled_at));
}

void write_claim(base::json_writer& json, std::string_view instance, const request& what, const claimant& by) {
  write_head(json, what);
  json.member(names::message_id, what.message_id);
  text_if_any(json, names::session_id, by.session_id);
  json.member(names::instance, instance).member(names::boot, by.boot);
}

}  // namespace

std::string outcome_value(const outcome& how, std::string_view request, omit_level level) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_head(json, how.what);
  json.member(names::outcome, to_string(how.kind)).member(names::transmitted, transmitted(how));
  text_if_any(json, names::message_id, how.what.message_id);
  text_if_any(json, names::status, how.status);
  text_if_any(json, names::reason, how.reason);
  json.key(names::request).raw(level < omit_level::request && !request.empty() ? request : "null");
  write_response(json, how, level);
  write_omitted(json, how, level, true);
  text_if_any(json, names::session_id, how.session_id);
  write_times(json, how, names::settled_at);
  json.end_object();
  return out;
}

std::string answered_late_value(const outcome& how, omit_level level) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_head(json, how.what);
  text_if_any(json, names::message_id, how.what.message_id);
  text_if_any(json, names::status, how.status);
  write_response(json, how, level);
  write_omitted(json, how, level, false);
  text_if_any(json, names::session_id, how.session_id);
  write_times(json, how, names::answered_at);
  json.end_object();
  return out;
}

std::string dispatched_value(std::string_view instance, const request& what, const claimant& by) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_claim(json, instance, what, by);
  json.member(names::received_at, base::format_millis(what.received_at));
  json.member(names::expires_at, base::format_millis(what.expires_at));
  json.member(names::deadline, base::format_millis(what.deadline));
  json.member(names::dispatched_at, base::format_millis(by.at)).end_object();
  return out;
}

std::string claimed_value(std::string_view instance, const outcome& how, const claimant& by) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_head(json, how.what);
  json.member(names::ending, to_string(how.kind));
  text_if_any(json, names::reason, how.reason);
  json.member(names::instance, instance).member(names::boot, by.boot);
  json.member(names::received_at, base::format_millis(how.what.received_at));
  json.member(names::deadline, base::format_millis(how.what.deadline));
  json.member(names::claimed_at, base::format_millis(by.at)).end_object();
  return out;
}

std::string released_value(std::string_view instance, const request& what, const claimant& by) {
  std::string out;
  base::json_writer json{out};
  json.begin_object();
  write_claim(json, instance, what, by);
  json.member(names::released_at, base::format_millis(by.at)).end_object();
  return out;
}

}  // namespace ocppgw::command
