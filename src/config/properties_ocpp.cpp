#include "config/sections.hpp"
#include "config/validators.hpp"

namespace ocppgw::config {
namespace {

constexpr std::string_view validations[] = {"lenient", "strict"};

constexpr property table[] = {
    {"ocpp.validation", choice(validations), "lenient", [](settings& s) -> slot { return &s.ocpp.validation; },
     "strict: a message that violates the specification is refused with a CALLERROR. lenient: what is readable becomes an event "
     "with `faults`."},
    {"ocpp.heartbeat_interval", duration(second, 24 * hour), "300s", [](settings& s) -> slot { return &s.ocpp.heartbeat_interval; },
     "What the answer to BootNotification tells stations. Whole seconds."},
    {"ocpp.answers",
     {.what = kind::answers},
     "{}",
     [](settings& s) -> slot { return &s.ocpp.answers; },
     "What stations are told, by action; members replace those of the default answer. Quote what has to be a JSON string.",
     need::optional,
     false,
     false,
     R"(# {Authorize: {idTagInfo: {status: Blocked}}})"},
    {"ocpp.data_transfer_vendors",
     {.what = kind::texts, .check = check_not_empty},
     "[]",
     [](settings& s) -> slot { return &s.ocpp.data_transfer_vendors; },
     "vendorIds whose DataTransfer is answered Accepted; all others get UnknownVendorId."},
    {"ocpp.stations",
     {.what = kind::objects},
     "[]",
     [](settings& s) -> slot { return &s.ocpp.stations; },
     "Stations that are treated differently.",
     need::optional,
     false,
     false,
     R"(# [{id: CP001, validation: strict}])"},
    {"session.ping_interval", duration(0, 24 * hour), "60s", [](settings& s) -> slot { return &s.session.ping_interval; },
     "How often a WebSocket ping is sent, give or take a tenth. Keep it below the idle time-out of load balancers. 0: never."},
    {"session.idle_timeout", duration(0, 24 * hour), "900s", [](settings& s) -> slot { return &s.session.idle_timeout; },
     "A station that sends nothing for so long, not even a pong, is disconnected. 0: never."},
    {"session.quiet_after_open", duration(0, 60 * second), "3s", [](settings& s) -> slot { return &s.session.quiet_after_open; },
     "No command is sent before the station's first message or before this time is over: some stations are not ready at once."},
    {"session.compression",
     {.what = kind::boolean},
     "false",
     [](settings& s) -> slot { return &s.session.compression; },
     "Offer permessage-deflate. Costs memory for each station that accepts it."},
    {"commands.expires_after", duration(second, 24 * hour), "60s", [](settings& s) -> slot { return &s.commands.expires_after; },
     "A command without expiresAt that could not be sent within this time of its record ends `expired`."},
    {"commands.response_timeout", duration(second, hour), "30s", [](settings& s) -> slot { return &s.commands.response_timeout; },
     "A command without timeoutSeconds whose station does not answer for so long ends `timed_out`."},
};

constexpr property_of<station> of_station[] = {
    {"id", text(check_station), "", [](station& s) -> slot { return &s.id; }, "The chargeBoxId.", need::required},
    {"validation", choice(validations), "", [](station& s) -> slot { return &s.validation; }, "Instead of ocpp.validation."},
};

}  // namespace

std::span<const property> ocpp_properties() { return table; }
std::span<const property_of<station>> station_properties() { return of_station; }

}  // namespace ocppgw::config
