#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr named<auth_mode> auth_modes[] = {{"none", auth_mode::none}, {"stations", auth_mode::stations}};

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
    {.path = "stations.pattern",
     .spec = text(check_pattern),
     .bind = [](settings& s) -> binding { return &s.network.station_pattern; },
     .doc = "What a chargeBoxId has to look like, a regular expression (ECMAScript) for all of it. Whatever it says: 1 to 255 "
            "bytes of "
            "UTF-8 without control characters, invisible ones, ones that turn text around, '/', and neither '.' nor '..'.",
     .reloadable = true},
    {.path = "auth.mode",
     .spec = choice_of<auth_modes>(),
     .bind = [](settings& s) -> binding { return bind_named<auth_modes>(s.auth.mode); },
     .doc = "How stations prove who they are. There is no default: an operator has to choose. none: every station is admitted, "
            "whatever it calls itself. stations: by HTTP Basic, with a key of its record (auth.stations), or a certificate.",
     .presence = presence::required,
     .example = "none"},
    {.path = "auth.stations.file",
     .spec = text(check_permissions),
     .bind = [](settings& s) -> binding { return &s.auth.stations.file; },
     .doc =
         "JSON Lines, a station each: {\"station\": \"CP001\", \"keys\": [{\"hash\": \"hmac$...\"}]}, as ocpp-gateway "
         "hash-password "
         "writes them. Two keys are the window of a rotation; \"from\" and \"until\" bound a key, \"profiles\": [0, 1, 2] what the "
         "station may use (default 1 and 2), \"certificate\": {\"cn\": ...} its certificate, \"networks\": [\"10.0.0.0/8\"] where "
         "it may "
         "come from, \"enabled\": false shuts it out."},
    {.path = "auth.stations.reload",
     .spec = duration(100 * ms, hour),
     .bind = [](settings& s) -> binding { return &s.auth.stations.reload; },
     .doc =
         "How often the file is looked at. Once it has changed it is taken whole, or, where anything is wrong in it, not at all."},
    {.path = "auth.stations.topic",
     .spec = text(or_empty<check_topic>),
     .bind = [](settings& s) -> binding { return &s.auth.topic; },
     .doc = "A compacted topic with the same records: key = station, an empty value removes it. It counts instead of the file's "
            "record of "
            "the station; each instance reads it whole, and tells stations 503 until it has. Empty: there is none.",
     .example = "# ocpp.stations"},
    {.path = "auth.stations.limit",
     .spec = count(1, 100'000'000),
     .bind = [](settings& s) -> binding { return &s.auth.limit; },
     .doc = "Stations of the topic; further ones are refused, said in the log and counted."},
    {.path = "auth.pepper_file",
     .spec = text(or_empty<check_protected_file>),
     .bind = [](settings& s) -> binding { return &s.auth.stations.pepper_file; },
     .doc = "File with a secret of 16 bytes or more that went into the hashes (hash-password --pepper FILE), so that whoever finds "
            "the records alone can try no password. Empty: there is none."},
    {.path = "auth.queue",
     .spec = count(1, 100'000),
     .bind = [](settings& s) -> binding { return &s.auth.stations.queue; },
     .doc = "So many stations may wait for a slow hash (scrypt); further ones are told 503 with a random Retry-After, never 401."},
    {.path = "auth.remembered",
     .spec = count(0, 10'000'000),
     .bind = [](settings& s) -> binding { return &s.auth.stations.remembered; },
     .doc = "So many passwords that were verified by a slow hash need none again, as long as the process lives."},
};

}  // namespace

std::span<const property> gateway_properties() { return rows; }

}  // namespace ocppgw::app
