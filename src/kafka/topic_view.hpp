// What the brokers say about the topics that the gateway needs. Values; any thread.
#pragma once

#include <string>
#include <vector>

namespace ocppgw::kafka {

struct topic_facts {
  std::string name;
  int partitions = 0;
  int replication = 0;
  int min_insync = 0;  // 0 = the broker does not say
};

struct topic_view {
  bool reached = false;              // a broker answered
  std::vector<std::string> missing;  // names, with the reason where it is another than absence
  std::vector<topic_facts> found;

  bool complete() const { return reached && missing.empty(); }
};

}  // namespace ocppgw::kafka
