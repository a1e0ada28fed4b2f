// Values of the records of the results topic.
#include "schemas/record_schemas.hpp"

#include "ocppgw/command/names.hpp"

#include <array>

namespace ocppgw::schemas {
namespace {

using enum presence;
namespace name = ocppgw::command::names;

constexpr std::array<std::string_view, 3> transmissions{"no", "yes", "unknown"};

object_schema error_schema() {
  object_schema error;
  error.add(name::error_code, typed("string"), always);
  error.add(name::error_description, typed("string"), always);
  error.add(name::error_details, "{}", always);
  return error;
}

// What the station said.
void add_answer(object_schema& value) {
  value.add(name::response, "{}", sometimes);
  value.add(name::response_faults, array_of(fault_schema()), sometimes);
  value.add(name::error, error_schema().text(), sometimes);
  value.add(name::omitted, array_of(typed("string")), sometimes);
}

object_schema claim_schema() {
  object_schema value;
  for (const auto each : {name::command_id, name::station, name::action, name::message_id, name::instance, name::boot})
    value.add(each, typed("string"), always);
  return value;
}

}  // namespace

object_schema outcome_schema(std::string_view outcome) {
  object_schema value;
  for (const auto each : {name::command_id, name::station}) value.add(each, typed("string"), always);
  value.add(name::action, typed_or_null("string"), always);
  value.add(name::outcome, constant(outcome), always);
  value.add(name::transmitted, one_of(transmissions), always);
  for (const auto each : {name::message_id, name::status, name::reason, name::session_id})
    value.add(each, typed("string"), sometimes);
  value.add(name::request, R"({"type":["object","null"]})", always);
  add_answer(value);
  for (const auto each : {name::received_at, name::settled_at}) value.add(each, timestamp(), always);
  value.add(name::sent_at, timestamp(), sometimes);
  return value;
}

object_schema answered_late_schema() {
  object_schema value;
  for (const auto each : {name::command_id, name::station, name::action, name::message_id, name::session_id})
    value.add(each, typed("string"), always);
  value.add(name::status, typed("string"), sometimes);
  add_answer(value);
  for (const auto each : {name::received_at, name::sent_at, name::answered_at}) value.add(each, timestamp(), always);
  return value;
}

object_schema dispatched_schema() {
  auto value = claim_schema();
  value.add(name::session_id, typed("string"), always);
  for (const auto each : {name::received_at, name::expires_at, name::deadline, name::dispatched_at})
    value.add(each, timestamp(), always);
  return value;
}

object_schema claimed_schema() {
  object_schema value;
  for (const auto each : {name::command_id, name::station, name::instance, name::boot}) value.add(each, typed("string"), always);
  value.add(name::action, typed_or_null("string"), always);
  value.add(name::ending, typed("string"), always);
  value.add(name::reason, typed("string"), sometimes);
  for (const auto each : {name::received_at, name::deadline, name::claimed_at}) value.add(each, timestamp(), always);
  return value;
}

object_schema released_schema() {
  auto value = claim_schema();
  value.add(name::released_at, timestamp(), always);
  return value;
}

}  // namespace ocppgw::schemas
