#include "kafka/topic_watch.hpp"

#include "kafka/topic_query.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::kafka {
namespace {

void log_facts(const topic_facts& topic) {
  const auto min_insync = topic.min_insync == 0 ? std::string("unknown") : std::to_string(topic.min_insync);
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::info, "topic found",
                      {{"topic", topic.name},
                       {"partitions", std::to_string(topic.partitions)},
                       {"replication_factor", std::to_string(topic.replication)},
                       {"min_insync_replicas", min_insync}});
}

// P1 holds through the loss of a broker's disk only from replication factor 3 and min.insync.replicas 2 on.
bool survives_a_disk(const topic_facts& topic) { return topic.replication >= 3 && topic.min_insync != 1; }

void warn_of_loss(const std::vector<topic_facts>& topics) {
  std::string names;
  for (const auto& each : topics) {
    if (!survives_a_disk(each)) names += (names.empty() ? "" : ", ") + each.name;
  }
  if (names.empty()) return;
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::warn,
                      "acknowledged records are lost with a broker's disk unless topics have replication factor 3 and "
                      "min.insync.replicas 2",
                      {{"topics", names}});
}

}  // namespace

topic_watch::topic_watch(std::vector<std::string> topics, std::string commands_topic, std::chrono::milliseconds interval,
                         mailbox& to)
    : topics_(std::move(topics)), commands_topic_(std::move(commands_topic)), interval_(interval), to_(to) {}

topic_watch::~topic_watch() { stop(); }

void topic_watch::use(std::shared_ptr<rd_kafka_t> instance) {
  const std::lock_guard lock(guard_);
  instance_ = std::move(instance);
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void topic_watch::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  instance_.reset();
}

void topic_watch::run() {
  do {
    const auto through = [this] {
      const std::lock_guard lock(guard_);
      return instance_;
    }();
    look(through.get());
  } while (!pause());
}

void topic_watch::look(rd_kafka_t* through) {
  auto view = ask_topics(through, topics_);
  find_starts(through, view);
  const bool complete = view.complete();
  auto topics = view.found;
  to_.post(std::move(view));
  if (complete && !std::exchange(reported_, true)) report(through, std::move(topics));
}

void topic_watch::find_starts(rd_kafka_t* through, topic_view& view) {
  const auto found =
      std::find_if(view.found.begin(), view.found.end(), [this](const auto& each) { return each.name == commands_topic_; });
  if (found == view.found.end() || found->partitions <= partitions_) return;
  auto answer = ask_starts(through, commands_topic_, found->partitions);
  if (!answer.error.empty()) return view.missing.push_back(commands_topic_ + " (committed offsets: " + answer.error + ")");
  partitions_ = found->partitions;
  view.starts = std::move(answer.starts);
}

void topic_watch::report(rd_kafka_t* through, std::vector<topic_facts> topics) {
  ask_min_insync(through, topics, [this] { return stopping(); });
  for (const auto& topic : topics) log_facts(topic);
  warn_of_loss(topics);
}

bool topic_watch::stopping() {
  const std::lock_guard lock(guard_);
  return stopping_;
}

bool topic_watch::pause() {
  std::unique_lock lock(guard_);
  return changed_.wait_for(lock, interval_, [this] { return stopping_; });
}

}  // namespace ocppgw::kafka
