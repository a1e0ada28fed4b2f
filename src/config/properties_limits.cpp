#include "config/sections.hpp"

namespace ocppgw::config {
namespace {

constexpr property table[] = {
    {"limits.message_size", size(kib, 64 * mib), "900KiB", [](settings& s) -> slot { return &s.limits.message_size; },
     "Largest message of a station; a larger one closes the session with 1009. 64 KiB below kafka.message_max_bytes, for what the "
     "event adds."},
    {"limits.header_size", size(kib, 64 * kib), "8KiB", [](settings& s) -> slot { return &s.limits.header_size; },
     "Largest HTTP header of the upgrade request."},
    {"limits.handshake_timeout", duration(100 * ms, 300 * second), "10s",
     [](settings& s) -> slot { return &s.limits.handshake_timeout; }, "From accepting a connection to its upgrade, TLS included."},
    {"limits.handshakes_in_flight", count(1, 100'000), "200", [](settings& s) -> slot { return &s.limits.handshakes_in_flight; },
     "Handshakes at the same time, per shard; more wait in the accept queue."},
    {"limits.sessions", count(1, 16'000'000), "15000", [](settings& s) -> slot { return &s.limits.sessions; },
     "Stations connected at the same time; more are answered 503. The limit of open files has to be higher."},
    {"limits.write_queue", size(kib, gib), "1MiB", [](settings& s) -> slot { return &s.limits.write_queue; },
     "What may wait to be written to one station; one that does not read is disconnected."},
    {"limits.calls_in_flight", count(1, 1'000), "8", [](settings& s) -> slot { return &s.limits.calls_in_flight; },
     "Events of one station that may wait for Kafka; beyond it the station is not read from."},
    {"limits.command_queue", count(1, 10'000), "16", [](settings& s) -> slot { return &s.limits.command_queue; },
     "Commands that may wait for one station; more end `queue_full`."},
    {"limits.remembered_calls", count(0, 1'000), "4", [](settings& s) -> slot { return &s.limits.remembered_calls; },
     "Answered CALLs per station whose answer is repeated when the same frame comes again."},
    {"limits.remembered_commands", count(0, 100'000'000), "100000",
     [](settings& s) -> slot { return &s.limits.remembered_commands; }, "commandIds that are kept to recognise repeated commands."},
    {"limits.garbage", count(1, 1'000'000), "10", [](settings& s) -> slot { return &s.limits.garbage; },
     "Unreadable frames in a row after which a session is closed with 1002."},
    {"limits.close_timeout", duration(100 * ms, 300 * second), "5s", [](settings& s) -> slot { return &s.limits.close_timeout; },
     "How long a closing handshake may take before the connection is cut."},
    {"limits.shards", count(0, 256), "0", [](settings& s) -> slot { return &s.limits.shards; },
     "Threads that serve stations. 0: one per CPU."},
};

}  // namespace

std::span<const property> limit_properties() { return table; }

}  // namespace ocppgw::config
