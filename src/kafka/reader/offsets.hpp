// Which records of one topic were taken and which are settled: what may be committed, and where a reader goes on (P4). An offset is
// committable only below the lowest unsettled record of its partition. Lives on the Kafka thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace ocppgw::kafka {

class offsets {
 public:
  // The partition is read from here on; without effect once it is known.
  void start(std::int32_t partition, std::int64_t offset);

  // False where the offset was taken before: it is not to be carried out again. `bytes`: what it takes to hold it.
  bool take(std::int32_t partition, std::int64_t offset, std::size_t bytes);

  // Unknown offsets and repetitions are ignored.
  void settle(std::int32_t partition, std::int64_t offset);

  // Of a topic that is read to keep a state: a later process begins here, whatever is unsettled.
  void keep_from(std::int32_t partition, std::int64_t offset);

  // partition -> offset to commit (the next to be read): of those that moved since committed(), or of all.
  std::map<std::int32_t, std::int64_t> committable() const;
  std::map<std::int32_t, std::int64_t> all_committable() const;
  void committed(std::int32_t partition, std::int64_t offset);

  // The next offset to be taken; nullopt where the partition is not known.
  std::optional<std::int64_t> position(std::int32_t partition) const;

  std::map<std::int32_t, std::int64_t> positions() const;  // of all partitions

  // The partition was made anew: its offsets start again.
  void forget(std::int32_t partition);

  std::size_t unsettled() const { return unsettled_; }
  std::size_t unsettled_bytes() const { return unsettled_bytes_; }

 private:
  struct track {
    std::int64_t next = 0;
    std::int64_t committed = 0;
    std::map<std::int64_t, std::size_t> unsettled;  // offset -> bytes
    std::optional<std::int64_t> kept = {};
    std::int64_t low() const { return kept.value_or(unsettled.empty() ? next : unsettled.begin()->first); }
  };
  std::map<std::int32_t, track> partitions_;
  std::size_t unsettled_ = 0;
  std::size_t unsettled_bytes_ = 0;
};

}  // namespace ocppgw::kafka
