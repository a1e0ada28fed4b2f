// What an operator is told about the topics once they are all there. Any thread.
#pragma once

#include "kafka/topics/topic_view.hpp"

#include <cstddef>
#include <vector>

namespace ocppgw::kafka {

// One line per topic, and a warning for what endangers records: `message_max_bytes` is the largest record the gateway publishes.
void log_topics(const std::vector<topic_facts>& topics, std::size_t message_max_bytes);

}  // namespace ocppgw::kafka
