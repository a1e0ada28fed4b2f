// Slot and generation -> session, so that a late delivery for a session that has gone finds nothing instead of somebody else.
// A freed slot goes to the end of the queue of free ones: its sixteen-bit generation takes long to come round. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
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
    if (first_free_ == none && entries_.size() == max_slots) return std::nullopt;
    if (first_free_ == none) {
      entries_.push_back({});
      append_free(static_cast<std::uint32_t>(entries_.size() - 1));
    }
    const auto slot = first_free_;
    auto& taken = entries_[slot];
    first_free_ = taken.next_free;
    taken.what = &what;
    ++size_;
    return key{slot, taken.generation};
  }

  Value* find(std::uint32_t slot, std::uint32_t generation) const {
    if (slot >= entries_.size() || entries_[slot].generation != generation) return nullptr;
    return entries_[slot].what;
  }

  // Allocates nothing: a session that ends for want of memory can still leave.
  void erase(key which) noexcept {
    if (find(which.slot, which.generation) == nullptr) return;
    auto& freed = entries_[which.slot];
    freed.what = nullptr;
    freed.generation = freed.generation == 0xffffU ? std::uint16_t{1} : static_cast<std::uint16_t>(freed.generation + 1U);
    append_free(which.slot);
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
  static constexpr std::uint32_t none = max_slots;

  struct entry {
    Value* what = nullptr;
    std::uint32_t next_free = none;
    std::uint16_t generation = 1;
  };

  void append_free(std::uint32_t slot) noexcept {
    entries_[slot].next_free = none;
    if (first_free_ == none) {
      first_free_ = slot;
    } else {
      entries_[last_free_].next_free = slot;
    }
    last_free_ = slot;
  }

  std::vector<entry> entries_;
  std::uint32_t first_free_ = none;
  std::uint32_t last_free_ = none;
  std::size_t size_ = 0;
};

}  // namespace ocppgw::net
