#include "app/properties/properties.hpp"

#include "ocppgw/config/print.hpp"

namespace ocppgw::app {
namespace {

constexpr std::string_view introduction =
    "# Every property of ocpp-gateway with its default. A configuration needs only what differs; see minimal.yaml.\n"
    "#\n"
    "# A property can also come from the environment (OCPPGW__KAFKA__BOOTSTRAP_SERVERS=kafka:9092) and from the command line\n"
    "# (--set kafka.bootstrap_servers=kafka:9092). Default < file < environment < command line; lists are replaced, maps are\n"
    "# merged key by key. `ocpp-gateway check` names everything that is wrong, `print-config` says where each value comes from.\n"
    "# Durations have a unit (500ms, 30s, 5m, 1h), sizes may have one (64KiB, 1MiB, 1000000).\n";

}  // namespace

const config::property_table_of<settings>& properties() {
  static const config::property_table_of<settings> table{gateway_properties(), ocpp_properties(),  session_properties(),
                                                         limit_properties(),   kafka_properties(), process_properties()};
  return table;
}

std::string reference() { return config::print_reference(properties(), introduction); }

}  // namespace ocppgw::app
