// Lets threads wait until the Kafka thread has nothing left to do. Any thread; granted by the Kafka thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace ocppgw::kafka {

class flush_gate {
 public:
  std::uint64_t ask() {
    const std::lock_guard lock(guard_);
    return ++asked_;
  }
  bool wait(std::uint64_t ticket, std::chrono::milliseconds at_most) {
    std::unique_lock lock(guard_);
    return changed_.wait_for(lock, at_most, [&] { return granted_ >= ticket; });
  }

  // The newest ticket that is not granted yet; 0 if nobody waits. To be read before the mailbox is emptied: whoever asked
  // published before that.
  std::uint64_t waiting() const {
    const std::lock_guard lock(guard_);
    return asked_ > granted_ ? asked_ : 0;
  }
  void grant(std::uint64_t ticket) {
    {
      const std::lock_guard lock(guard_);
      granted_ = ticket;
    }
    changed_.notify_all();
  }

 private:
  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::uint64_t asked_ = 0;
  std::uint64_t granted_ = 0;
};

}  // namespace ocppgw::kafka
