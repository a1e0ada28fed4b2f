// What a new configuration changes of the running one. Main thread.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/config/changes.hpp"

#include <vector>

namespace ocppgw::app {

// Which properties differ, and which of them can be taken over without a restart. Both are complete.
std::vector<config::change> diff(const settings& before, const settings& after);

// `running` with only the reloadable properties of `wanted`.
snapshot reloaded(const settings& running, const settings& wanted);

}  // namespace ocppgw::app
