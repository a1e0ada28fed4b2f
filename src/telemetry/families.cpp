#include "telemetry/families.hpp"

#include <algorithm>
#include <iterator>

namespace ocppgw::telemetry {
namespace {

using enum family_kind;

// Deliveries are answered within kafka.delivery_timeout (8 s); CALLs of commands may take commands.response_timeout and more.
constexpr double delivery_seconds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
constexpr double call_seconds[] = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

constexpr std::string_view drop_reasons[] = {"too_large", "invalid",   "unauthorized", "unknown_topic",
                                             "refused",   "timed_out", "uncertain",    "stopped"};
constexpr std::string_view limits[] = {"sessions",
                                       "handshakes_in_flight",
                                       "handshake_timeout",
                                       "first_byte_timeout",
                                       "tls_timeout",
                                       "pending_connections",
                                       "pending_per_address",
                                       "connects_per_address",
                                       "write_queue_bytes",
                                       "open_files",
                                       "queue_bytes",
                                       "receive_bytes",
                                       "message_timeout",
                                       "calls_in_flight",
                                       "call_queue",
                                       "auth_queue",
                                       "tls_control_records",
                                       "takeovers",
                                       "auth_failures",
                                       "unsettled_commands",
                                       "stations",
                                       "messages_per_station"};

constexpr std::string_view produce_errors[] = {"_MSG_TIMED_OUT",     "_UNKNOWN_TOPIC",
                                               "MSG_SIZE_TOO_LARGE", "TOPIC_AUTHORIZATION_FAILED",
                                               "INVALID_RECORD",     "UNKNOWN_TOPIC_OR_PART"};

constexpr std::string_view rejected_frame_codes[] = {"refused",         "repaired",      "not_json",
                                                     "too_deep",        "not_an_array",  "bad_result",
                                                     "bad_error",       "no_message_id", "unknown_message_type",
                                                     "not_utf8",        "binary",        "unexpected_result",
                                                     "unexpected_error"};

constexpr family table[] = {
    {"ocppgw_build_info", gauge, "Always 1; the labels say what is running: version, revision, compiler.",
     "compiler,revision,version"},
    {"ocppgw_sessions", gauge, "Open sessions by listener and subprotocol.", "listener,subprotocol"},
    {"ocppgw_handshakes_total", counter, "Connection attempts by listener and result (accepted or why not).", "listener,result"},
    {"ocppgw_handshake_duration_seconds", histogram, "From accept to 101, TLS included.", {}, delivery_seconds, {}, true},
    {"ocppgw_sessions_closed_total", counter, "Ended sessions by initiator (station, gateway, network) and close code.",
     "code,initiator"},
    {"ocppgw_messages_total",
     counter,
     "OCPP messages by direction (in, out), type (call, result, error) and action.",
     "action,direction,type",
     {},
     {},
     true},
    {"ocppgw_message_faults_total", counter, "Faults in CALLs, tolerated or refused, by action and error code.", "action,code"},
    {"ocppgw_rejected_frames_total", counter, "Frames that went to the rejected topic, by code.", "code", {}, rejected_frame_codes},
    {"ocppgw_repeated_calls_total", counter, "CALLs recognised as repeats and not published again."},
    {"ocppgw_late_results_total", counter, "Results and errors from stations that nobody waited for."},
    {"ocppgw_call_duration_seconds",
     histogram,
     "From a CALL to its answer, by direction (in: we answer, out: the station does) and action.",
     "action,direction",
     call_seconds,
     {},
     true},
    {"ocppgw_events_total", counter, "Events by type and delivery status.", "result,type"},
    {"ocppgw_event_delivery_seconds", histogram, "From publishing an event to its delivery status.", {}, delivery_seconds},
    {"ocppgw_events_dropped_total",
     counter,
     "Events that were lost, by reason. Stays 0 as long as nothing is lost.",
     "reason",
     {},
     drop_reasons},
    {"ocppgw_commands_total", counter, "Commands by action and outcome.", "action,outcome"},
    {"ocppgw_command_queue", gauge, "Commands that wait for their station's earlier CALL to be answered."},
    {"ocppgw_unsettled_commands", gauge, "Commands taken from the topic whose outcome is not delivered yet."},
    {"ocppgw_stale_deliveries_total", counter, "Delivery statuses that came for sessions that had gone."},
    {"ocppgw_takeovers_total", counter, "Sessions that a newer connection of their station replaced."},
    {"ocppgw_admin_errors_total", counter, "Exceptions on the thread of the admin listener, which goes on."},
    {"ocppgw_shard_errors_total", counter,
     "Exceptions on the threads of the shards, which go on; a session's own ended that session."},
    {"ocppgw_kafka_thread_errors_total", counter, "Exceptions on the threads for Kafka, which go on."},
    {"ocppgw_producer_restarts_total", counter, "How often the producer failed fatally and was created anew."},
    {"ocppgw_producer_queue_bytes", gauge, "Bytes of records that Kafka has not acknowledged yet."},
    {"ocppgw_limit_reached_total", counter, "How often a configured limit turned something away, by limit.", "limit", {}, limits},
    {"ocppgw_shard_lag_seconds", gauge, "How late the shard's timer came: its run queue is that long.", "shard"},
    {"ocppgw_shard_sessions", gauge, "Open sessions by shard.", "shard"},
    {"ocppgw_config_last_reload_success", gauge, "1 if the last (re)load of the configuration succeeded."},
    {"ocppgw_stations_known", gauge, "Stations that the records of auth.stations know, by where they stand.", "source"},
    {"ocppgw_stations_last_reload_success", gauge, "1 if the last reading of auth.stations.file succeeded."},
    {"ocppgw_station_records_refused_total", counter, "Records of auth.stations.topic that could not be used."},
    {"ocppgw_tls_certificate_expiry_timestamp_seconds", gauge,
     "When the listener's first certificate to expire does, as seconds since 1970.", "listener"},
    {"ocppgw_tls_ocsp_response_due_timestamp_seconds", gauge,
     "When the first of the listener's OCSP responses is overdue and not shown any more, as seconds since 1970; 0: none ever is.",
     "listener"},
    {"kafka_connected", gauge, "1 while Kafka stores records, 0 while anything keeps it from that (kafka_fault)."},
    {"kafka_fault", gauge, "1 for what keeps records from being stored right now, by fault.", "fault"},
    {"kafka_state_change_timestamp_seconds", gauge, "When kafka_connected last changed, as seconds since 1970."},
    {"kafka_oldest_unacknowledged_seconds", gauge, "How long the oldest record that Kafka has not acknowledged waits."},
    {"kafka_produce_errors_total",
     counter,
     "Records that librdkafka or a broker did not take, by error. What librdkafka itself repeats is not in it.",
     "error",
     {},
     produce_errors},
    {"kafka_queue_messages", gauge, "Messages in librdkafka's producer queues.", "client"},
    {"kafka_queue_messages_bytes", gauge, "Bytes in librdkafka's producer queues.", "client"},
    {"kafka_requests_total", counter, "Requests sent to brokers.", "client"},
    {"kafka_requests_bytes_total", counter, "Bytes sent to brokers.", "client"},
    {"kafka_produced_messages_total", counter, "Messages sent to brokers.", "client"},
    {"kafka_consumed_messages_total", counter, "Messages consumed from brokers.", "client"},
    {"kafka_consumer_lag", gauge, "Messages not yet consumed of the topics that are read, by topic and partition.", "partition,topic"},
    {"kafka_broker_rtt_seconds", gauge, "Average round trip time to the broker.", "broker,client"},
};

}  // namespace

std::span<const family> families() { return table; }

const family* find_family(std::string_view name) {
  const auto* found = std::find_if(std::begin(table), std::end(table), [name](const family& one) { return one.name == name; });
  return found == std::end(table) ? nullptr : found;
}

}  // namespace ocppgw::telemetry
