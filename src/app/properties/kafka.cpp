#include "app/properties/checks.hpp"
#include "app/properties/properties.hpp"

namespace ocppgw::app {
namespace {

using namespace config;

constexpr named<event::content_mode> content_modes[] = {{"binary", event::content_mode::binary},
                                                        {"structured", event::content_mode::structured}};

constexpr property rows[] = {
    {.path = "kafka.bootstrap_servers",
     .spec = text(),
     .bind = [](settings& s) -> binding { return &s.kafka.bootstrap_servers; },
     .doc = "Brokers to begin with, separated by commas.",
     .presence = presence::required_without_preset,
     .example = R"("kafka:9092")"},
    {.path = "kafka.group_id",
     .spec = text(check_not_empty),
     .bind = [](settings& s) -> binding { return &s.kafka.group_id; },
     .doc = "Offsets of the command topic are committed under this consumer group; partitions are assigned by hand."},
    {.path = "kafka.content_mode",
     .spec = choice_of<content_modes>(),
     .bind = [](settings& s) -> binding { return bind_named<content_modes>(s.sessions.records.mode); },
     .doc = "CloudEvents: binary (attributes in headers) or structured (everything in the value)."},
    {.path = "kafka.delivery_timeout",
     .spec = duration(100 * ms, 300 * second),
     .bind = [](settings& s) -> binding { return &s.sessions.delivery_timeout; },
     .doc = "An answer waits so long for Kafka's acknowledgement; then the session is closed with 1011 and the station "
            "repeats.",
     .reloadable = true},
    {.path = "kafka.message_timeout",
     .spec = duration(second, hour),
     .bind = [](settings& s) -> binding { return &s.kafka.message_timeout; },
     .doc = "How long the producer tries to deliver a record (librdkafka's message.timeout.ms)."},
    {.path = "kafka.linger",
     .spec = duration(0, 10 * second),
     .bind = [](settings& s) -> binding { return &s.kafka.linger; },
     .doc = "How long the producer waits for a batch to fill (librdkafka's linger.ms)."},
    {.path = "kafka.message_max_bytes",
     .spec = size(1'000, gib),
     .bind = [](settings& s) -> binding { return &s.kafka.message_max_bytes; },
     .doc = "Largest record; the topics and brokers have to allow it."},
    {.path = "kafka.queue_bytes",
     .spec = size(mib, 64 * gib),
     .bind = [](settings& s) -> binding { return &s.kafka.queue_bytes; },
     .doc = "Records that wait for acknowledgement; above it no new sessions are taken."},
    {.path = "kafka.topic_check_interval",
     .spec = duration(100 * ms, hour),
     .bind = [](settings& s) -> binding { return &s.kafka.topic_check_interval; },
     .doc = "How often the gateway looks whether the topics are there and can be written to."},
    {.path = "kafka.topics.events",
     .spec = text(check_topic),
     .bind = [](settings& s) -> binding { return &s.sessions.records.events_topic; },
     .doc = "Events of stations, but for those with a route."},
    {.path = "kafka.topics.commands",
     .spec = text(check_topic),
     .bind = [](settings& s) -> binding { return &s.commands_topic; },
     .doc = "Commands to stations."},
    {.path = "kafka.topics.command_results",
     .spec = text(check_topic),
     .bind = [](settings& s) -> binding { return &s.sessions.records.results_topic; },
     .doc = "How commands ended."},
    {.path = "kafka.topics.rejected",
     .spec = text(check_topic),
     .bind = [](settings& s) -> binding { return &s.sessions.records.rejected_topic; },
     .doc = "Frames and commands that could not be understood."},
    {.path = "kafka.routes",
     .spec = map(check_topic, check_event_type),
     .bind = [](settings& s) -> binding { return &s.sessions.records.routes; },
     .doc = "Topics of their own for some event types. The order of a station's events holds within one topic only. "
            "Reloadable as far as the topics were in use before.",
     .reloadable = true,
     .example = "# {ocpp.meter.sampled: ocpp.meter-values}"},
    {.path = "kafka.properties",
     .spec = map(),
     .bind = [](settings& s) -> binding { return &s.kafka.properties; },
     .doc = "Passed to librdkafka as they are, producer and consumer. A secret can stay in a file: "
            "`sasl.password_file: /run/secrets/kafka`.",
     .shows = is_harmless_kafka_property,
     .example = "# {security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512, sasl.username: gateway}"},
    {.path = "kafka.producer_properties",
     .spec = map(),
     .bind = [](settings& s) -> binding { return &s.kafka.producer_properties; },
     .doc = "As kafka.properties, for the producer only.",
     .shows = is_harmless_kafka_property,
     .example = "# {compression.type: zstd}"},
    {.path = "kafka.consumer_properties",
     .spec = map(),
     .bind = [](settings& s) -> binding { return &s.kafka.consumer_properties; },
     .doc = "As kafka.properties, for the consumer only: of commands, their results, and stations.",
     .shows = is_harmless_kafka_property},
};

}  // namespace

std::span<const property> kafka_properties() { return rows; }

}  // namespace ocppgw::app
