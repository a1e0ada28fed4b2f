// The records that have no verdict yet, in the order in which they were published. It owns them - librdkafka only points
// at the value - so that a new producer can be given all of them again. Ids are values, 1 and up; an id is never reused.
// Lives on the Kafka thread.
#pragma once

#include "ocppgw/event/record.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace ocppgw::kafka {

// Bytes a record counts for against kafka.queue_bytes.
std::size_t weight(const event::record& what);

struct pending_record {
  event::record what;
  base::steady_time taken;  // when publish() was called
  std::size_t bytes = 0;
};

class in_flight {
 public:
  std::uint64_t add(pending_record what);

  // The next record to hand to the producer, or nullptr; handed() goes on to the one after it.
  const pending_record* next() const;
  std::uint64_t next_id() const { return next_; }
  void handed();

  // The record leaves with its verdict. nullopt where `id` has had one.
  std::optional<pending_record> take(std::uint64_t id);

  // All that is left is handed out again, oldest first (a new producer).
  void rewind();

  bool empty() const { return open_ == 0; }
  std::size_t size() const { return open_; }

 private:
  struct slot {
    pending_record record;
    bool open = true;
  };
  slot& at(std::uint64_t id) { return slots_[id - first_]; }
  void skip_closed();

  std::deque<slot> slots_;
  std::uint64_t first_ = 1;  // id of slots_.front()
  std::uint64_t next_ = 1;   // first id not handed out
  std::size_t open_ = 0;
};

}  // namespace ocppgw::kafka
