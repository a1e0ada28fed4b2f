// The gateway's side of Kafka: one idempotent producer, one consumer for any number of topics by manual assignment, one thread
// that owns both. publish() and settle() may be called from any thread and never block; all sinks are called on the Kafka thread.
//
// A fatal producer is destroyed and created anew, and what is unacknowledged is published again in order: records are kept here
// until their delivery status is final. Statuses reach the delivery_sink in batches, one per poll.
//
// Readiness ("kafka") is latched: it is false until every topic has been seen once, and afterwards only while no producer can be
// made. An outage of Kafka must not take all instances out of the balancer at once, where stations would find nobody at all;
// accepting() decides about newcomers instead. What Kafka is like meanwhile stands beside the check, in the log and in the metrics.
#pragma once

#include "ocppgw/event/ports.hpp"
#include "ocppgw/kafka/topic_reader.hpp"
#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ocppgw::kafka {

using property_map = std::map<std::string, std::string, std::less<>>;

struct settings {
  std::string bootstrap_servers;
  std::string instance_id;                   // client.id is "ocppgw-<instance_id>"
  std::string group_id = "ocpp-gateway";     // offsets are committed under it
  std::vector<std::string> produced_topics;  // every topic that must be there, those of the readers excepted
  std::string rejected_topic;                // the last resort: a record that it refuses for good is told as a fault of Kafka's
  std::vector<std::string> compacted_topics;  // that have to keep the newest record of each key, and no other
  property_map properties;                   // verbatim, both clients
  property_map producer_properties;          // verbatim
  property_map consumer_properties;          // verbatim
  std::vector<std::pair<std::string, std::string>> equal_partitions;  // topics that need as many partitions as each other
  std::size_t message_max_bytes = event::default_message_max_bytes;
  std::size_t queue_bytes = 256U * 1024 * 1024;  // unacknowledged records; above it accepting() is false
  std::chrono::milliseconds linger{5};
  std::chrono::milliseconds message_timeout{60'000};
  std::chrono::milliseconds topic_check_interval{5'000};
  std::chrono::milliseconds statistics_interval{5'000};
  std::chrono::milliseconds commit_interval{1'000};  // at most so often are offsets committed
};

// A librdkafka property that is wrong: unknown, invalid, or reserved by the gateway.
struct property_error {
  std::string map;   // "properties", "producer_properties", "consumer_properties"
  std::string name;  // "" where librdkafka refuses them only together
  std::string what;  // in librdkafka's own words
  bool operator==(const property_error&) const = default;
};
std::string to_string(const property_error& wrong);  // "properties: linger.ms: ..."

// For `check`: all of them at once.
std::vector<property_error> check_properties(const settings& what);

class client : public event::event_sink {
 public:
  // Called before start(): adds the readiness check "kafka" (names the missing topics) and a liveness check. `metrics` and `health`
  // outlive the client. Throws std::runtime_error where librdkafka refuses the configuration.
  static std::unique_ptr<client> create(settings what, telemetry::metrics& metrics, telemetry::health& health);

  // Starts the thread. The sinks outlive it (stop).
  virtual void start(event::delivery_sink& deliveries, std::vector<topic_reader> readers) = 0;

  // Stops taking records that have to be settled (drain), and asking for the topics; what was taken is still settled.
  virtual void stop_reading() = 0;

  // Waits until everything published is stored or refused and offsets are committed, or the time is up. True if all is out.
  virtual bool flush(std::chrono::milliseconds at_most) = 0;

  // Ends the thread; what is not stored by then is counted and logged by event type. Nothing is delivered to the sinks afterwards.
  // Idempotent. Returns how many records were not stored.
  virtual std::size_t stop() = 0;

  // Test hook: makes the current producer fail fatally, as librdkafka's rd_kafka_test_fatal_error does.
  virtual void provoke_fatal_error() = 0;
};

}  // namespace ocppgw::kafka
