// Questions to the brokers about topics. Each blocks for two seconds at most, or until `give_up` says so. Any thread but the Kafka
// thread.
#pragma once

#include "kafka/topics/topic_view.hpp"

#include <librdkafka/rdkafka.h>

#include <functional>
#include <string>
#include <vector>

namespace ocppgw::kafka {

// Which of the topics are there. `reached` is false where any question had no answer.
topic_view ask_topics(rd_kafka_t* through, const std::vector<std::string>& names);

// Fills in what the topics' own configuration says; what a broker does not say stays 0.
void ask_configuration(rd_kafka_t* through, std::vector<topic_description>& topics, const std::function<bool()>& give_up);

}  // namespace ocppgw::kafka
