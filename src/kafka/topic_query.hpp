// Blocking questions to the brokers about topics. Any thread but the Kafka thread.
#pragma once

#include "kafka/topic_view.hpp"

#include <librdkafka/rdkafka.h>

#include <string>
#include <vector>

namespace ocppgw::kafka {

topic_view ask_topics(rd_kafka_t* through, const std::vector<std::string>& names);

// Fills in min.insync.replicas where the brokers say it (the embedded one does not).
void ask_min_insync(rd_kafka_t* through, std::vector<topic_facts>& topics);

}  // namespace ocppgw::kafka
