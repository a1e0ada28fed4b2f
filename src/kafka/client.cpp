#include "ocppgw/kafka/client.hpp"

#include "kafka/budget.hpp"
#include "kafka/clock.hpp"
#include "kafka/consumer.hpp"
#include "kafka/flush_gate.hpp"
#include "kafka/heartbeat.hpp"
#include "kafka/mailbox.hpp"
#include "kafka/producer.hpp"
#include "kafka/readiness.hpp"
#include "kafka/topic_watch.hpp"
#include "kafka/wake_up.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <utility>

namespace ocppgw::kafka {
namespace {

using namespace std::chrono_literals;

// A ring that got lost would cost this much; nothing else depends on it.
constexpr std::chrono::milliseconds longest_sleep = 1s;
constexpr auto last_commit = 1s;

std::vector<std::string> all_topics(const settings& what) {
  auto topics = what.produced_topics;
  if (!what.commands_topic.empty()) topics.push_back(what.commands_topic);
  std::sort(topics.begin(), topics.end());
  topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
  return topics;
}

settings checked(settings what) {
  std::string all;
  for (const auto& each : property_errors(what)) all += (all.empty() ? "" : "; ") + each;
  if (!all.empty()) throw std::runtime_error(all);
  return what;
}

std::string reason_of(const topic_view& view) {
  if (!view.reached) return "no broker reached";
  std::string names;
  for (const auto& each : view.missing) names += (names.empty() ? "missing topics: " : ", ") + each;
  return names;
}

class thread_client final : public client {
 public:
  thread_client(settings what, telemetry::metrics& metrics, telemetry::health& health)
      : settings_(checked(std::move(what))),
        room_(settings_.queue_bytes),
        mailbox_(wake_),
        producer_(settings_, wake_, metrics, room_),
        consumer_(settings_, wake_, metrics),
        watch_(all_topics(settings_), settings_.commands_topic, settings_.topic_check_interval, mailbox_) {
    health.add(telemetry::health::kind::ready, "kafka", [ready = ready_] { return ready->reason(); });
    health.add(telemetry::health::kind::live, "kafka", [beat = beat_] { return beat->trouble(std::chrono::steady_clock::now()); });
  }

  ~thread_client() override { stop(); }

  void publish(std::vector<event::record> batch) override {
    if (batch.empty()) return;
    std::size_t bytes = 0;
    for (const auto& each : batch) bytes += weight(each);
    room_.add(bytes);
    mailbox_.post({std::move(batch), std::chrono::steady_clock::now()});
  }

  void settle(event::record_position command) override { mailbox_.post(command); }

  bool accepting() const override { return topics_seen_ && room_.open(); }

  void start(event::delivery_sink& deliveries, event::record_sink& commands) override {
    watch_.use(consumer_.handle());
    thread_ = std::thread([this, &deliveries, &commands] { run(deliveries, commands); });
  }

  void stop_commands() override { ring(commands_stopped_); }
  void provoke_fatal_error() override { ring(fatal_wanted_); }

  bool flush(std::chrono::milliseconds at_most) override {
    const auto ticket = gate_.ask();
    wake_.notify();
    return gate_.wait(ticket, at_most);
  }

  void stop() override {
    ring(stopping_);
    if (thread_.joinable()) thread_.join();
    watch_.stop();
  }

 private:
  void ring(std::atomic<bool>& wish) {
    wish = true;
    wake_.notify();
  }

  void run(event::delivery_sink& deliveries, event::record_sink& commands) {
    while (!stopping_) {
      const bool busy = turn(deliveries, commands);
      wake_.wait(busy ? 0ms : sleep_time());
    }
    commit_at_last();
    beat_->stop();
  }

  // True if there was something to do: then there may be more.
  bool turn(event::delivery_sink& deliveries, event::record_sink& commands) {
    const auto ticket = gate_.waiting();
    const auto now = std::chrono::steady_clock::now();
    beat_->tick(now);
    take_mail();
    if (fatal_wanted_.exchange(false)) producer_.provoke_fatal_error();
    const auto results = producer_.turn(now);
    for (const auto& each : results.settled) consumer_.settle(each);
    if (!results.verdicts.empty()) deliveries.dispatch(results.verdicts);
    if (commands_stopped_) consumer_.stop_reading();
    auto taken = consumer_.turn(now);
    const bool busy = !taken.empty();
    if (busy) commands.dispatch(std::move(taken));
    follow_consumer();
    report();
    if (ticket != 0) let_go(ticket);
    return busy;
  }

  void take_mail() {
    auto mail = mailbox_.collect();
    for (auto& batch : mail.batches) producer_.add(std::move(batch));
    for (const auto& each : mail.settled) consumer_.settle(each);
    if (mail.topics) look_at(*mail.topics);
  }

  // Once all topics were there, a view that lacks some is a passing trouble of the brokers (ecosystem 6.1: report after first
  // success); records and commands show what it means.
  void look_at(const topic_view& view) {
    if (!view.starts.empty()) consumer_.read(view.starts);
    if (!topics_seen_) topics_missing_ = reason_of(view);
    if (view.complete()) topics_seen_ = true;
  }

  void report() {
    const auto failure = producer_.failure();
    ready_->set(failure.empty() ? topics_missing_ : "producer failed: " + failure);
  }

  void follow_consumer() {
    if (consumer_.handle() == watched_) return;
    watched_ = consumer_.handle();
    watch_.use(watched_);
  }

  void let_go(std::uint64_t ticket) {
    if (std::exchange(hurried_for_, ticket) != ticket) consumer_.hurry();
    if (producer_.idle() && consumer_.all_committed()) gate_.grant(ticket);
  }

  std::chrono::milliseconds sleep_time() const {
    const auto due = earlier(producer_.due(), consumer_.due());
    if (!due) return longest_sleep;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - std::chrono::steady_clock::now());
    return std::clamp(left, 0ms, longest_sleep);
  }

  // Settled commands are not to be carried out again by the next process only because this one ended.
  void commit_at_last() {
    const auto deadline = std::chrono::steady_clock::now() + last_commit;
    take_mail();
    consumer_.stop_reading();
    while (!consumer_.all_committed() && std::chrono::steady_clock::now() < deadline) {
      consumer_.hurry();
      consumer_.turn(std::chrono::steady_clock::now());
      wake_.wait(20ms);
    }
  }

  const settings settings_;
  // The probes may outlive us.
  const std::shared_ptr<readiness> ready_ = std::make_shared<readiness>("no broker reached");
  const std::shared_ptr<heartbeat> beat_ = std::make_shared<heartbeat>();
  wake_up wake_;
  budget room_;
  mailbox mailbox_;
  flush_gate gate_;
  producer producer_;
  consumer consumer_;
  topic_watch watch_;
  std::shared_ptr<rd_kafka_t> watched_;
  std::uint64_t hurried_for_ = 0;
  std::string topics_missing_ = "no broker reached";
  std::atomic<bool> topics_seen_ = false;
  std::atomic<bool> commands_stopped_ = false;
  std::atomic<bool> fatal_wanted_ = false;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<client> client::create(settings what, telemetry::metrics& metrics, telemetry::health& health) {
  return std::make_unique<thread_client>(std::move(what), metrics, health);
}

}  // namespace ocppgw::kafka
