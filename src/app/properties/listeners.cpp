#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr property_of<net::certificate> of_certificate[] = {
    {.path = "cert",
     .spec = text(check_readable_file),
     .bind = [](net::certificate& c) -> binding { return &c.chain_file; },
     .doc = "File with the certificate chain in PEM, leaf first.",
     .presence = presence::required},
    {.path = "key",
     .spec = text(check_readable_file),
     .bind = [](net::certificate& c) -> binding { return &c.key_file; },
     .doc = "File with the private key in PEM.",
     .presence = presence::required},
};

const property_table& certificate_properties() {
  static const property_table_of<net::certificate> table{of_certificate};
  return table;
}

constexpr property_of<net::tls_settings> of_tls[] = {
    {.path = "certificates",
     .spec = objects(),
     .bind = [](net::tls_settings& t) -> binding { return bind_objects(t.certificates, certificate_properties()); },
     .doc = "Certificate chains with their keys; ECDSA and RSA may stand side by side.",
     .presence = presence::required_without_preset,
     .reloadable = true},
    {.path = "ciphers",
     .spec = text(),
     .bind = [](net::tls_settings& t) -> binding { return &t.ciphers; },
     .doc = "TLS 1.2 cipher list in OpenSSL's notation. Empty: the suites of the OCA security white paper.",
     .reloadable = true},
    {.path = "ciphersuites",
     .spec = text(),
     .bind = [](net::tls_settings& t) -> binding { return &t.ciphersuites; },
     .doc = "TLS 1.3 cipher suites in OpenSSL's notation. Empty: AES-128-GCM, AES-256-GCM, ChaCha20-Poly1305.",
     .reloadable = true},
};

const property_table& tls_properties() {
  static const property_table_of<net::tls_settings> table{of_tls};
  return table;
}

constexpr property_of<net::listener> of_listener[] = {
    {.path = "bind",
     .spec = text(check_bind),
     .bind = [](net::listener& l) -> binding { return &l.bind; },
     .doc = "IP address and port; port 0 takes any free one.",
     .presence = presence::required},
    {.path = "prefix",
     .spec = text(check_prefix),
     .bind = [](net::listener& l) -> binding { return &l.prefix; },
     .doc = "Path before the station's name: stations connect to <prefix>/<chargeBoxId>; /: to /<chargeBoxId>.",
     .reloadable = true},
    {.path = "tls",
     .spec = objects(),
     .bind = [](net::listener& l) -> binding { return bind_objects(l.tls, tls_properties()); },
     .doc = "TLS on this listener; without it, plain WebSocket."},
};

}  // namespace

const property_table& listener_properties() {
  static const property_table_of<net::listener> table{of_listener};
  return table;
}

}  // namespace ocppgw::app
