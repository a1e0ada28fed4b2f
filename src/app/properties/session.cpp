#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr property rows[] = {
    {.path = "session.ping_interval",
     .spec = duration(0, 24 * hour),
     .bind = [](settings& s) -> binding { return &s.sessions.ping_interval; },
     .doc = "How often a WebSocket ping is sent, give or take a tenth. Keep it below the idle time-out of load "
            "balancers, which is often 50 or 60 s. 0: never.",
     .reloadable = true},
    {.path = "session.idle_timeout",
     .spec = duration(0, 24 * hour),
     .bind = [](settings& s) -> binding { return &s.sessions.idle_timeout; },
     .doc = "A station that sends nothing for so long, not even a pong, is disconnected. 0: never.",
     .reloadable = true},
    {.path = "session.quiet_after_open",
     .spec = duration(0, 60 * second),
     .bind = [](settings& s) -> binding { return &s.sessions.defaults.quiet_after_open; },
     .doc = "No command is sent before a connection is this old, whatever the station says meanwhile: some stations are "
            "not ready at once.",
     .reloadable = true},
    {.path = "session.compression",
     .spec = boolean(),
     .bind = [](settings& s) -> binding { return &s.network.compression; },
     .doc = "Offer permessage-deflate. Costs memory for each station that accepts it. After a reload, for new connections.",
     .reloadable = true},
    {.path = "commands.expires_after",
     .spec = duration(second, 24 * hour),
     .bind = [](settings& s) -> binding { return &s.commands.decoding.expires_after; },
     .doc = "A command without expiresAt that could not be sent within this time of its record ends `expired`."},
    {.path = "commands.response_timeout",
     .spec = duration(second, hour),
     .bind = [](settings& s) -> binding { return &s.commands.decoding.response_timeout; },
     .doc = "A command without timeoutSeconds whose station does not answer for so long ends `timed_out`."},
    {.path = "commands.max_lifetime",
     .spec = duration(second, 7 * 24 * hour),
     .bind = [](settings& s) -> binding { return &s.commands.decoding.max_lifetime; },
     .doc = "A command whose expiresAt is further ahead of its record's time ends `invalid`: the topics have to keep what is said "
            "of a command for so "
            "long."},
    {.path = "commands.repeat_window",
     .spec = duration(60 * second, 7 * 24 * hour),
     .bind = [](settings& s) -> binding { return &s.commands.remembered.repeat_window; },
     .doc = "For so long after its outcome a commandId reaches its station no second time, whatever restarts meanwhile. The topics "
            "of commands and of their results have to keep their records for longer."},
};

}  // namespace

std::span<const property> session_properties() { return rows; }

}  // namespace ocppgw::app
