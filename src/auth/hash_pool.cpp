#include "auth/hash_pool.hpp"

#include <utility>

namespace ocppgw::auth {

hash_pool::~hash_pool() {
  {
    const std::scoped_lock hold(guard_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool hash_pool::post(std::function<void()> work) {
  {
    const std::scoped_lock hold(guard_);
    if (waiting_.size() >= queue_) return false;
    waiting_.push_back(std::move(work));
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  }
  changed_.notify_one();
  return true;
}

void hash_pool::run() {
  std::unique_lock hold(guard_);
  for (;;) {
    changed_.wait(hold, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    hold.unlock();
    work();
    hold.lock();
  }
}

}  // namespace ocppgw::auth
