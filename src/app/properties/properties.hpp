// Every property of the gateway: the sections of the table, and the table.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/config/property.hpp"

#include <span>

namespace ocppgw::app {

using property = config::property_of<settings>;

std::span<const property> gateway_properties();   // gateway, instance, listeners, auth
std::span<const property> ocpp_properties();      // ocpp
std::span<const property> session_properties();   // session, commands
std::span<const property> limit_properties();     // limits
std::span<const property> kafka_properties();     // kafka
std::span<const property> process_properties();   // admin, drain, log

// Of the objects in lists.
const config::property_table& listener_properties();
const config::property_table& station_properties();

// All of them, in the order of the reference. Lives as long as the process.
const config::property_table_of<settings>& properties();

// config/ocpp-gateway.yaml
std::string reference();

}  // namespace ocppgw::app
