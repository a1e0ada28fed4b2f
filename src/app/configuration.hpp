// The configuration of this process: loaded, checked against everything that can be checked without opening a socket, and
// translated into the modules' own settings. Main thread only.
#pragma once

#include "ocppgw/app/commands.hpp"

#include "ocppgw/command/decoder.hpp"
#include "ocppgw/config/load.hpp"
#include "ocppgw/kafka/client.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/session/settings.hpp"

#include <vector>

namespace ocppgw::app {

config::sources sources_of(const options& chosen);

// Loads and checks: the file's own errors first; if there are none, answers, certificates and librdkafka properties too.
config::loaded load_and_check(const config::sources& from);

// "file:line:col: path: message" for each problem, to standard error.
void report(const std::vector<config::problem>& problems);

// Translation. `values` has no problems.
session::settings conversation_settings(const config::settings& values);
ocppgw::command::decoder_settings command_settings(const config::settings& values);
net::settings network_settings(const config::settings& values);
kafka::settings kafka_settings(const config::settings& values);
std::vector<std::string> topics_of(const config::settings& values);

}  // namespace ocppgw::app
