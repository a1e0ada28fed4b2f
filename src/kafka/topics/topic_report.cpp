#include "kafka/topics/topic_report.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <string>

namespace ocppgw::kafka {
namespace {

template <typename Number>
std::string text(Number number) {
  return number == 0 ? "unknown" : std::to_string(number);
}

void log_facts(const topic_facts& topic) {
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::info, "topic found",
                      {{"topic", topic.name},
                       {"partitions", std::to_string(topic.partitions)},
                       {"replication_factor", std::to_string(topic.replication)},
                       {"min_insync_replicas", text(topic.min_insync)},
                       {"max_message_bytes", text(topic.max_bytes)}});
}

// P1 holds through the loss of a broker's disk only from replication factor 3 and min.insync.replicas 2 on.
bool survives_a_disk(const topic_facts& topic) { return topic.replication >= 3 && topic.min_insync != 1; }

template <typename Test>
void warn_about(const std::vector<topic_facts>& topics, std::string_view message, Test concerned) {
  std::string names;
  for (const auto& each : topics) {
    if (concerned(each)) names += (names.empty() ? "" : ", ") + each.name;
  }
  if (!names.empty()) telemetry::log_line(telemetry::log("kafka"), spdlog::level::warn, message, {{"topics", names}});
}

}  // namespace

void log_topics(const std::vector<topic_facts>& topics, std::size_t message_max_bytes) {
  for (const auto& topic : topics) log_facts(topic);
  warn_about(topics,
             "acknowledged records are lost with a broker's disk unless topics have replication factor 3 and "
             "min.insync.replicas 2",
             [](const topic_facts& topic) { return !survives_a_disk(topic); });
  warn_about(topics, "topics refuse records that the gateway may publish: max.message.bytes is below kafka.message_max_bytes",
             [&](const topic_facts& topic) { return topic.max_bytes != 0 && topic.max_bytes < message_max_bytes; });
}

}  // namespace ocppgw::kafka
