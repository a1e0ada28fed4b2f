// Values of the events that are made of CALLs: what all have in common, and what the action table says of each.
#include "schemas/record_schemas.hpp"

#include "ocppgw/ocpp/protocol.hpp"

#include <array>

namespace ocppgw::schemas {
namespace {

using enum presence;

constexpr std::array<std::string_view, 5> clock_states{"ok", "assumed_utc", "unset", "ahead", "absent"};
constexpr std::array<std::string_view, 4> transaction_id_states{"valid", "absent", "placeholder", "out_of_range"};
constexpr std::array<std::string_view, 3> effects{"kept", "converted", "dropped"};

// What the station said where that is not what the member beside it says.
constexpr std::string_view station_word = R"({"type":["string","number","boolean"]})";
constexpr std::array<std::string_view, 1> identities{"weak"};  // absent: by what the station said

constexpr std::string_view transaction_id = R"({"type":["integer","null"],"minimum":1,"maximum":2147483647})";

std::string personal(std::string schema) { return schema.insert(schema.size() - 1, R"(,"x-personal":true)"); }

std::string sample_schema() {
  object_schema sample;
  sample.add("measurand", typed_or_null("string"), always);
  sample.add("value", R"({"type":["string","number","null"]})", always);
  for (const auto each : {"unit", "location", "context", "format"}) sample.add(each, typed_or_null("string"), always);
  sample.add("phase", typed_or_null("string"), sometimes);
  sample.add("assumed", array_of(typed("string")), always);
  object_schema raw;
  raw.add("value", R"({"type":["string","number","null"]})", always);
  raw.add("unit", typed_or_null("string"), sometimes);
  sample.add("raw", raw.text(), sometimes);
  return sample.text();
}

std::string readings_schema() {
  object_schema reading;
  reading.add("occurredAt", timestamp_or_null(), always);
  reading.add("clock", one_of(clock_states), always);
  reading.add("samples", array_of(sample_schema()), always);
  return array_of(reading.text());
}

std::string answer_schema() {
  object_schema answer;
  constexpr std::array<std::string_view, 1> deciders{"policy"};
  constexpr std::array<std::string_view, 2> kinds{"result", "error"};
  answer.add("by", known(deciders), always);
  answer.add("type", one_of(kinds), always);
  answer.add("payload", typed("object"), sometimes);
  answer.add("code", typed("string"), sometimes);
  return answer.text();
}

std::string source_schema() {
  object_schema source;
  source.add("version", constant(ocpp::default_protocol().version), always);
  source.add("action", typed("string"), always);
  source.add("messageId", typed("string"), always);
  source.add("payload", R"({"type":["object","null"]})", always);
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

void add_transaction_id(object_schema& to) {
  if (to.has("transactionId")) return;
  to.add("transactionId", std::string(transaction_id), unless_omitted);
  to.add("transactionIdState", one_of(transaction_id_states), unless_omitted);
  to.add("transactionIdRaw", std::string(station_word), sometimes);
}

void add_field(object_schema& to, const ocpp::field& from) {
  switch (from.as_role) {
    case ocpp::role::connector: to.add("connector", typed_or_null("integer"), sometimes); return;
    case ocpp::role::readings: to.add("readings", readings_schema(), sometimes); return;
    case ocpp::role::occurred_at: return;
    case ocpp::role::transaction_id: add_transaction_id(to); return;
    default: break;
  }
  if (from.as.empty() || to.has(from.as)) return;
  to.add(from.as, plain_schema(from), sometimes);
  const bool has_word = !from.value.values.empty() || from.value.type == ocpp::value_type::integer;
  if (has_word) to.add(std::string(from.as) + "Raw", std::string(station_word), sometimes);
}

void add_common(object_schema& to) {
  to.add("station", typed("string"), always);
  to.add("occurredAt", timestamp_or_null(), always);
  to.add("clock", one_of(clock_states), always);
  to.add("receivedAt", timestamp(), always);
  to.add("requestId", typed("string"), always);
  to.add("answer", answer_schema(), always);
  to.add("faults", array_of(fault_schema()), sometimes);
  to.add("omitted", array_of(typed("string")), sometimes);
  to.add("ocpp", source_schema(), always);
}

}  // namespace

std::string fault_schema() {
  object_schema fault;
  fault.add("path", typed("string"), always);
  fault.add("code", typed("string"), always);
  fault.add("effect", one_of(effects), always);
  return fault.text();
}

object_schema action_schema(std::string_view type) {
  object_schema value;
  add_common(value);
  for (const auto& row : ocpp::default_protocol().actions) {
    if (row.event_type != type && row.event_type_connector_0 != type) continue;
    for (const auto& field : row.request) add_field(value, field);
    if (row.id != ocpp::identity::start_transaction) continue;
    add_transaction_id(value);
    value.add("identity", known(identities), sometimes);
  }
  return value;
}

}  // namespace ocppgw::schemas
