#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr property_of<net::certificate> of_certificate[] = {
    {.path = "cert",
     .spec = text(check_protected_file),
     .bind = [](net::certificate& c) -> binding { return &c.chain_file; },
     .doc = "File with the certificate chain in PEM, leaf first.",
     .presence = presence::required},
    {.path = "key",
     .spec = text(check_protected_file),
     .bind = [](net::certificate& c) -> binding { return &c.key_file; },
     .doc = "File with the private key in PEM.",
     .presence = presence::required},
    {.path = "key_password_file",
     .spec = text(check_protected_file),
     .bind = [](net::certificate& c) -> binding { return &c.key_password_file; },
     .doc = "File whose first line is the passphrase of an encrypted key."},
    {.path = "ocsp_response_file",
     .spec = text(check_protected_file),
     .bind = [](net::certificate& c) -> binding { return &c.ocsp_response_file; },
     .doc = "File with the authority's OCSP response about the certificate, in DER, for stations that ask for it (stapling). "
            "It is read again when it changes, but not fetched; one that is overdue is not shown."},
};

const property_table& certificate_properties() {
  static const property_table_of<net::certificate> table{of_certificate};
  return table;
}

constexpr property_of<net::client_certificates> of_client[] = {
    {.path = "required",
     .spec = boolean(),
     .bind = [](net::client_certificates& c) -> binding { return &c.required; },
     .doc = "false: a station may do without a certificate, and prove itself by a password (auth.mode: stations).",
     .reloadable = true},
    {.path = "ca",
     .spec = text(check_protected_file),
     .bind = [](net::client_certificates& c) -> binding { return &c.ca_file; },
     .doc = "File with the certificates, in PEM, of those who sign for stations.",
     .presence = presence::required,
     .reloadable = true},
    {.path = "onboarding_ca",
     .spec = text(check_protected_file),
     .bind = [](net::client_certificates& c) -> binding { return &c.onboarding_ca_file; },
     .doc = "The same of manufacturers, for stations that have none of the operator's certificates yet; station.connected says "
            "onboarding.",
     .reloadable = true},
    {.path = "crl",
     .spec = texts(check_protected_file),
     .bind = [](net::client_certificates& c) -> binding { return &c.crl_files; },
     .doc = "Files with lists of revoked certificates, in PEM; one of each authority in ca and onboarding_ca, else none of its "
            "stations is let in.",
     .reloadable = true},
    {.path = "crl_max_age",
     .spec = duration(0, 365 * 24 * hour),
     .bind = [](net::client_certificates& c) -> binding { return &c.crl_max_age; },
     .doc = "After its next update was due, a list counts for so long; then no station is let in until there is a newer one.",
     .reloadable = true},
};

const property_table& client_properties() {
  static const property_table_of<net::client_certificates> table{of_client};
  return table;
}

constexpr property_of<net::tls_settings> of_tls[] = {
    {.path = "certificates",
     .spec = objects(),
     .bind = [](net::tls_settings& t) -> binding { return bind_objects(t.certificates, certificate_properties()); },
     .doc =
         "Certificate chains with their keys; ECDSA and RSA may stand side by side. Further ones of a kind are for the host names "
         "that they are made out to (SNI).",
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
    {.path = "groups",
     .spec = text(),
     .bind = [](net::tls_settings& t) -> binding { return &t.groups; },
     .doc =
         "Groups for the exchange of keys, in OpenSSL's notation. Others than the usual ones cost the gateway up to 300 times as "
         "much as whoever asks for them.",
     .reloadable = true},
    {.path = "control_records",
     .spec = count(1, 10'000),
     .bind = [](net::tls_settings& t) -> binding { return &t.control_records; },
     .doc =
         "Key updates, attempts to renegotiate and warnings that a connection may send within a minute without application data in "
         "between; more end it.",
     .reloadable = true},
    {.path = "ticket_key_file",
     .spec = text(check_protected_file),
     .bind = [](net::tls_settings& t) -> binding { return &t.ticket_key_file; },
     .doc =
         "File with 32 random bytes or more, from which the keys of session tickets are made, new ones every six hours. With the "
         "same file instances take each other's tickets. Without: a secret of this process.",
     .reloadable = true},
    {.path = "client",
     .spec = objects(),
     .bind = [](net::tls_settings& t) -> binding { return bind_objects(t.client, client_properties()); },
     .doc = "Certificates of stations (security profile 3); sessions are not resumed on such a listener.",
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
    {.path = "min_profile",
     .spec = count(0, 3),
     .bind = [](net::listener& l) -> binding { return &l.min_profile; },
     .doc = "Security profile of the OCA white paper that a station has to prove here at least: 1 a password, 2 a password over "
            "TLS, 3 "
            "a certificate; else 403. With auth.mode none nobody proves any.",
     .reloadable = true},
    {.path = "trusted_proxies",
     .spec = texts(check_network),
     .bind = [](net::listener& l) -> binding { return &l.trusted_proxies; },
     .doc =
         "Addresses and networks of load balancers. What they say of the client's address counts for limits, logs and events: by "
         "proxy_protocol, or else in X-Forwarded-For, where it is the last that none of them vouches for.",
     .reloadable = true},
    {.path = "proxy_protocol",
     .spec = boolean(),
     .bind = [](net::listener& l) -> binding { return &l.proxy_protocol; },
     .doc =
         "Every connection begins with a PROXY header, version 1 or 2, before TLS, and comes from one of trusted_proxies; others "
         "are closed.",
     .reloadable = true},
};

}  // namespace

const property_table& listener_properties() {
  static const property_table_of<net::listener> table{of_listener};
  return table;
}

}  // namespace ocppgw::app
