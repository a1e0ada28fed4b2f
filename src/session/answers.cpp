#include "ocppgw/session/answers.hpp"

#include "ocppgw/ocpp/actions.hpp"
#include "session/json_object.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace ocppgw::session {
namespace {

// What the gateway itself puts in, and a value to check the whole answer with. No configuration may set them.
struct own_member {
  std::string_view name;
  std::string_view sample;
};
constexpr std::array<own_member, 2> own_members{{{"currentTime", R"("2026-01-01T00:00:00Z")"}, {"transactionId", "1"}}};

bool has_field(std::span<const ocpp::field> fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(), [name](const auto& field) { return field.name == name; });
}

[[noreturn]] void refuse(std::string_view action, std::string_view why) {
  throw std::invalid_argument("answer to " + std::string(action) + ": " + std::string(why));
}

json_object parse(ocpp::reader& reader, const ocpp::action& row, std::string_view json) {
  const auto view = reader.check(json, row.confirmation, ocpp::validation::lenient);
  if (view.nodes.empty() || view.nodes[0].type != ocpp::node::kind::object) refuse(row.name, "it is not a JSON object");
  return json_object(view.nodes);
}

void check_complete(ocpp::reader& reader, const ocpp::action& row, json_object answer) {
  for (const auto& own : own_members) {
    if (answer.has(own.name)) refuse(row.name, std::string(own.name) + " is set by the gateway");
    if (has_field(row.confirmation, own.name)) answer.set(own.name, std::string(own.sample));
  }
  const auto whole = answer.text();
  const auto faults = reader.check(whole, row.confirmation, ocpp::validation::strict).faults;
  if (!faults.empty()) refuse(row.name, faults[0].path + " is a " + std::string(to_string(faults[0].code)));
}

// Vendors are listed because they are served; what all others are told is no matter of configuration (RULES 5.8).
json_object default_answer(ocpp::reader& reader, const ocpp::action& row, std::chrono::seconds interval) {
  if (row.name == "DataTransfer") return parse(reader, row, R"({"status":"Accepted"})");
  auto answer = parse(reader, row, row.answer.empty() ? "{}" : row.answer);
  if (row.name == "BootNotification") answer.set_default("interval", std::to_string(interval.count()));
  return answer;
}

// An accepted station would have to choose an interval of its own (RULES 5.1).
void check_interval(ocpp::reader& reader, const ocpp::action& row, const json_object& answer) {
  if (row.name != "BootNotification") return;
  const auto text = answer.text();
  const auto interval = reader.check(text, row.confirmation, ocpp::validation::strict).integer("interval").value_or(0);
  if (interval < 0) refuse(row.name, "/interval is negative");
  if (interval == 0 && answer.get("status") == R"("Accepted")") refuse(row.name, "/interval is 0");
}

}  // namespace

answer_policy::answer_policy(std::chrono::seconds heartbeat_interval, std::set<std::string, std::less<>> data_transfer_vendors,
                             const std::map<std::string, std::string, std::less<>>& overrides)
    : answers_(ocpp::actions().size()), vendors_(std::move(data_transfer_vendors)) {
  ocpp::reader reader;
  for (const auto& [name, json] : overrides) {
    const auto* row = ocpp::find_action(name);
    if (row == nullptr || !row->station_may_send()) refuse(name, "no station sends this action");
  }
  for (const auto& row : ocpp::actions()) {
    if (!row.station_may_send()) continue;
    auto answer = default_answer(reader, row, heartbeat_interval);
    if (const auto over = overrides.find(row.name); over != overrides.end()) answer.merge(parse(reader, row, over->second));
    check_complete(reader, row, answer);
    check_interval(reader, row, answer);
    answers_[ocpp::index_of(row)] = answer.text();
  }
}

std::string answer_policy::prepare(const ocpp::action& row, const ocpp::payload_view& request,
                                   std::optional<std::int32_t> transaction_id) const {
  if (row.name == "DataTransfer" && !vendors_.contains(request.text("vendorId").value_or("")))
    return R"({"status":"UnknownVendorId"})";
  // There is no tag the answer could be about (RULES 5.6).
  if (row.name == "StopTransaction" && request.find("idTag") == nullptr) return "{}";

  auto answer = answers_[ocpp::index_of(row)];
  if (!transaction_id) return answer;
  const auto id = R"("transactionId":)" + std::to_string(*transaction_id);
  return answer.insert(1, answer == "{}" ? id : id + ",");
}

std::string answer_policy::finish(const ocpp::action& row, std::string_view prepared, base::wall_time now) {
  std::string answer(prepared);
  if (!has_field(row.confirmation, "currentTime")) return answer;
  const auto time = R"("currentTime":")" + base::format_seconds(now) + '"';
  return answer.insert(1, answer == "{}" ? time : time + ",");
}

}  // namespace ocppgw::session
