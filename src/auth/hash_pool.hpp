// One thread for hashes that are slow by intention, with a bounded queue: whoever finds it full is told at once. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace ocppgw::auth {

class hash_pool {
 public:
  explicit hash_pool(std::size_t queue) : queue_(queue) {}
  ~hash_pool();  // runs what was taken
  hash_pool(const hash_pool&) = delete;
  hash_pool& operator=(const hash_pool&) = delete;

  // False: the queue is full. The thread begins with the first work.
  [[nodiscard]] bool post(std::function<void()> work);

 private:
  void run();

  const std::size_t queue_;
  std::mutex guard_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace ocppgw::auth
