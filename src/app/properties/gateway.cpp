#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr named<auth_mode> auth_modes[] = {{"none", auth_mode::none}};

constexpr std::string_view listeners_example = R"(
  - bind: "0.0.0.0:9000"
    prefix: "/ocpp"
    # tls:
    #   certificates:
    #     - {cert: /etc/ocpp-gateway/ecdsa.pem, key: /etc/ocpp-gateway/ecdsa.key}
    #     - {cert: /etc/ocpp-gateway/rsa.pem, key: /etc/ocpp-gateway/rsa.key}
)";

constexpr property rows[] = {
    {.path = "gateway.id",
     .spec = text(check_name),
     .bind = [](settings& s) -> binding { return &s.sessions.records.gateway_id; },
     .doc = "Names the deployment, the same on all its instances. Part of ce_source, on which consumers join: choose once.",
     .presence = presence::required},
    {.path = "instance.id",
     .spec = text(check_name),
     .bind = [](settings& s) -> binding { return &s.sessions.records.instance_id; },
     .doc = "Names this process among the instances of the deployment. Empty: the host name."},
    {.path = "listeners",
     .spec = objects(),
     .bind = [](settings& s) -> binding { return bind_objects(s.network.listeners, listener_properties()); },
     .doc = "Where stations connect, one entry per address and port.",
     .presence = presence::required,
     .example = listeners_example},
    {.path = "auth.mode",
     .spec = choice_of<auth_modes>(),
     .bind = [](settings& s) -> binding { return bind_named<auth_modes>(s.auth.mode); },
     .doc = "How stations prove who they are. There is no default: an operator has to choose. none: every station is admitted, "
            "whatever it calls itself.",
     .presence = presence::required,
     .example = "none"},
};

}  // namespace

std::span<const property> gateway_properties() { return rows; }

}  // namespace ocppgw::app
