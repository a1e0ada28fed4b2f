// What of the configuration an attacker would like, for the audit at the start. Pure; any thread.
#pragma once

#include "app/settings.hpp"

#include <string>
#include <vector>

namespace ocppgw::app {

// "auth.mode is none", ... - nothing about addresses that only this machine has.
std::vector<std::string> weak_settings(const settings& values);

}  // namespace ocppgw::app
