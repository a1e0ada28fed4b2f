// Slot and generation -> session, so that a late delivery for a session that has gone finds nothing instead of somebody else.
// A freed slot goes to the end of the queue of free ones: its sixteen-bit generation takes long to come round. One thread.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace ocppgw::net {

template <class Value>
class slot_map {
 public:
  static constexpr std::uint32_t max_slots = 1U << 24U;

  struct key {
    std::uint32_t slot;
    std::uint32_t generation;  // 1..65535
    bool operator==(const key&) const = default;
  };

  // nullopt when all slots are taken.
  std::optional<key> insert(Value& what) {
    if (free_.empty() && entries_.size() == max_slots) return std::nullopt;
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(entries_.size()));
      entries_.push_back({});
    }
    const auto slot = free_.front();
    free_.pop_front();
    entries_[slot].what = &what;
    ++size_;
    return key{slot, entries_[slot].generation};
  }

  Value* find(std::uint32_t slot, std::uint32_t generation) const {
    if (slot >= entries_.size() || entries_[slot].generation != generation) return nullptr;
    return entries_[slot].what;
  }

  void erase(key which) {
    if (find(which.slot, which.generation) == nullptr) return;
    auto& freed = entries_[which.slot];
    freed.what = nullptr;
    freed.generation = freed.generation == 0xffffU ? std::uint16_t{1} : static_cast<std::uint16_t>(freed.generation + 1U);
    free_.push_back(which.slot);
    --size_;
  }

  std::vector<key> keys() const {
    std::vector<key> all;
    all.reserve(size_);
    for (std::uint32_t slot = 0; slot < entries_.size(); ++slot) {
      if (entries_[slot].what != nullptr) all.push_back({slot, entries_[slot].generation});
    }
    return all;
  }

  std::size_t size() const { return size_; }

 private:
  struct entry {
    Value* what = nullptr;
    std::uint16_t generation = 1;
  };
  std::vector<entry> entries_;
  std::deque<std::uint32_t> free_;
  std::size_t size_ = 0;
};

}  // namespace ocppgw::net
