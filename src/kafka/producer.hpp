// Publishing: gives records to librdkafka in order, turns its reports into verdicts, survives fatal errors by a new instance
// that is given everything unacknowledged again. A record that settles a command is repeated until it is in the topic.
// Lives on the Kafka thread.
#pragma once

#include "kafka/budget.hpp"
#include "kafka/event_counters.hpp"
#include "kafka/in_flight.hpp"
#include "kafka/mailbox.hpp"
#include "kafka/producer_instance.hpp"
#include "kafka/statistics.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::kafka {

// What one turn brought.
struct producer_results {
  std::vector<event::delivery> verdicts;
  std::vector<event::record_position> settled;
};

class producer {
 public:
  // Throws std::runtime_error where librdkafka refuses the configuration. The references outlive the producer.
  producer(const settings& what, const wake_up& wake, telemetry::metrics& metrics, budget& room);

  void add(published_batch batch);
  producer_results turn(base::steady_time now);

  // When turn() has something to do without being rung; nullopt = never.
  std::optional<base::steady_time> due() const;

  bool idle() const { return waiting_.empty() && repeats_.empty(); }
  std::string failure() const { return instance_ ? "" : failure_; }  // why there is no producer right now
  void provoke_fatal_error();

 private:
  struct repeat {
    base::steady_time due;
    pending_record record;
  };

  void start(base::steady_time now);
  void restart(base::steady_time now);
  void hand_over(base::steady_time now);
  void expire(base::steady_time now);
  void repeat_due(base::steady_time now);
  void poll(base::steady_time now);
  void on_event(rd_kafka_event_t* what, base::steady_time now);
  judgement judge_report(const rd_kafka_message_t* message) const;
  void conclude(std::uint64_t id, judgement how, base::steady_time now);
  void finish(pending_record record, judgement how, base::steady_time now);

  const settings& settings_;
  const wake_up& wake_;
  budget& room_;
  event_counters counters_;
  statistics statistics_;
  in_flight waiting_;  // before the instance, which points into it
  std::deque<repeat> repeats_;
  producer_results results_;
  std::unique_ptr<producer_instance> instance_;
  std::string failure_;
  base::steady_time restart_at_{};
  std::chrono::milliseconds restart_delay_{};
};

}  // namespace ocppgw::kafka
