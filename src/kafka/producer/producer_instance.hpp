// One life of librdkafka's producer: from creation to a fatal error. Lives on the Kafka thread. It points into the records it
// was given until their report came or it is destroyed; destruction waits for librdkafka's threads.
#pragma once

#include "kafka/library/handles.hpp"
#include "kafka/library/properties.hpp"
#include "kafka/library/wake_up.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace ocppgw::kafka {

class producer_instance {
 public:
  // Throws std::runtime_error where librdkafka refuses the configuration.
  producer_instance(const settings& what, batching how, const wake_up& wake);
  producer_instance(const producer_instance&) = delete;
  producer_instance& operator=(const producer_instance&) = delete;

  // NO_ERROR, or why librdkafka does not take the record.
  rd_kafka_resp_err_t produce(const event::record& what, std::uint64_t id);

  // The next event (reports, errors, statistics); null if there is none.
  event_handle poll() { return queue_.poll(); }

  // "" while it is alive.
  std::string fatal_error() const;
  void provoke_fatal_error();

 private:
  rd_kafka_topic_t* topic(const std::string& name);

  // librdkafka waits for its queues and topics to be given back before it ends: they come after it.
  instance_handle instance_;
  attached_queue queue_;
  std::unordered_map<std::string, topic_handle> topics_;
};

}  // namespace ocppgw::kafka
