#include "ocppgw/command/outcome.hpp"

#include "command/outcome/mask.hpp"
#include "command/outcome/record_id.hpp"
#include "command/outcome/values.hpp"
#include "ocppgw/command/log_entry.hpp"
#include "ocppgw/command/names.hpp"
#include "ocppgw/event/cloud_event.hpp"

#include <array>
#include <utility>

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

std::string fitting_value(const event::settings& common, const outcome& how) {
  const std::string request = mask_request(how.what.payload);
  const std::size_t taken = how.what.station.size() + how.what.headers.text_bytes() + event::header_room;
  std::string value = outcome_value(how, request, omit_level::nothing);
  for (const omit_level next : {omit_level::request, omit_level::response, omit_level::details}) {
    if (taken + value.size() <= common.message_max_bytes) break;
    value = outcome_value(how, request, next);
  }
  return value;
}

// A record about a claim; `entry` says which.
event::record encode_claim(const event::settings& common, const request& what, const claimant& by, std::string_view type,
                           log_entry entry, std::string value) {
  const std::string id = claim_id(what, type, entry.claim);
  const event::cloud_event envelope{
      .type = type, .id = id, .subject = what.station, .time = by.at, .session_id = by.session_id, .traceparent = what.traceparent};
  event::record out = event::to_record(common, envelope, common.results_topic, std::move(value));
  entry.boot = by.boot;
  entry.deadline = what.deadline;
  out.headers.add(log_header, to_text(entry));
  return out;
}

log_entry entry_of_call(log_entry::kind kind, const request& what) {
  auto entry = entry_of(kind, what);
  entry.claim = what.message_id;
  return entry;
}

}  // namespace

std::string_view to_string(outcome_kind kind) { return row_of(kind).name; }

std::optional<outcome_kind> outcome_kind_of(std::string_view name) {
  for (const auto kind : outcome_kinds) {
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string_view transmitted(const outcome& how) {
  const bool silent = how.kind == outcome_kind::timed_out && !how.heard_after_send;
  return silent ? "unknown" : row_of(how.kind).transmitted;
}

event::record encode_outcome(const event::settings& common, const outcome& how) {
  const std::string type = std::string{names::outcome_prefix}.append(to_string(how.kind));
  const std::string id = outcome_id(how.what);
  const event::cloud_event envelope{.type = type,
                                    .id = id,
                                    .subject = how.what.station,
                                    .time = how.settled_at,
                                    .session_id = how.session_id,
                                    .traceparent = how.what.traceparent};
  event::record out = event::to_record(common, envelope, common.results_topic, fitting_value(common, how));
  auto entry = entry_of(log_entry::kind::outcome, how.what);
  entry.claim = how.claim.empty() ? how.what.message_id : how.claim;
  out.headers.add(log_header, to_text(entry));
  // For a topic that takes less than kafka.message_max_bytes: whatever was long is left out, the headers of the command too.
  out.smaller = event::smaller_form{out.headers, outcome_value(how, mask_request(how.what.payload), omit_level::details)};
  out.headers.add(how.what.headers);
  out.settles = how.what.position;
  return out;
}

event::record encode_dispatched(const event::settings& common, const request& what, const claimant& by) {
  return encode_claim(common, what, by, names::dispatched, entry_of_call(log_entry::kind::claim, what),
                      dispatched_value(common.instance_id, what, by));
}

event::record encode_claimed(const event::settings& common, const outcome& how, const claimant& by) {
  auto entry = entry_of(log_entry::kind::claim, how.what);
  entry.claim = how.claim;
  entry.ending = to_string(how.kind);
  event::record out =
      encode_claim(common, how.what, by, names::claimed, std::move(entry), claimed_value(common.instance_id, how, by));
  out.until_stored = true;
  return out;
}

event::record encode_released(const event::settings& common, const request& what, const claimant& by) {
  event::record out = encode_claim(common, what, by, names::released, entry_of_call(log_entry::kind::released, what),
                                   released_value(common.instance_id, what, by));
  out.until_stored = true;  // else the command would wait for the deadline of its claim
  return out;
}

event::record encode_answered_late(const event::settings& common, const outcome& how) {
  const std::string id = record_id(how.what, names::answered_late);
  const event::cloud_event envelope{.type = names::answered_late,
                                    .id = id,
                                    .subject = how.what.station,
                                    .time = how.settled_at,
                                    .session_id = how.session_id,
                                    .traceparent = how.what.traceparent};
  std::string value = answered_late_value(how, omit_level::nothing);
  const bool fits = how.what.station.size() + value.size() + event::header_room <= common.message_max_bytes;
  if (!fits) value = answered_late_value(how, omit_level::details);
  event::record out = event::to_record(common, envelope, common.results_topic, std::move(value));
  out.smaller = event::smaller_form{out.headers, answered_late_value(how, omit_level::details)};
  out.until_stored = true;  // the station does not say it again
  return out;
}

}  // namespace ocppgw::command
