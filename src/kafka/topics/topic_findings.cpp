#include "kafka/topics/topic_findings.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

namespace ocppgw::kafka {
namespace {

void append(std::string& to, const std::string& name) { to += (to.empty() ? "" : ", ") + name; }

class collector {
 public:
  collector(const std::vector<topic_description>& topics, const settings& what) : topics_(topics), what_(what) {}

  std::vector<topic_finding> collect() {
    if (topics_.empty()) return {};
    check_access();
    check_contents();
    check_sizes();
    check_replication();
    check_partitions();
    return std::move(found_);
  }

 private:
  void check_access() {
    note("the topic's configuration is not shown: allow DESCRIBE_CONFIGS, so that the gateway can check it",
         [](const auto& topic) { return !topic.configuration_error.empty(); });
  }

  void check_contents() {
    note("cleanup.policy has 'compact', which removes all but the newest record of a station: set cleanup.policy=delete",
         [this](const auto& topic) { return !has_to_compact(topic) && has_policy(topic, "compact"); });
    note("cleanup.policy has 'delete', so that records end by their age: set cleanup.policy=compact",
         [this](const auto& topic) { return has_to_compact(topic) && has_policy(topic, "delete"); });
  }

  static bool has_policy(const topic_description& topic, std::string_view policy) {
    return topic.cleanup_policy.find(policy) != std::string::npos;
  }

  bool has_to_compact(const topic_description& topic) const {
    return std::find(what_.compacted_topics.begin(), what_.compacted_topics.end(), topic.name) != what_.compacted_topics.end();
  }

  void check_sizes() {
    note("max.message.bytes is below kafka.message_max_bytes, so records are refused: set max.message.bytes=" +
             std::to_string(what_.message_max_bytes) + " or more",
         [this](const auto& topic) { return topic.max_bytes != 0 && topic.max_bytes < what_.message_max_bytes; });
  }

  // P1 holds through the loss of a broker's disk only from replication factor 3 and min.insync.replicas 2 on.
  void check_replication() {
    const auto too_many = [](const auto& topic) { return topic.min_insync > topic.replication; };
    note("min.insync.replicas is above the replication factor, so nothing can be stored: lower it, or add replicas", too_many);
    note("acknowledged records are lost with a broker's disk: give the topic replication factor 3 and min.insync.replicas=2",
         [&](const auto& topic) { return (topic.replication < 3 || topic.min_insync == 1) && !too_many(topic); });
  }

  void check_partitions() {
    for (const auto& [one, other] : what_.equal_partitions) {
      const auto count = partitions_of(one);
      const auto others = partitions_of(other);
      if (count == 0 || others == 0 || count == others) continue;
      found_.push_back({"the numbers of partitions differ (" + std::to_string(count) + " and " + std::to_string(others) +
                            "): give both topics the same number",
                        one + ", " + other});
    }
  }

  int partitions_of(const std::string& name) const {
    const auto found = std::find_if(topics_.begin(), topics_.end(), [&](const auto& each) { return each.name == name; });
    return found == topics_.end() ? 0 : found->partitions;
  }

  void note(std::string message, const std::function<bool(const topic_description&)>& concerned) {
    std::string names;
    for (const auto& each : topics_) {
      if (concerned(each)) append(names, each.name);
    }
    if (!names.empty()) found_.push_back({std::move(message), std::move(names)});
  }

  const std::vector<topic_description>& topics_;
  const settings& what_;
  std::vector<topic_finding> found_;
};

}  // namespace

std::vector<topic_finding> find_in_topics(const std::vector<topic_description>& topics, const settings& what) {
  return collector(topics, what).collect();
}

std::string too_few_replicas(const std::vector<topic_description>& topics) {
  std::string names;
  for (const auto& each : topics) {
    const auto needed = std::max(each.min_insync, 1);
    if (each.least_in_sync >= needed) continue;
    append(names, each.name + " (" + std::to_string(each.least_in_sync) + " of " + std::to_string(needed) + ")");
  }
  return names;
}

}  // namespace ocppgw::kafka
