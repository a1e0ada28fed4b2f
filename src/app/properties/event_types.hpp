// The event types that the gateway publishes: those of the action table, and those of sessions. Any thread.
#pragma once

#include <string>
#include <vector>

namespace ocppgw::app {

// What may have a route, "ocpp.station.heartbeat"; sorted, each once.
std::vector<std::string> event_types();

// Of the records about commands and of the rejected ones, which have topics of their own.
std::vector<std::string> other_record_types();

}  // namespace ocppgw::app
