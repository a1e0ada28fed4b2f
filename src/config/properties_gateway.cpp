#include "config/sections.hpp"
#include "config/validators.hpp"

namespace ocppgw::config {
namespace {

constexpr std::string_view auth_modes[] = {"none"};

constexpr std::string_view listeners_example = R"(
  - bind: "0.0.0.0:9000"
    prefix: "/ocpp"
    # tls:
    #   certificates:
    #     - {cert: /etc/ocpp-gateway/ecdsa.pem, key: /etc/ocpp-gateway/ecdsa.key}
    #     - {cert: /etc/ocpp-gateway/rsa.pem, key: /etc/ocpp-gateway/rsa.key}
)";

constexpr property table[] = {
    {"gateway.id", text(check_name), "ocpp", [](settings& s) -> slot { return &s.gateway.id; },
     "Names the deployment, the same on all its instances. Part of ce_source, on which consumers join: choose once.",
     need::required},
    {"instance.id", text(check_name), R"("")", [](settings& s) -> slot { return &s.instance.id; },
     "Names this process among the instances of the deployment. Empty: the host name."},
    {"listeners",
     {.what = kind::objects},
     "",
     [](settings& s) -> slot { return &s.listeners; },
     "Where stations connect, one entry per address and port.",
     need::required,
     false,
     false,
     listeners_example},
    {"auth.mode", choice(auth_modes), "", [](settings& s) -> slot { return &s.auth.mode; },
     "How stations prove who they are. There is no default: an operator has to choose. none: every station is admitted, whatever "
     "it calls "
     "itself.",
     need::required, false, false, "none"},
};

constexpr property_of<listener> of_listener[] = {
    {"bind", text(check_bind), "", [](listener& l) -> slot { return &l.bind; }, "IP address and port; port 0 takes any free one.",
     need::required},
    {"prefix", text(check_prefix), "/ocpp", [](listener& l) -> slot { return &l.prefix; },
     "Path before the station's name: stations connect to <prefix>/<chargeBoxId>."},
    {"tls",
     {.what = kind::objects},
     "",
     [](listener& l) -> slot { return &l.tls; },
     "TLS on this listener; without it, plain WebSocket."},
};

constexpr property_of<tls> of_tls[] = {
    {"certificates",
     {.what = kind::objects},
     "",
     [](tls& t) -> slot { return &t.certificates; },
     "Certificate chains with their keys; ECDSA and RSA may stand side by side.",
     need::required_but_dev},
    {"ciphers", text(), R"("")", [](tls& t) -> slot { return &t.ciphers; },
     "TLS 1.2 cipher list in OpenSSL's notation. Empty: the suites of the OCA security white paper."},
    {"ciphersuites", text(), R"("")", [](tls& t) -> slot { return &t.ciphersuites; },
     "TLS 1.3 cipher suites in OpenSSL's notation. Empty: AES-128-GCM, AES-256-GCM, ChaCha20-Poly1305."},
};

constexpr property_of<certificate> of_certificate[] = {
    {"cert", text(check_readable_file), "", [](certificate& c) -> slot { return &c.cert; },
     "File with the certificate chain in PEM, leaf first.", need::required},
    {"key", text(check_readable_file), "", [](certificate& c) -> slot { return &c.key; }, "File with the private key in PEM.",
     need::required},
};

}  // namespace

std::span<const property> gateway_properties() { return table; }
std::span<const property_of<listener>> listener_properties() { return of_listener; }
std::span<const property_of<tls>> tls_properties() { return of_tls; }
std::span<const property_of<certificate>> certificate_properties() { return of_certificate; }

}  // namespace ocppgw::config
