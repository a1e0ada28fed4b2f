// Reads any number of topics: all their partitions, assigned by hand, each reader from its own start. Commits only what is settled
// (P4). A reader pauses while too many of its records are unsettled. Lives on the Kafka thread; handle() is for the topic watch,
// which only asks questions through it.
//
// Partitions are only ever added to the assignment: librdkafka aborts the process when partitions are taken out and put back
// while an earlier removal is under way (its issue 5573, present up to 2.15).
#pragma once

#include "kafka/library/handles.hpp"
#include "kafka/library/statistics.hpp"
#include "kafka/library/wake_up.hpp"
#include "kafka/reader/reader_state.hpp"
#include "ocppgw/kafka/client.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace ocppgw::kafka {

class consumer {
 public:
  // Throws std::runtime_error where librdkafka refuses the configuration. The references outlive the consumer.
  consumer(const settings& what, const wake_up& wake, telemetry::metrics& metrics);
  consumer(const consumer&) = delete;
  consumer& operator=(const consumer&) = delete;

  // Before the first poll.
  void add(topic_reader what) { readers_.emplace_back(std::move(what)); }

  std::shared_ptr<rd_kafka_t> handle() const { return instance_; }  // another one after a fatal error

  // Where each partition starts; those that are not read yet are from now on.
  void read(const topic_starts& starts);
  void settle(const event::record_position& position);
  void keep_from(const event::record_position& position);
  bool poll_once(base::steady_time now);  // true if records came, which are with the sinks, or more are waiting
  void stop_reading();                    // the readers whose records have to be settled

  // Commits without waiting for the interval.
  void commit_now() { next_commit_ = {}; }
  bool all_committed() const;
  std::optional<base::steady_time> due() const;

 private:
  void open();
  void reopen(base::steady_time now);
  void assign();
  void pause(const reader_state& of, bool paused);
  bool poll();
  void on_event(rd_kafka_event_t* what);
  void on_message(const rd_kafka_message_t& message);
  bool made_anew(const reader_state& reader, const rd_kafka_message_t& message) const;
  void on_error(rd_kafka_event_t* what);
  void on_end(rd_kafka_event_t* what);
  void on_committed(rd_kafka_event_t* what);
  void update_paused();
  void commit(base::steady_time now);
  partitions_handle to_commit(bool all) const;
  reader_state* find(std::string_view topic);
  bool is_stopped(const reader_state& of) const { return stopped_ && of.settles(); }

  const settings& settings_;
  const wake_up& wake_;
  statistics statistics_;
  prometheus::Gauge& unsettled_;
  prometheus::Counter& limit_reached_;
  std::vector<reader_state> readers_;
  std::shared_ptr<rd_kafka_t> instance_;
  std::unique_ptr<attached_queue> queue_;  // of the instance
  bool stopped_ = false;
  bool failed_ = false;
  bool committing_ = false;
  base::steady_time next_commit_{};
  base::steady_time next_refresh_{};  // when all offsets are committed again
  base::steady_time reopen_at_{};
};

}  // namespace ocppgw::kafka
