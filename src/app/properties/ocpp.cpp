#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr named<ocpp::tolerance> validations[] = {{"lenient", ocpp::tolerance::lenient}, {"strict", ocpp::tolerance::strict}};

constexpr property_of<station_override> of_station[] = {
    {.path = "id",
     .spec = text(check_station),
     .bind = [](station_override& o) -> binding { return &o.id; },
     .doc = "The chargeBoxId.",
     .presence = presence::required},
    {.path = "validation",
     .spec = choice_of<validations>(),
     .bind = [](station_override& o) -> binding { return bind_named<validations>(o.validation); },
     .doc = "Instead of ocpp.validation."},
    {.path = "quiet_after_open",
     .spec = duration(0, 60 * second),
     .bind = [](station_override& o) -> binding { return &o.quiet_after_open; },
     .doc = "Instead of session.quiet_after_open."},
};

constexpr property rows[] = {
    {.path = "ocpp.validation",
     .spec = choice_of<validations>(),
     .bind = [](settings& s) -> binding { return bind_named<validations>(s.sessions.defaults.validation); },
     .doc = "strict: a message that violates the specification is refused with a CALLERROR. lenient: what is readable "
            "becomes an event with `faults`.",
     .reloadable = true},
    {.path = "ocpp.heartbeat_interval",
     .spec = duration(second, 24 * hour),
     .bind = [](settings& s) -> binding { return &s.answers.heartbeat_interval; },
     .doc = "What the answer to BootNotification tells stations. Whole seconds.",
     .reloadable = true},
    {.path = "ocpp.answers",
     .spec = json_objects(),
     .bind = [](settings& s) -> binding { return &s.answers.overrides; },
     .doc = "What stations are told, by action; members replace those of the default answer. Quote what has to be a "
            "JSON string.",
     .reloadable = true,
     .example = "# {Authorize: {idTagInfo: {status: Blocked}}}"},
    {.path = "ocpp.data_transfer_vendors",
     .spec = texts(check_not_empty),
     .bind = [](settings& s) -> binding { return &s.answers.data_transfer_vendors; },
     .doc = "vendorIds whose DataTransfer is answered Accepted; all others get UnknownVendorId.",
     .reloadable = true},
    {.path = "ocpp.stations",
     .spec = objects(),
     .bind = [](settings& s) -> binding { return bind_objects(s.stations, station_properties()); },
     .doc = "Stations that are treated differently.",
     .reloadable = true,
     .example = "# [{id: CP001, validation: strict}]"},
};

}  // namespace

std::span<const property> ocpp_properties() { return rows; }

const config::property_table& station_properties() {
  static const config::property_table_of<station_override> table{of_station};
  return table;
}

}  // namespace ocppgw::app
