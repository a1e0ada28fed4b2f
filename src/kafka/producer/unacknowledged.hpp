// The records that have no delivery status yet, in the order in which they were published. It owns them - librdkafka only points
// at the value - so that a new producer can be given all of them again. Ids are values, 1 and up; an id is never reused.
// Memory is that of the records it holds, however long the oldest waits. Lives on the Kafka thread.
#pragma once

#include "ocppgw/event/record.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace ocppgw::kafka {

// Bytes a record counts for against kafka.queue_bytes.
std::size_t weight(const event::record& what);

struct pending_record {
  event::record what;
  base::steady_time taken;      // when publish() was called, or when it was last published again
  base::steady_time published;  // when publish() was called
  std::size_t bytes = 0;
  bool alone = false;          // it was refused for its size, perhaps because of its neighbours: it goes in a batch of its own
  bool topic_refused = false;  // it waits because its topic is missing or forbidden
};

class unacknowledged {
 public:
  std::uint64_t add(pending_record what);

  // The next record to hand to the producer, or nullptr; handed() goes on to the one after it.
  const pending_record* next() const;
  std::uint64_t next_id() const;  // only where there is a next one
  void handed();

  // The record leaves with its status. nullopt where `id` has had one.
  std::optional<pending_record> take(std::uint64_t id);

  // All that is left is handed out again, oldest first (a new producer).
  void rewind() { next_ = 0; }

  bool empty() const { return records_.empty(); }
  bool none_handed() const { return records_.empty() || records_.begin()->first >= next_; }
  std::size_t size() const { return records_.size(); }

 private:
  std::map<std::uint64_t, pending_record> records_;
  std::uint64_t last_ = 0;  // the last id given
  std::uint64_t next_ = 0;  // ids from here on are not handed out
};

}  // namespace ocppgw::kafka
