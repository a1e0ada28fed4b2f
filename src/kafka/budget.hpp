// How many bytes wait for Kafka, against kafka.queue_bytes: full above the limit, open again at 80 % of it. Any thread.
#pragma once

#include <atomic>
#include <cstddef>

namespace ocppgw::kafka {

class budget {
 public:
  explicit budget(std::size_t limit) : limit_(limit) {}

  void add(std::size_t bytes) {
    if (bytes_.fetch_add(bytes) + bytes > limit_) full_ = true;
  }
  void remove(std::size_t bytes) { bytes_.fetch_sub(bytes); }
  std::size_t bytes() const { return bytes_; }

  bool open() const {
    const auto now = bytes_.load();
    if (now > limit_) full_ = true;
    if (now <= limit_ / 5 * 4) full_ = false;
    return !full_;
  }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> bytes_ = 0;
  mutable std::atomic<bool> full_ = false;
};

}  // namespace ocppgw::kafka
