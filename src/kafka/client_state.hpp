// What other threads see of the Kafka thread, and it of them: the bytes that wait, the request to flush, a sign of life, and why
// Kafka is not ready. Each is safe from any thread.
#pragma once

#include "ocppgw/base/time.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

namespace ocppgw::kafka {

// How many bytes wait for Kafka, against kafka.queue_bytes: full above the limit, open again at 80 % of it.
class queue_budget {
 public:
  explicit queue_budget(std::size_t limit) : limit_(limit) {}

  void add(std::size_t bytes) {
    if (bytes_.fetch_add(bytes) + bytes > limit_) full_ = true;
  }
  void remove(std::size_t bytes) { bytes_.fetch_sub(bytes); }
  std::size_t bytes() const { return bytes_; }

  bool open() const {
    const auto now = bytes_.load();
    const bool was = full_;
    const bool is = now > limit_ || (was && now > limit_ / 5 * 4);
    if (is != was) full_ = is;  // asked for each message: only a change is worth a write
    return !is;
  }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> bytes_ = 0;
  mutable std::atomic<bool> full_ = false;
};

// Lets threads wait until the Kafka thread has nothing left to do.
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

// Whether the Kafka thread still runs its loop, as /livez asks.
class watchdog {
 public:
  // Replacing a producer may take seconds; a minute is no longer that.
  static constexpr auto longest_silence = std::chrono::seconds(60);

  void tick(base::steady_time now) { last_ = now.time_since_epoch().count(); }
  void stop() { last_ = never; }

  // "" while the loop runs, and before the start and after the end.
  std::string problem(base::steady_time now) const {
    const auto last = last_.load();
    if (last == never || now - base::steady_time(base::steady_time::duration(last)) <= longest_silence) return "";
    return "the Kafka thread is stuck";
  }

 private:
  using count = base::steady_time::rep;
  static constexpr count never = -1;
  std::atomic<count> last_ = never;
};

// Why Kafka is not ready, as /readyz says it.
class readiness {
 public:
  explicit readiness(std::string reason) : reason_(std::move(reason)) {}

  void set(std::string reason) {
    const std::lock_guard lock(guard_);
    reason_ = std::move(reason);
  }
  std::string reason() const {
    const std::lock_guard lock(guard_);
    return reason_;
  }

 private:
  mutable std::mutex guard_;
  std::string reason_;  // "" = ready
};

}  // namespace ocppgw::kafka
