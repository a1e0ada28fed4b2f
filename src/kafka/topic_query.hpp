// Blocking questions to the brokers about topics. Any thread but the Kafka thread.
#pragma once

#include "kafka/topic_view.hpp"

#include <librdkafka/rdkafka.h>

#include <functional>
#include <string>
#include <vector>

namespace ocppgw::kafka {

topic_view ask_topics(rd_kafka_t* through, const std::vector<std::string>& names);

// Fills in min.insync.replicas where the brokers say it (the embedded one does not). Gives up when told to.
void ask_min_insync(rd_kafka_t* through, std::vector<topic_facts>& topics, const std::function<bool()>& give_up);

struct starts_answer {
  partition_starts starts;
  std::string error;  // "" if the starts are known
};

// Where reading each of the topic's partitions starts, by the offsets committed under the group of `through`.
starts_answer ask_starts(rd_kafka_t* through, const std::string& topic, std::int32_t partitions);

}  // namespace ocppgw::kafka
