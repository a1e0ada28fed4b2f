#include "kafka/topics/topic_watch.hpp"

#include "kafka/topics/start_query.hpp"
#include "kafka/topics/topic_query.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace ocppgw::kafka {
namespace {

// How a topic is configured changes by an operator's hand only.
constexpr auto configuration_interval = std::chrono::minutes(1);
// While no broker answers, so that the gateway soon knows that Kafka is back.
constexpr std::chrono::milliseconds away_interval = std::chrono::seconds(1);

}  // namespace

topic_watch::topic_watch(const settings& what, mailbox& to, std::function<void(std::string_view)> on_error)
    : settings_(what), to_(to), on_error_(std::move(on_error)), report_(what) {}

topic_watch::~topic_watch() { stop(); }

void topic_watch::start(std::vector<topic_reader> readers, std::shared_ptr<rd_kafka_t> instance) {
  topics_ = settings_.produced_topics;
  for (auto& each : readers) {
    topics_.push_back(each.topic);
    readers_.push_back({std::move(each), 0});
  }
  std::sort(topics_.begin(), topics_.end());
  topics_.erase(std::unique(topics_.begin(), topics_.end()), topics_.end());
  use(std::move(instance));
  thread_ = std::thread([this] { run(); });
}

void topic_watch::use(std::shared_ptr<rd_kafka_t> instance) {
  const std::lock_guard lock(guard_);
  instance_ = std::move(instance);
}

void topic_watch::hurry() {
  const std::lock_guard lock(guard_);
  hurried_ = true;
  changed_.notify_all();
}

void topic_watch::request_stop() {
  const std::lock_guard lock(guard_);
  stopping_ = true;
  changed_.notify_all();
}

void topic_watch::stop() {
  request_stop();
  if (thread_.joinable()) thread_.join();
  instance_.reset();
}

void topic_watch::run() {
  do {
    const auto through = [this] {
      const std::lock_guard lock(guard_);
      return instance_;
    }();
    try {
      check(through.get());
    } catch (const std::exception& problem) {
      on_error_(problem.what());
    }
  } while (!pause());
}

void topic_watch::check(rd_kafka_t* through) {
  auto view = ask_topics(through, topics_);
  reached_ = view.reached;
  add_configuration(view.found);
  view.few_replicas = too_few_replicas(view.found);
  for (auto& each : readers_) find_starts(through, each, view);
  auto configured = view;
  configured.starts.clear();  // told once
  to_.post(std::move(view));
  const auto now = std::chrono::steady_clock::now();
  if (!configured.complete() || now < next_configuration_) return;
  next_configuration_ = now + configuration_interval;
  ask_configuration(through, configured);
  to_.post(std::move(configured));
}

void topic_watch::find_starts(rd_kafka_t* through, watched_reader& reader, topic_view& view) const {
  const auto& topic = reader.what.topic;
  const auto found = std::find_if(view.found.begin(), view.found.end(), [&](const auto& each) { return each.name == topic; });
  if (found == view.found.end() || found->partitions <= reader.partitions) return;
  auto answer = ask_starts(through, reader.what, reader.partitions, found->partitions);
  if (!answer.error.empty()) return view.missing.push_back(topic + " (" + answer.error + ")");
  reader.partitions = found->partitions;
  view.starts[topic] = std::move(answer.starts);
}

// The configuration is asked for less often than the rest.
void topic_watch::add_configuration(std::vector<topic_description>& topics) const {
  for (auto& each : topics) {
    const auto same = [&](const topic_description& known) { return known.name == each.name; };
    const auto known = std::find_if(configured_.begin(), configured_.end(), same);
    if (known != configured_.end() && each.min_insync == 0) each.min_insync = known->min_insync;
  }
}

// Asked again and again, as it may be changed while the gateway runs.
void topic_watch::ask_configuration(rd_kafka_t* through, topic_view& view) {
  kafka::ask_configuration(through, view.found, [this] { return stopping(); });
  for (const auto& each : view.found) {
    if (each.max_bytes != 0) view.batch_bytes = std::min(view.batch_bytes.value_or(each.max_bytes), each.max_bytes);
  }
  add_configuration(view.found);
  view.few_replicas = too_few_replicas(view.found);
  configured_ = view.found;
  report_.update(view.found);
}

bool topic_watch::stopping() {
  const std::lock_guard lock(guard_);
  return stopping_;
}

bool topic_watch::pause() {
  const auto interval = reached_ ? settings_.topic_check_interval : std::min(settings_.topic_check_interval, away_interval);
  std::unique_lock lock(guard_);
  changed_.wait_for(lock, interval, [this] { return stopping_ || hurried_; });
  hurried_ = false;
  return stopping_;
}

}  // namespace ocppgw::kafka
