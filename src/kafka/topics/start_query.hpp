// Where a reader starts in each partition, as numbers: nothing is assigned by a logical offset, so a start means the same when it
// is used as when it was asked for. Blocks for up to two seconds a partition. Any thread but the Kafka thread.
#pragma once

#include "kafka/topics/topic_view.hpp"
#include "ocppgw/kafka/topic_reader.hpp"

#include <librdkafka/rdkafka.h>

#include <string>

namespace ocppgw::kafka {

struct starts_answer {
  partition_starts starts;
  std::string error;  // "" where the brokers answered
};

// Of the partitions first..count-1. Those that appeared after the reader's start (`first` > 0) are read from their earliest record
// on, unless they have a committed offset.
starts_answer ask_starts(rd_kafka_t* through, const topic_reader& reader, std::int32_t first, std::int32_t count);

}  // namespace ocppgw::kafka
