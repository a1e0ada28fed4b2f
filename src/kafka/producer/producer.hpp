// Publishing: gives records to librdkafka in order, turns its reports into delivery statuses, survives fatal errors by new
// instances that are given everything unacknowledged again. Lives on the Kafka thread.
//
// What is published again, and until when:
//   any record that is too large      once more in a batch of its own, as a batch is refused with all that is in it; then once
//                                     more in its smaller form, if it has one
//   a record that settles another     until it is stored, whatever the reason: without it nothing is committed (P4)
//   until_stored, or without a token  until it is stored or refused for itself, as long as kafka.queue_bytes is not full: nobody
//                                     else would say it again
//   any other                         not at all: the station repeats what was not answered
#pragma once

#include "kafka/client_state.hpp"
#include "kafka/library/statistics.hpp"
#include "kafka/mailbox.hpp"
#include "kafka/producer/delivery_report.hpp"
#include "kafka/producer/event_counters.hpp"
#include "kafka/producer/producer_instances.hpp"
#include "kafka/producer/unacknowledged.hpp"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::kafka {

// What one poll brought.
struct producer_results {
  std::vector<event::delivery> deliveries;
  std::vector<event::record_position> settled;
};

class producer {
 public:
  // Throws std::runtime_error where librdkafka refuses the configuration. The references outlive the producer.
  producer(const settings& what, const wake_up& wake, telemetry::metrics& metrics, queue_budget& budget);

  void add(published_batch batch);
  producer_results poll_once(base::steady_time now);

  // When poll_once() has something to do without being woken; nullopt = never.
  std::optional<base::steady_time> due() const;

  bool idle() const { return waiting_.empty() && repeats_.empty(); }
  bool topic_refused() const { return topic_refused_ != 0; }  // a record waits because its topic is missing or forbidden
  std::string failure() const { return instances_.failure(); }
  void limit_batches(std::size_t bytes) { instances_.limit_batches(bytes); }
  // How long the oldest record without a final status waits; 0 where there is none.
  std::chrono::nanoseconds oldest(base::steady_time now) const;

  // The topics that refused their last record, each with the error's name.
  std::string refused() const;

  // Kafka could not be reached, says librdkafka. Told once.
  bool lost_brokers() { return std::exchange(lost_brokers_, false); }
  void provoke_fatal_error() { instances_.provoke_fatal_error(); }

  // Counts and logs by event type what is left unsaid. Returns how many records that are.
  std::size_t report_unsaid();

 private:
  struct repeat {
    base::steady_time due;
    pending_record record;
  };

  void restart(base::steady_time now);
  void hand_over(base::steady_time now);
  void expire(base::steady_time now);
  void repeat_due(base::steady_time now);
  void on_event(rd_kafka_event_t* what, base::steady_time now);
  delivery_report read_report_of(const rd_kafka_message_t* message) const;
  void conclude(std::uint64_t id, delivery_report report, base::steady_time now);
  bool shrink(pending_record& record, delivery_report report) const;
  bool must_repeat(const event::record& what, delivery_report report) const;
  void publish_again(pending_record record, delivery_report report, base::steady_time now);
  void note(const event::record& what, delivery_report report);
  void finish(const pending_record& record, delivery_report report, base::steady_time now);

  const settings& settings_;
  queue_budget& budget_;
  event_counters counters_;
  statistics statistics_;
  unacknowledged waiting_;  // before the instances, which point into it
  std::deque<repeat> repeats_;
  std::size_t topic_refused_ = 0;               // how many records of both have `topic_refused`
  std::multiset<base::steady_time> published_;  // of the records of both
  std::map<std::string, rd_kafka_resp_err_t> topic_errors_;
  bool lost_brokers_ = false;
  producer_results results_;
  producer_instances instances_;
};

}  // namespace ocppgw::kafka
