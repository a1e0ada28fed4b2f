// How many connections a shard has or is about to have: sessions, and those who have none yet. Any thread.
#pragma once

#include <atomic>
#include <cstddef>

namespace ocppgw::net {

class shard_load {
 public:
  void reserve() { count_.fetch_add(1, std::memory_order_relaxed); }
  void release() { count_.fetch_sub(1, std::memory_order_relaxed); }
  std::size_t get() const { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::size_t> count_{0};
};

}  // namespace ocppgw::net
