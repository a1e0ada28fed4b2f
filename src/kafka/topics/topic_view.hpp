// What the brokers say about the topics that the gateway needs. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::kafka {

struct topic_description {
  std::string name;
  int partitions = 0;
  int replication = 0;
  int least_in_sync = 0;            // of all partitions: the fewest replicas in sync; 0 too where one has no leader
  int min_insync = 0;               // min.insync.replicas; 0 = the broker does not say
  std::size_t max_bytes = 0;        // max.message.bytes, of a batch; 0 = the broker does not say
  std::string cleanup_policy;       // "" = the broker does not say
  std::string configuration_error;  // why it does not
};

struct partition_start {
  std::int64_t offset = 0;  // to read from
  std::int64_t end = 0;     // of the partition when it was asked for
};
using partition_starts = std::map<std::int32_t, partition_start>;
using topic_starts = std::map<std::string, partition_starts>;  // by topic

inline void add_starts(topic_starts& to, topic_starts more) {
  for (auto& [topic, starts] : more) to[topic].merge(starts);
}

struct topic_view {
  bool reached = false;              // a broker answered
  std::vector<std::string> missing;  // names, with the reason where it is another than absence
  std::vector<topic_description> found;
  std::string few_replicas;                // too_few_replicas() of them
  topic_starts starts;                     // of the readers' partitions that were not told before
  std::optional<std::size_t> batch_bytes;  // the smallest max.message.bytes, where the brokers said it

  bool complete() const { return reached && missing.empty(); }
};

}  // namespace ocppgw::kafka
