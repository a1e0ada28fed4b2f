// What the brokers say about the topics that the gateway needs. Values; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ocppgw::kafka {

struct topic_facts {
  std::string name;
  int partitions = 0;
  int replication = 0;
  int min_insync = 0;  // 0 = the broker does not say
};

// partition -> offset to read from: the committed one, or the earliest
using partition_starts = std::map<std::int32_t, std::int64_t>;

struct topic_view {
  bool reached = false;              // a broker answered
  std::vector<std::string> missing;  // names, with the reason where it is another than absence
  std::vector<topic_facts> found;
  partition_starts starts;  // of the command topic's partitions

  bool complete() const { return reached && missing.empty(); }
};

}  // namespace ocppgw::kafka
