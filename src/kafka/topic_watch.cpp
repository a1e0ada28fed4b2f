#include "kafka/topic_watch.hpp"

#include "kafka/topic_query.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <utility>

namespace ocppgw::kafka {
namespace {

void report(const topic_facts& topic) {
  auto& log = telemetry::log("kafka");
  const auto min_insync = topic.min_insync == 0 ? std::string("unknown") : std::to_string(topic.min_insync);
  telemetry::log_line(log, spdlog::level::info, "topic found",
                      {{"topic", topic.name},
                       {"partitions", std::to_string(topic.partitions)},
                       {"replication_factor", std::to_string(topic.replication)},
                       {"min_insync_replicas", min_insync}});
  // P1 holds through the loss of a broker's disk only from 3 and 2 on.
  if (topic.replication >= 3 && topic.min_insync != 1) return;
  telemetry::log_line(log, spdlog::level::warn,
                      "topic may lose acknowledged records with a broker's disk: replication factor 3 and min.insync.replicas 2 "
                      "prevent that",
                      {{"topic", topic.name}});
}

void report(rd_kafka_t* through, topic_view& view) {
  ask_min_insync(through, view.found);
  for (const auto& topic : view.found) report(topic);
}

}  // namespace

topic_watch::topic_watch(std::vector<std::string> topics, std::chrono::milliseconds interval, mailbox& to)
    : topics_(std::move(topics)), interval_(interval), to_(to) {}

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
  bool reported = false;
  do {
    auto through = [this] {
      const std::lock_guard lock(guard_);
      return instance_;
    }();
    auto view = ask_topics(through.get(), topics_);
    const bool first = view.complete() && !std::exchange(reported, reported || view.complete());
    if (first) report(through.get(), view);
    to_.post(std::move(view));
  } while (!pause());
}

bool topic_watch::pause() {
  std::unique_lock lock(guard_);
  return changed_.wait_for(lock, interval_, [this] { return stopping_; });
}

}  // namespace ocppgw::kafka
