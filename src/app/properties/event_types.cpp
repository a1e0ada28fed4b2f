#include "app/properties/event_types.hpp"

#include "ocppgw/command/names.hpp"
#include "ocppgw/command/outcome.hpp"
#include "ocppgw/event/names.hpp"
#include "ocppgw/ocpp/protocol.hpp"

#include <set>

namespace ocppgw::app {

std::vector<std::string> event_types() {
  std::set<std::string> types{"ocpp.station.connected", "ocpp.station.disconnected", std::string(event::names::security_event)};
  for (const auto* spoken : ocpp::protocols()) {
    for (const auto& row : spoken->actions) {
      for (const auto type : {row.event_type, row.event_type_connector_0}) {
        if (!type.empty()) types.insert("ocpp." + std::string(type));
      }
    }
  }
  return {types.begin(), types.end()};
}

std::vector<std::string> other_record_types() {
  std::vector<std::string> types{std::string(event::names::frame_rejected), std::string(event::names::command_rejected),
                                 std::string(command::names::dispatched), std::string(command::names::claimed),
                                 std::string(command::names::released)};
  for (const auto kind : command::outcome_kinds)
    types.push_back(std::string(command::names::outcome_prefix).append(to_string(kind)));
  return types;
}

}  // namespace ocppgw::app
