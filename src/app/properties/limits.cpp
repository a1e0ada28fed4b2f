#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr property rows[] = {
    {.path = "limits.message_size",
     .spec = size(kib, 64 * mib),
     .bind = [](settings& s) -> binding { return &s.network.limits.message_size; },
     .doc = "Largest message of a station; a larger one closes the session with 1009. 64 KiB below "
            "kafka.message_max_bytes, for what the event adds. After a reload, for new connections.",
     .reloadable = true},
    {.path = "limits.message_timeout",
     .spec = duration(100 * ms, hour),
     .bind = [](settings& s) -> binding { return &s.network.limits.receiving.message_timeout; },
     .doc = "From the first byte of a message to its last; one that takes longer closes the session with 1008.",
     .reloadable = true},
    {.path = "limits.receive_bytes",
     .spec = size(mib, 1024 * gib),
     .bind = [](settings& s) -> binding { return &s.network.limits.receiving.bytes; },
     .doc = "What all stations together may have sent of messages that are not complete; beyond it large messages are read one after "
            "the other.",
     .reloadable = true},
    {.path = "limits.header_size",
     .spec = size(kib, 64 * kib),
     .bind = [](settings& s) -> binding { return &s.network.limits.header_size; },
     .doc = "Largest HTTP header of the upgrade request.",
     .reloadable = true},
    {.path = "limits.handshake_timeout",
     .spec = duration(100 * ms, 300 * second),
     .bind = [](settings& s) -> binding { return &s.network.limits.handshake_timeout; },
     .doc = "From accepting a connection to its upgrade, TLS included.",
     .reloadable = true},
    {.path = "limits.handshakes_in_flight",
     .spec = count(1, 100'000),
     .bind = [](settings& s) -> binding { return &s.network.limits.handshakes_in_flight; },
     .doc = "Handshakes at the same time, per shard; more wait in the accept queue.",
     .reloadable = true},
    {.path = "limits.sessions",
     .spec = count(1, 16'000'000),
     .bind = [](settings& s) -> binding { return &s.network.limits.sessions; },
     .doc = "Stations connected at the same time; more are answered 503. The limit of open files has to be higher.",
     .reloadable = true},
    {.path = "limits.write_queue",
     .spec = size(kib, gib),
     .bind = [](settings& s) -> binding { return &s.network.limits.write_queue_bytes; },
     .doc = "What may wait to be written to one station; one that does not read is disconnected. After a reload, for "
            "new connections.",
     .reloadable = true},
    {.path = "limits.calls_in_flight",
     .spec = count(1, 1'000),
     .bind = [](settings& s) -> binding { return &s.sessions.calls_in_flight; },
     .doc = "Events of one station that may wait for Kafka; further CALLs wait before they become events.",
     .reloadable = true},
    {.path = "limits.call_queue",
     .spec = size(0, gib),
     .bind = [](settings& s) -> binding { return &s.sessions.call_queue_bytes; },
     .doc = "Bytes of one station's CALLs that may wait so; beyond it the station is not read from. Its answers and Heartbeats are "
            "read until then.",
     .reloadable = true},
    {.path = "limits.command_queue",
     .spec = count(1, 10'000),
     .bind = [](settings& s) -> binding { return &s.sessions.command_queue; },
     .doc = "Commands that may wait for one station; more end `queue_full`.",
     .reloadable = true},
    {.path = "limits.remembered_calls",
     .spec = count(0, 1'000),
     .bind = [](settings& s) -> binding { return &s.sessions.remembered_calls; },
     .doc = "Answered CALLs per station whose answer is repeated when the same frame comes again.",
     .reloadable = true},
    {.path = "limits.remembered_commands",
     .spec = count(0, 100'000'000),
     .bind = [](settings& s) -> binding { return &s.network.limits.remembered_commands; },
     .doc = "commandIds that are kept to recognise repeated commands."},
    {.path = "limits.garbage",
     .spec = count(1, 1'000'000),
     .bind = [](settings& s) -> binding { return &s.sessions.garbage_limit; },
     .doc = "Unreadable frames in a row after which a session is closed with 1002.",
     .reloadable = true},
    {.path = "limits.close_timeout",
     .spec = duration(100 * ms, 300 * second),
     .bind = [](settings& s) -> binding { return &s.network.limits.close_timeout; },
     .doc = "How long a closing handshake may take before the connection is cut. After a reload, for new connections.",
     .reloadable = true},
    {.path = "limits.shards",
     .spec = count(0, 256),
     .bind = [](settings& s) -> binding { return &s.network.shards; },
     .doc = "Threads that serve stations. 0: one per CPU."},
};

}  // namespace

std::span<const property> limit_properties() { return rows; }

}  // namespace ocppgw::app
