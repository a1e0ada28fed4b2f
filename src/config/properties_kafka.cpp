#include "config/sections.hpp"
#include "config/validators.hpp"

namespace ocppgw::config {
namespace {

constexpr std::string_view content_modes[] = {"binary", "structured"};

constexpr property table[] = {
    {"kafka.bootstrap_servers", text(), "", [](settings& s) -> slot { return &s.kafka.bootstrap_servers; },
     "Brokers to begin with, separated by commas.", need::required_but_dev, false, false, R"("kafka:9092")"},
    {"kafka.group_id", text(check_not_empty), "ocpp-gateway", [](settings& s) -> slot { return &s.kafka.group_id; },
     "Offsets of the command topic are committed under this consumer group; partitions are assigned by hand."},
    {"kafka.content_mode", choice(content_modes), "binary", [](settings& s) -> slot { return &s.kafka.content_mode; },
     "CloudEvents: binary (attributes in headers) or structured (everything in the value)."},
    {"kafka.delivery_timeout", duration(100 * ms, 300 * second), "8s",
     [](settings& s) -> slot { return &s.kafka.delivery_timeout; },
     "An answer waits so long for Kafka's acknowledgement; then the session is closed with 1011 and the station repeats."},
    {"kafka.message_timeout", duration(second, hour), "60s", [](settings& s) -> slot { return &s.kafka.message_timeout; },
     "How long the producer tries to deliver a record (librdkafka's message.timeout.ms)."},
    {"kafka.linger", duration(0, 10 * second), "5ms", [](settings& s) -> slot { return &s.kafka.linger; },
     "How long the producer waits for a batch to fill (librdkafka's linger.ms)."},
    {"kafka.message_max_bytes", size(1'000, gib), "1000000", [](settings& s) -> slot { return &s.kafka.message_max_bytes; },
     "Largest record; the topics and brokers have to allow it."},
    {"kafka.queue_bytes", size(mib, 64 * gib), "256MiB", [](settings& s) -> slot { return &s.kafka.queue_bytes; },
     "Records that wait for acknowledgement; above it no new sessions are taken."},
    {"kafka.topic_check_interval", duration(100 * ms, hour), "5s",
     [](settings& s) -> slot { return &s.kafka.topic_check_interval; },
     "How often the existence of the topics is checked while some are missing."},
    {"kafka.topics.events", text(check_topic), "ocpp.events", [](settings& s) -> slot { return &s.kafka.topics.events; },
     "Events of stations, but for those with a route."},
    {"kafka.topics.commands", text(check_topic), "ocpp.commands", [](settings& s) -> slot { return &s.kafka.topics.commands; },
     "Commands to stations."},
    {"kafka.topics.command_results", text(check_topic), "ocpp.command-results",
     [](settings& s) -> slot { return &s.kafka.topics.command_results; }, "How commands ended."},
    {"kafka.topics.rejected", text(check_topic), "ocpp.rejected", [](settings& s) -> slot { return &s.kafka.topics.rejected; },
     "Frames and commands that could not be understood."},
    {"kafka.routes",
     {.what = kind::map, .check = check_topic, .check_key = check_event_type},
     "{}",
     [](settings& s) -> slot { return &s.kafka.routes; },
     "Topics of their own for some event types. The order of a station's events holds within one topic only.",
     need::optional,
     false,
     false,
     "# {ocpp.meter.sampled: ocpp.meter-values}"},
    {"kafka.properties",
     {.what = kind::map},
     "{}",
     [](settings& s) -> slot { return &s.kafka.properties; },
     "Passed to librdkafka as they are, producer and consumer. A secret can stay in a file: `sasl.password_file: "
     "/run/secrets/kafka`.",
     need::optional,
     true,
     false,
     "# {security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512, sasl.username: gateway}"},
    {"kafka.producer_properties",
     {.what = kind::map},
     "{}",
     [](settings& s) -> slot { return &s.kafka.producer_properties; },
     "As kafka.properties, for the producer only.",
     need::optional,
     true,
     false,
     "# {compression.type: zstd}"},
    {"kafka.consumer_properties",
     {.what = kind::map},
     "{}",
     [](settings& s) -> slot { return &s.kafka.consumer_properties; },
     "As kafka.properties, for the consumer of commands only.",
     need::optional,
     true},
};

}  // namespace

std::span<const property> kafka_properties() { return table; }

}  // namespace ocppgw::config
