// One use of the consumer: which topic is read, from where on, whether offsets are committed, and who takes the records. A value.
#pragma once

#include "ocppgw/event/ports.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

namespace ocppgw::kafka {

// Where reading starts in the partitions that are there at first. It is always made a number before anything is assigned, and an
// offset that the partition does not have becomes its earliest. Partitions that appear later are read from their earliest record on.
struct from_committed {};  // the offset of the group kafka.group_id; where it has none, the earliest
struct from_end {};        // only what is written after the start
struct from_offset {
  std::int64_t offset = 0;
};
struct from_time {
  base::wall_time at;  // the first record of that time or later
};
using start_position = std::variant<from_committed, from_end, from_offset, from_time>;

enum class commit_policy : std::uint8_t {
  below_unsettled,  // the lowest offset whose record is not settled (event_sink::settle, record::settles), again every hour
  below_kept,       // what event_sink::keep_from said, again every hour: the topic is read to keep a state
  none,             // every process begins at `start`
};

struct topic_reader {
  std::string topic;
  event::record_sink* sink = nullptr;  // outlives the client's thread
  start_position start = from_committed{};
  commit_policy commit = commit_policy::below_unsettled;
  // Reading pauses once so many records are unsettled, or so many bytes of them, and goes on at half of both.
  std::size_t unsettled_limit = 10'000;
  std::size_t unsettled_bytes = std::size_t{64} * 1024 * 1024;
};

}  // namespace ocppgw::kafka
