#include "schemas/all_schemas.hpp"

#include "schemas/record_schemas.hpp"

#include "ocppgw/command/names.hpp"
#include "ocppgw/command/outcome.hpp"
#include "ocppgw/event/names.hpp"
#include "ocppgw/ocpp/protocol.hpp"

namespace ocppgw::schemas {
namespace {

namespace name = ocppgw::command::names;
using ocppgw::command::outcome_kind;

constexpr outcome_kind outcomes[] = {outcome_kind::answered,  outcome_kind::errored,  outcome_kind::invalid,
                                     outcome_kind::offline,   outcome_kind::expired,  outcome_kind::queue_full,
                                     outcome_kind::timed_out, outcome_kind::uncertain};

void add(std::map<std::string, std::string>& to, const std::string& type, std::string_view title, const object_schema& value) {
  to.emplace(type, document(type, title, value));
}

}  // namespace

std::map<std::string, std::string> record_schemas() {
  std::map<std::string, std::string> all;
  for (const auto& row : ocpp::default_protocol().actions)
    for (const auto type : {row.event_type, row.event_type_connector_0})
      if (!type.empty())
        add(all, "ocpp." + std::string(type), "Event made of a station's " + std::string(row.name), action_schema(type));
  add(all, "ocpp.station.connected", "A session began", connected_schema());
  add(all, "ocpp.station.disconnected", "A session ended; its last event", disconnected_schema());
  add(all, std::string(event::names::security_event), "Something that concerns the gateway's own security", security_schema());
  for (const auto kind : outcomes) {
    const auto outcome = to_string(kind);
    add(all, std::string(name::outcome_prefix).append(outcome), "Outcome of a command: " + std::string(outcome),
        outcome_schema(outcome));
  }
  add(all, std::string(name::dispatched), "A session claims a command, to write it to its station; not an outcome",
      dispatched_schema());
  add(all, std::string(name::claimed), "A command is claimed to be ended without a send; not an outcome", claimed_schema());
  add(all, std::string(name::released), "A claimed command was not written and is open again; not an outcome", released_schema());
  add(all, std::string(name::answered_late), "What a station said to a command that had timed out; not an outcome",
      answered_late_schema());
  return all;
}

}  // namespace ocppgw::schemas
