// What the consumer knows about one of its topics: the partitions it reads, what was taken of them, what waits for the sink.
// Lives on the Kafka thread.
#pragma once

#include "kafka/reader/offsets.hpp"
#include "kafka/topics/topic_view.hpp"
#include "ocppgw/kafka/topic_reader.hpp"

#include <librdkafka/rdkafka.h>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::kafka {

class reader_state {
 public:
  explicit reader_state(topic_reader what) : what_(std::move(what)) {}

  const std::string& topic() const { return what_.topic; }
  bool settles() const { return what_.commit == commit_policy::below_unsettled; }
  bool commits() const { return what_.commit != commit_policy::none; }

  // Where partitions start; those that are known go on where they are.
  void add_starts(const partition_starts& starts);

  // The partitions that have to be assigned, with their positions. Each is told once per consumer instance.
  std::map<std::int32_t, std::int64_t> take_unassigned();
  const std::set<std::int32_t>& assigned() const { return assigned_; }
  void instance_replaced() { assigned_.clear(); }

  void take(const rd_kafka_message_t& message);  // repetitions are left out
  // The partition has no record beyond: its last offsets may be those of records that are gone.
  void reach_end(std::int32_t partition, std::int64_t end) { pass(partition, end); }
  std::optional<std::int64_t> position(std::int32_t partition) const { return offsets_.position(partition); }
  void forget(std::int32_t partition) { offsets_.forget(partition); }  // it was made anew
  void settle(std::int32_t partition, std::int64_t offset) { offsets_.settle(partition, offset); }
  void keep_from(std::int32_t partition, std::int64_t offset) { offsets_.keep_from(partition, offset); }
  void dispatch();  // gives what was taken to the sink, and tells it that it has caught up
  bool has_taken() const { return !taken_.empty(); }

  // Whether reading pauses while too much is unsettled: at a limit until half of it.
  bool update_paused();  // true if it changed
  bool paused() const { return paused_; }

  std::size_t unsettled() const { return offsets_.unsettled(); }
  std::size_t unsettled_bytes() const { return offsets_.unsettled_bytes(); }
  std::map<std::int32_t, std::int64_t> committable(bool all) const;
  void committed(std::int32_t partition, std::int64_t offset) { offsets_.committed(partition, offset); }

 private:
  void pass(std::int32_t partition, std::int64_t next);  // everything below was read
  void tell_caught_up();

  topic_reader what_;
  offsets offsets_;
  std::set<std::int32_t> assigned_;
  std::vector<event::consumed_record> taken_;
  bool paused_ = false;
  std::map<std::int32_t, std::int64_t> behind_;  // partition -> the end that it had, until it is reached
  bool has_starts_ = false;
  bool caught_up_ = false;
};

}  // namespace ocppgw::kafka
