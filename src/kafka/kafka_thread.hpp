// The loop of the Kafka thread: what other threads posted, then the producer, then the consumer, then sleep until one of them has
// something. The functions above run() may be called from any thread; everything else happens on the thread that runs run().
//
// An exception - of a sink, or for want of memory - ends one pass of the loop, never the thread: it is logged and counted in
// ocppgw_kafka_thread_errors_total.
#pragma once

#include "kafka/client_state.hpp"
#include "kafka/mailbox.hpp"
#include "kafka/producer/producer.hpp"
#include "kafka/reader/consumer.hpp"
#include "kafka/state/kafka_state.hpp"
#include "kafka/topics/topic_watch.hpp"
#include "ocppgw/kafka/client.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::kafka {

class kafka_thread {
 public:
  // `what` and `metrics` outlive it. Throws std::runtime_error where librdkafka refuses the configuration.
  kafka_thread(const settings& what, telemetry::metrics& metrics);

  std::shared_ptr<const readiness> ready() const { return ready_; }
  std::shared_ptr<const kafka_state> state() const { return state_; }
  std::shared_ptr<const watchdog> alive() const { return alive_; }

  void publish(std::vector<event::record> batch);
  void settle(event::record_position position) { mailbox_.post_settled(std::move(position)); }
  void keep_from(event::record_position position) { mailbox_.post_kept(std::move(position)); }
  bool has_room() const { return budget_.open(); }
  bool accepting() const { return topics_there_ && !topic_refused_ && budget_.open(); }
  bool flush(std::chrono::milliseconds at_most);
  void stop_reading();
  void provoke_fatal_error() { request(fatal_wanted_); }
  void stop() { request(stopping_); }

  // Before run(): the sinks outlive it.
  void prepare(event::delivery_sink& deliveries, std::vector<topic_reader> readers);
  void run();                // until stop()
  std::size_t stop_watch();  // after run(): how many records were not stored

 private:
  void request(std::atomic<bool>& flag);
  bool guarded_poll();
  bool poll_once();
  void take_mail();
  void on_topics(const topic_view& view);
  void publish_state(base::steady_time now);
  void follow_consumer();
  void grant_flush(std::uint64_t ticket);
  std::chrono::milliseconds sleep_time() const;
  void commit_at_last();
  void on_error(std::string_view reason);

  const settings& settings_;
  prometheus::Counter& errors_;
  const std::shared_ptr<readiness> ready_ = std::make_shared<readiness>("no broker reached");
  const std::shared_ptr<kafka_state> state_;
  const std::shared_ptr<watchdog> alive_ = std::make_shared<watchdog>();
  wake_up wake_;
  queue_budget budget_;
  mailbox mailbox_;
  flush_gate gate_;
  producer producer_;
  consumer consumer_;
  topic_watch watch_;
  event::delivery_sink* deliveries_ = nullptr;
  std::shared_ptr<rd_kafka_t> watched_;
  std::uint64_t committing_for_ = 0;  // the newest flush for which offsets were committed at once
  std::string topics_missing_ = "no broker reached";
  kafka_observation observed_;
  bool topics_asked_ = false;
  std::size_t unsaid_ = 0;
  bool topics_seen_ = false;
  std::atomic<bool> topics_there_ = false;
  std::atomic<bool> topic_refused_ = false;
  std::atomic<bool> reading_stopped_ = false;
  std::atomic<bool> fatal_wanted_ = false;
  std::atomic<bool> stopping_ = false;
};

}  // namespace ocppgw::kafka
