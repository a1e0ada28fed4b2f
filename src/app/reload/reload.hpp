// What a new configuration changes of the running one. Main thread.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/config/changes.hpp"
#include "ocppgw/net/server.hpp"

#include <string>
#include <vector>

namespace ocppgw::app {

// The paths of the properties that differ, as "limits.sessions" or "listeners[0].tls.certificates".
struct reload_report {
  std::vector<std::string> applied;        // the gateway goes by them from now on
  std::vector<std::string> needs_restart;  // these stay as they were
  bool operator==(const reload_report&) const = default;
};

// Which properties differ, and which of them can be taken over without a restart. Both are complete.
std::vector<config::change> diff(const settings& before, const settings& after);

// `running` with only the reloadable properties of `wanted`. Routes to topics that were not in use stay out: whether these exist
// was not looked at.
snapshot reloaded(const settings& running, const settings& wanted);

// Gives the readers of settings - the network with its sessions, the log - what is reloadable of `wanted`, and `running` becomes
// what they go by. Certificates are read from their files again. Throws and changes nothing where a certificate cannot be used
// (std::runtime_error), or where what is taken over does not go with what stays (std::invalid_argument).
reload_report apply(const settings& wanted, snapshot& running, net::server& network);

}  // namespace ocppgw::app
