// The configuration of this process: the settings of all modules side by side, and the few values that several of them are made of.
// A property is a row in src/app/properties and one member somewhere below `settings`, whose initial value is its default.
// What the process runs on is an immutable snapshot, std::shared_ptr<const settings>; a reload makes a new one.
#pragma once

#include "ocppgw/admin/server.hpp"
#include "ocppgw/auth/stations.hpp"
#include "ocppgw/command/router.hpp"
#include "ocppgw/kafka/client.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/session/answer_settings.hpp"
#include "ocppgw/session/settings.hpp"
#include "ocppgw/telemetry/log_settings.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::app {

enum class auth_mode { none, stations };

struct auth_settings {
  std::optional<auth_mode> mode;  // an operator has to choose
  auth::stations_settings stations = {};
  std::string topic = {};         // of station records; "": there is none
  std::size_t limit = 1'000'000;  // stations that it may have
};

// A station that is treated differently; what is absent is as for all others.
struct station_override {
  std::string id;
  std::optional<ocpp::tolerance> validation;
  std::optional<std::chrono::milliseconds> quiet_after_open;
};

struct settings {
  net::settings network;
  session::settings sessions;
  session::answer_settings answers;
  std::vector<station_override> stations;
  ocppgw::command::router_settings commands;
  std::string commands_topic = "ocpp.commands";
  std::size_t unsettled_commands = kafka::topic_reader{}.unsettled_limit;
  std::size_t unsettled_command_bytes = kafka::topic_reader{}.unsettled_bytes;
  kafka::settings kafka;
  admin::settings admin;
  std::string probes_bind;  // of a second admin listener, for health alone; "": none
  auth_settings auth;
  telemetry::log_settings log;
};

using snapshot = std::shared_ptr<const settings>;

// Derives what is made of several properties, or of one for several modules: the answers and the overrides of the sessions, the
// instance's name, the largest record and the topics. `read` has no problems.
snapshot complete(settings read);

// Parts of a snapshot that keep the whole of it.
std::shared_ptr<const net::settings> network_of(const snapshot& all);
std::shared_ptr<const session::settings> sessions_of(const snapshot& all);

}  // namespace ocppgw::app
