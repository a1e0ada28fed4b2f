#include "app/schemas.hpp"

#include "app/commands.hpp"
#include "app/schema_writer.hpp"

#include "ocppgw/event/names.hpp"
#include "ocppgw/ocpp/actions.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace ocppgw::app {
namespace {

namespace name = event::names;

constexpr std::array<std::string_view, 5> clock_states{"ok", "assumed_utc", "unset", "ahead", "absent"};
constexpr std::array<std::string_view, 4> transaction_id_states{"valid", "absent", "placeholder", "out_of_range"};
constexpr std::array<std::string_view, 8> outcomes{"answered", "errored", "invalid", "offline", "expired", "queue_full", "timed_out", "uncertain"};
constexpr std::array<std::string_view, 3> transmissions{"no", "yes", "unknown"};
constexpr std::array<std::string_view, 3> initiators{"station", "gateway", "network"};

constexpr std::string_view transaction_id = R"({"type":["integer","null"],"minimum":1,"maximum":2147483647})";

std::string personal(std::string schema) { return schema.insert(schema.size() - 1, R"(,"x-personal":true)"); }

std::string sample_schema() {
  object_schema sample;
  sample.add("measurand", typed_or_null("string"), true);
  sample.add("value", R"({"type":["string","number","null"]})", true);
  for (const auto each : {"unit", "location", "context", "format"}) sample.add(each, typed_or_null("string"), true);
  sample.add("phase", typed_or_null("string"), false);
  sample.add("assumed", array_of(typed("string")), true);
  object_schema raw;
  raw.add("value", R"({"type":["string","number","null"]})", true);
  raw.add("unit", typed_or_null("string"), false);
  sample.add("raw", raw.text(), false);
  return sample.text();
}

std::string readings_schema() {
  object_schema reading;
  reading.add("occurredAt", timestamp_or_null(), true);
  reading.add("clock", one_of(clock_states), true);
  reading.add("samples", array_of(sample_schema()), true);
  return array_of(reading.text());
}

std::string fault_schema() {
  object_schema fault;
  fault.add("path", typed("string"), true);
  fault.add("code", typed("string"), true);
  return fault.text();
}

std::string answer_schema() {
  object_schema answer;
  constexpr std::array<std::string_view, 1> deciders{"policy"};
  constexpr std::array<std::string_view, 2> kinds{"result", "error"};
  answer.add("by", known(deciders), true);
  answer.add("type", one_of(kinds), true);
  answer.add("payload", typed("object"), false);
  answer.add("code", typed("string"), false);
  return answer.text();
}

std::string source_schema() {
  object_schema source;
  source.add("version", constant("1.6"), true);
  source.add("action", typed("string"), true);
  source.add("messageId", typed("string"), true);
  source.add("payload", R"({"type":["object","null"]})", true);
  return source.text();
}

std::string_view json_type(ocpp::value_type type) {
  switch (type) {
    case ocpp::value_type::integer: return "integer";
    case ocpp::value_type::decimal: return "number";
    case ocpp::value_type::boolean: return "boolean";
    case ocpp::value_type::object: return "object";
    case ocpp::value_type::array: return "array";
    default: return "string";
  }
}

std::string plain_schema(const ocpp::field& from) {
  if (from.name == "data") return "{}";  // stations send any JSON here (RULES F51)
  auto schema = from.value.values.empty() ? typed_or_null(json_type(from.value.type)) : known(from.value.values);
  return from.personal ? personal(std::move(schema)) : schema;
}

void add_field(object_schema& to, const ocpp::field& from) {
  switch (from.as_role) {
    case ocpp::role::connector: to.add("connector", typed_or_null("integer"), false); return;
    case ocpp::role::readings: to.add("readings", readings_schema(), false); return;
    case ocpp::role::occurred_at: return;
    case ocpp::role::transaction_id: break;
    case ocpp::role::plain:
      if (!from.as.empty() && !to.has(from.as)) to.add(from.as, plain_schema(from), false);
      return;
  }
  to.add("transactionId", std::string(transaction_id), true);
  to.add("transactionIdState", one_of(transaction_id_states), true);
}

void add_common(object_schema& to) {
  to.add("station", typed("string"), true);
  to.add("occurredAt", timestamp_or_null(), true);
  to.add("clock", one_of(clock_states), true);
  to.add("receivedAt", timestamp(), true);
  to.add("requestId", typed("string"), true);
  to.add("answer", answer_schema(), true);
  to.add("faults", array_of(fault_schema()), false);
  to.add("omitted", array_of(typed("string")), false);
  to.add("ocpp", source_schema(), true);
}

object_schema action_schema(std::string_view type) {
  object_schema value;
  add_common(value);
  for (const auto& row : ocpp::actions()) {
    if (row.event_type != type && row.event_type_connector_0 != type) continue;
    for (const auto& field : row.request) add_field(value, field);
    if (row.id == ocpp::identity::start_transaction && !value.has("transactionId")) {
      value.add("transactionId", std::string(transaction_id), true);
      value.add("transactionIdState", one_of(transaction_id_states), true);
    }
  }
  return value;
}

object_schema connected_schema() {
  object_schema value, tls;
  tls.add("version", typed("string"), true);
  tls.add("cipher", typed("string"), true);
  auto tls_or_null = tls.text();
  tls_or_null.replace(tls_or_null.find(R"("object")"), 8, R"(["object","null"])");
  for (const auto each : {"station", "sessionId", "remoteAddress", "listener", "subprotocol"}) value.add(each, typed("string"), true);
  value.add("receivedAt", timestamp(), true);
  value.add("tls", tls_or_null, true);
  value.add("securityProfile", typed("integer"), true);
  value.add("userAgent", typed_or_null("string"), true);
  return value;
}

object_schema disconnected_schema() {
  object_schema value;
  for (const auto each : {"station", "sessionId", "reason"}) value.add(each, typed("string"), true);
  value.add("receivedAt", timestamp(), true);
  value.add("initiator", one_of(initiators), true);
  value.add("code", typed("integer"), true);
  value.add("durationSeconds", typed("number"), true);
  value.add("lastSequence", typed("integer"), true);
  value.add("lastDelivered", typed("integer"), true);
  return value;
}

object_schema error_schema() {
  object_schema error;
  error.add(name::error_code, typed("string"), true);
  error.add(name::error_description, typed("string"), true);
  error.add(name::error_details, "{}", true);
  return error;
}

object_schema outcome_schema(std::string_view outcome) {
  object_schema value;
  for (const auto each : {name::command_id, name::station}) value.add(each, typed("string"), true);
  value.add(name::action, typed_or_null("string"), true);
  value.add(name::outcome, constant(outcome), true);
  value.add(name::transmitted, one_of(transmissions), true);
  for (const auto each : {name::status, name::reason, name::session_id}) value.add(each, typed("string"), false);
  value.add(name::request, R"({"type":["object","null"]})", true);
  value.add(name::response, "{}", false);
  value.add(name::response_faults, array_of(fault_schema()), false);
  value.add(name::error, error_schema().text(), false);
  value.add(name::omitted, array_of(typed("string")), false);
  for (const auto each : {name::received_at, name::settled_at}) value.add(each, timestamp(), true);
  value.add(name::sent_at, timestamp(), false);
  return value;
}

object_schema dispatched_schema() {
  object_schema value;
  for (const auto each : {name::command_id, name::station, name::action, name::session_id, name::fingerprint})
    value.add(each, typed("string"), true);
  for (const auto each : {name::received_at, name::expires_at, name::dispatched_at}) value.add(each, timestamp(), true);
  return value;
}

void add(std::map<std::string, std::string>& to, const std::string& type, std::string_view title, const object_schema& value) {
  to.emplace(type, document(type, title, value));
}

}  // namespace

std::map<std::string, std::string> record_schemas() {
  std::map<std::string, std::string> all;
  for (const auto& row : ocpp::actions())
    for (const auto type : {row.event_type, row.event_type_connector_0})
      if (!type.empty()) add(all, "ocpp." + std::string(type), "Event made of a station's " + std::string(row.name), action_schema(type));
  add(all, "ocpp.station.connected", "A session began", connected_schema());
  add(all, "ocpp.station.disconnected", "A session ended; its last event", disconnected_schema());
  for (const auto outcome : outcomes)
    add(all, std::string(name::outcome_prefix).append(outcome), "Outcome of a command: " + std::string(outcome), outcome_schema(outcome));
  add(all, std::string(name::dispatched), "A command is about to be written to its station; not an outcome", dispatched_schema());
  return all;
}

int print_schemas(const options& chosen) {
  for (const auto& [type, schema] : record_schemas()) {
    const auto path = std::filesystem::path(chosen.directory) / (type + ".schema.json");
    std::ofstream file(path);
    file << schema;
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
  }
  return 0;
}

}  // namespace ocppgw::app
