#include "config/sections.hpp"
#include "config/validators.hpp"

namespace ocppgw::config {
namespace {

constexpr std::string_view levels[] = {"trace", "debug", "info", "warning", "error", "critical", "off"};
constexpr std::string_view formats[] = {"text", "json"};

constexpr property table[] = {
    {"admin.bind", text(check_bind), "127.0.0.1:9464", [](settings& s) -> slot { return &s.admin.bind; },
     "Health, metrics and version over HTTP. No authentication: keep it away from stations and the public."},
    {"drain.grace", duration(0, hour), "2s", [](settings& s) -> slot { return &s.drain.grace; },
     "After SIGTERM the gateway is not ready but still serves for so long, so that load balancers notice."},
    {"drain.rate", count(1, 1'000'000), "500", [](settings& s) -> slot { return &s.drain.rate; },
     "Sessions closed per second while draining, so that stations do not all reconnect at once."},
    {"drain.deadline", duration(second, 24 * hour), "30s", [](settings& s) -> slot { return &s.drain.deadline; },
     "What is still connected after draining for so long is cut. The container's stop time-out has to be longer."},
    {"log.level", choice(levels), "info", [](settings& s) -> slot { return &s.log.level; },
     "Lines below this level are not written.", need::optional, false, true},
    {"log.format", choice(formats), "text", [](settings& s) -> slot { return &s.log.format; },
     "text for people, json for log collectors."},
};

}  // namespace

std::span<const property> process_properties() { return table; }

}  // namespace ocppgw::config
