#include "session/calls/call_record.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/ocpp/faults_json.hpp"
#include "ocppgw/ocpp/normalise.hpp"

namespace ocppgw::session {
namespace {

void add_transaction_id(std::string& members, const std::optional<start_id>& start) {
  if (!start) return;
  if (!members.empty()) members += ',';
  members += R"("transactionId":)" + std::to_string(start->id.transaction_id) + R"(,"transactionIdState":"valid")";
  if (start->weak) members += R"(,"identity":"weak")";
}

std::string answer_json(std::string_view payload) {
  std::string text;
  base::json_writer out(text);
  out.begin_object().member("by", "policy").member("type", "result").key("payload").raw(payload).end_object();
  return text;
}

// A repaired frame always says so, even where nothing else is wrong with it.
std::string faults_of(const ocpp::protocol& spoken, const call_event& what) {
  if (!what.repaired || !what.call.payload.faults.empty()) return ocpp::faults_json(spoken, what.call.payload.faults);
  const ocpp::fault repair{"", ocpp::error_code::formation_violation, ocpp::fault::outcome::converted};
  return ocpp::faults_json(spoken, {&repair, 1});
}

}  // namespace

event::record call_record(const context& of, const call_event& what) {
  const auto& call = what.call;
  auto normal = ocpp::normalise(of.protocol, *call.row, call.payload, what.received);
  add_transaction_id(normal.members, what.start);

  const auto type = "ocpp." + std::string(normal.type);
  const auto id = what.start ? what.start->id.id : identify_call(of, call, type, what.sequence, what.received);
  const auto request_id = event::session_event_id(of.who.session_id, what.sequence);
  const auto told = answer_json(what.answer);
  const auto faults = faults_of(of.protocol, what);
  const auto trace = event::make_traceparent();

  event::call_data data;
  data.connector = normal.connector;
  data.occurred_at = normal.occurred.at;
  data.clock = to_string(normal.occurred.clock);
  data.members = normal.members;
  data.readings = normal.readings;
  data.request_id = request_id;
  data.answer = told;
  data.faults = faults;
  data.version = of.protocol.version;
  data.action = call.row->name;
  data.message_id = call.id;
  data.payload = call.payload.json;
  auto value = event::encode_value(of.settings->records, of.who.station, what.received, data);
  return event::encode(of.settings->records, of.session(), {type, id, what.sequence, what.received, trace}, std::move(value));
}

}  // namespace ocppgw::session
