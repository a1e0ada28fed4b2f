#include "kafka/topics/topic_report.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <utility>

namespace ocppgw::kafka {
namespace {

template <typename Number>
std::string text(Number number) {
  return number == 0 ? "unknown" : std::to_string(number);
}

void log_topic(const topic_description& topic) {
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::info, "topic found",
                      {{"topic", topic.name},
                       {"partitions", topic.partitions},
                       {"replication_factor", topic.replication},
                       {"min_insync_replicas", text(topic.min_insync)},
                       {"max_message_bytes", text(topic.max_bytes)}});
}

}  // namespace

void topic_report::update(const std::vector<topic_description>& topics) {
  for (const auto& each : topics) {
    if (seen_.insert(each.name).second) log_topic(each);
  }
  std::set<topic_finding> now;
  for (auto& each : find_in_topics(topics, what_)) {
    if (!told_.contains(each))
      telemetry::log_line(telemetry::log("kafka"), spdlog::level::warn, each.message, {{"topics", each.topics}});
    now.insert(std::move(each));
  }
  told_ = std::move(now);
}

}  // namespace ocppgw::kafka
