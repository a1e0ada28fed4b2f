#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

using telemetry::log_format;

constexpr std::string_view levels[] = {"trace", "debug", "info", "warning", "error", "critical", "off"};
constexpr named<log_format> formats[] = {{"text", log_format::text}, {"json", log_format::json}};

constexpr property rows[] = {
    {.path = "admin.bind",
     .spec = text(check_bind),
     .bind = [](settings& s) -> binding { return &s.admin.bind; },
     .doc = "Health, metrics and version over HTTP, without TLS: keep it away from stations and the public."},
    {.path = "admin.token_file",
     .spec = text(or_empty<check_protected_file>),
     .bind = [](settings& s) -> binding { return &s.admin.token_file; },
     .doc =
         "File whose first line has to be brought as bearer token by whoever asks for anything but health. Empty: nobody has to."},
    {.path = "admin.probes_bind",
     .spec = text(or_empty<check_bind>),
     .bind = [](settings& s) -> binding { return &s.probes_bind; },
     .doc = "Another address and port, for health alone: what probes of an orchestrator may reach. Empty: none."},
    {.path = "drain.grace",
     .spec = duration(0, hour),
     .bind = [](settings& s) -> binding { return &s.network.drain.grace; },
     .doc = "After SIGTERM the gateway is not ready but still serves for so long, so that load balancers notice.",
     .reloadable = true},
    {.path = "drain.rate",
     .spec = count(1, 1'000'000),
     .bind = [](settings& s) -> binding { return &s.network.drain.rate; },
     .doc = "Sessions closed per second while draining, so that stations do not all reconnect at once.",
     .reloadable = true},
    {.path = "drain.deadline",
     .spec = duration(second, 24 * hour),
     .bind = [](settings& s) -> binding { return &s.network.drain.deadline; },
     .doc = "What is still connected after draining for so long is cut.",
     .reloadable = true},
    {.path = "drain.flush",
     .spec = duration(100 * ms, hour),
     .bind = [](settings& s) -> binding { return &s.network.drain.flush; },
     .doc =
         "In the end so long for Kafka to store what is left. What it does not store is logged and counted by type, and the exit "
         "code is 1. The container's stop time-out has to be longer than grace, deadline and flush together, by 5s.",
     .reloadable = true},
    {.path = "log.level",
     .spec = choice(levels),
     .bind = [](settings& s) -> binding { return &s.log.level; },
     .doc = "Lines below this level are not written.",
     .reloadable = true},
    {.path = "log.format",
     .spec = choice_of<formats>(),
     .bind = [](settings& s) -> binding { return bind_named<formats>(s.log.format); },
     .doc = "text for people, json for log collectors."},
};

}  // namespace

std::span<const property> process_properties() { return rows; }

}  // namespace ocppgw::app
