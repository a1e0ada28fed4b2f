#include "ocppgw/session/answers.hpp"

#include "session/answers/json_object.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace ocppgw::session {
namespace {

// What the gateway itself puts in, and a value to check the whole answer with. No configuration may set them.
struct own_member {
  ocpp::role what;
  std::string_view sample;
};
constexpr std::array<own_member, 2> own_members{
    {{ocpp::role::current_time, R"("2026-01-01T00:00:00Z")"}, {ocpp::role::transaction_id, "1"}}};

const ocpp::field* find(std::span<const ocpp::field> fields, ocpp::role what) {
  const auto found = std::find_if(fields.begin(), fields.end(), [what](const auto& field) { return field.as_role == what; });
  return found == fields.end() ? nullptr : &*found;
}

[[noreturn]] void refuse(std::string_view action, std::string_view why) {
  throw std::invalid_argument("answer to " + std::string(action) + ": " + std::string(why));
}

// Makes and checks the answers to the actions of one protocol.
struct answer_builder {
  const ocpp::protocol& spoken;
  std::chrono::seconds heartbeat_interval;
  ocpp::reader reader = {};

  json_object parse(const ocpp::action& row, std::string_view json) {
    const auto view = reader.check(json, row.confirmation, ocpp::tolerance::lenient);
    if (view.nodes.empty() || view.nodes[0].type != ocpp::node::kind::object) refuse(row.name, "it is not a JSON object");
    return json_object(view.nodes);
  }

  // Vendors are listed because they are served; what all others are told is no matter of configuration (RULES 5.8).
  json_object default_answer(const ocpp::action& row) {
    const bool vendor = row.in_session == ocpp::session_role::vendor_message;
    auto answer = parse(row, vendor ? row.answer_to_listed_vendors : row.answer);
    if (const auto* interval = find(row.confirmation, ocpp::role::heartbeat_interval))
      answer.set_default(interval->name, std::to_string(heartbeat_interval.count()));
    return answer;
  }

  void check_complete(const ocpp::action& row, json_object answer) {
    for (const auto& own : own_members) {
      const auto* field = find(row.confirmation, own.what);
      if (field == nullptr) continue;
      if (answer.has(field->name)) refuse(row.name, std::string(field->name) + " is set by the gateway");
      answer.set(field->name, std::string(own.sample));
    }
    const auto whole = answer.text();
    const auto faults = reader.check(whole, row.confirmation, ocpp::tolerance::strict).faults;
    if (!faults.empty()) refuse(row.name, faults[0].path + " is a " + std::string(spoken.spell(faults[0].code)));
  }

  // An accepted station would have to choose an interval of its own (RULES 5.1).
  void check_interval(const ocpp::action& row, const json_object& answer) {
    if (row.in_session != ocpp::session_role::registration) return;
    const auto text = answer.text();
    const auto view = reader.check(text, row.confirmation, ocpp::tolerance::strict);
    const auto interval = view.integer(ocpp::role::heartbeat_interval).value_or(0);
    if (interval < 0) refuse(row.name, "/interval is negative");
    if (interval == 0 && view.text(ocpp::role::registration_status) == row.registered) refuse(row.name, "/interval is 0");
  }
};

bool is_sent_by_stations(answer_policy::protocol_list spoken, std::string_view action) {
  return std::any_of(spoken.begin(), spoken.end(), [action](const ocpp::protocol* each) {
    const auto* row = each->find(action);
    return row != nullptr && row->station_may_send();
  });
}

bool has_id_tag(const ocpp::payload_view& request) {
  const auto* given = request.find(ocpp::role::id_tag);
  return given != nullptr && given->type != ocpp::node::kind::null;
}

// `{...}` with one more member in front.
std::string with_member(std::string object, std::string_view name, std::string_view json) {
  const bool empty = object == "{}";
  return object.insert(1, std::string(1, '"').append(name).append("\":").append(json).append(empty ? "" : ","));
}

}  // namespace

answer_policy::answer_policy(std::chrono::seconds heartbeat_interval, vendor_list data_transfer_vendors,
                             const override_map& overrides, protocol_list spoken)
    : vendors_(std::move(data_transfer_vendors)) {
  for (const auto& [name, json] : overrides) {
    if (!is_sent_by_stations(spoken, name)) refuse(name, "no station sends this action");
  }
  for (const auto* each : spoken) add(*each, heartbeat_interval, overrides);
}

void answer_policy::add(const ocpp::protocol& spoken, std::chrono::seconds heartbeat_interval, const override_map& overrides) {
  answer_builder builder{spoken, heartbeat_interval};
  for (const auto& row : spoken.actions) {
    if (!row.station_may_send()) continue;
    auto answer = builder.default_answer(row);
    if (const auto over = overrides.find(row.name); over != overrides.end()) answer.merge(builder.parse(row, over->second));
    builder.check_complete(row, answer);
    builder.check_interval(row, answer);
    answers_.emplace(&row, answer.text());
  }
}

std::string answer_policy::prepare(const ocpp::action& row, const ocpp::payload_view& request,
                                   std::optional<std::int32_t> transaction_id) const {
  const bool vendor = row.in_session == ocpp::session_role::vendor_message;
  if (vendor && !vendors_.contains(request.text(ocpp::role::vendor).value_or(""))) return std::string(row.answer);
  if (!row.answer_without_id_tag.empty() && !has_id_tag(request)) return std::string(row.answer_without_id_tag);

  const auto& answer = answers_.at(&row);
  const auto* field = transaction_id ? find(row.confirmation, ocpp::role::transaction_id) : nullptr;
  return field == nullptr ? answer : with_member(answer, field->name, std::to_string(*transaction_id));
}

std::string answer_policy::finish(const ocpp::action& row, std::string_view prepared, base::wall_time now) {
  const auto* time = find(row.confirmation, ocpp::role::current_time);
  std::string answer(prepared);
  return time == nullptr ? answer : with_member(std::move(answer), time->name, '"' + base::format_seconds(now) + '"');
}

}  // namespace ocppgw::session
