// What is wrong with the topics, in an operator's words: each finding says what to do. Pure; any thread.
#pragma once

#include "kafka/topics/topic_view.hpp"
#include "ocppgw/kafka/client.hpp"

#include <set>
#include <string>
#include <vector>

namespace ocppgw::kafka {

struct topic_finding {
  std::string message;
  std::string topics;  // "a, b"
  auto operator<=>(const topic_finding&) const = default;
};

std::vector<topic_finding> find_in_topics(const std::vector<topic_description>& topics, const settings& what);

// "a (1 of 2)" for topics that have a partition with fewer replicas in sync than min.insync.replicas, or without a leader: nothing
// can be stored in it now. "" where there is none.
std::string too_few_replicas(const std::vector<topic_description>& topics);

}  // namespace ocppgw::kafka
