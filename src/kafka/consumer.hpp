// Reads the command topic: all partitions, assigned by hand, from the committed offsets on (first start: the earliest). Commits
// only what is settled (P4). Reading pauses while too many commands are unsettled. Lives on the Kafka thread; handle() is for
// the topic watch, which only asks questions through it.
//
// Partitions are only ever added to the assignment: librdkafka aborts the process when partitions are taken out and put back
// while an earlier removal is under way (its issue 5573, present up to 2.15).
#pragma once

#include "kafka/handles.hpp"
#include "kafka/offsets.hpp"
#include "kafka/statistics.hpp"
#include "kafka/topic_view.hpp"
#include "kafka/wake_up.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/kafka/client.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ocppgw::kafka {

class consumer {
 public:
  // Throws std::runtime_error where librdkafka refuses the configuration. The references outlive the consumer.
  consumer(const settings& what, const wake_up& wake, telemetry::metrics& metrics);
  consumer(const consumer&) = delete;
  consumer& operator=(const consumer&) = delete;

  std::shared_ptr<rd_kafka_t> handle() const { return instance_; }  // another one after a fatal error

  // Where each partition starts; those that are not read yet are from now on.
  void read(const partition_starts& starts);
  void settle(const event::record_position& position) { offsets_.settle(position.partition, position.offset); }
  std::vector<event::consumed_record> turn(base::steady_time now);
  void stop_reading();

  // Commits without waiting for the interval.
  void hurry() { next_commit_ = {}; }
  bool all_committed() const { return !committing_ && offsets_.committable().empty(); }
  std::optional<base::steady_time> due() const;

 private:
  void open();
  void reopen(base::steady_time now);
  void assign();
  void pause(bool paused);
  void poll(std::vector<event::consumed_record>& taken);
  void on_event(rd_kafka_event_t* what, std::vector<event::consumed_record>& taken);
  void on_message(const rd_kafka_message_t& message, std::vector<event::consumed_record>& taken);
  void on_error(rd_kafka_event_t* what);
  bool starts_anew(const rd_kafka_message_t& message) const;
  void on_committed(rd_kafka_event_t* what);
  void hold_back();
  void commit(base::steady_time now);

  const settings& settings_;
  const wake_up& wake_;
  statistics statistics_;
  prometheus::Gauge& unsettled_;
  offsets offsets_;
  std::shared_ptr<rd_kafka_t> instance_;
  std::unique_ptr<attached_queue> queue_;  // of the instance
  partition_starts starts_;
  std::set<std::int32_t> assigned_;
  bool stopped_ = false;
  bool held_back_ = false;  // too many unsettled commands
  bool failed_ = false;
  bool committing_ = false;
  base::steady_time next_commit_{};
  base::steady_time reopen_at_{};
};

}  // namespace ocppgw::kafka
