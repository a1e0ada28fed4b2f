// One thread, its io_context(1) and its timers. Everything else of a shard runs here.
#pragma once

#include "net/shard/timer_wheel.hpp"
#include "ocppgw/transport/asio.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <string_view>
#include <thread>
#include <utility>

namespace ocppgw::net {

class shard_loop {
 public:
  struct hooks {
    std::function<void(std::chrono::nanoseconds lag)> tick;  // once a second: by how much it came late
    std::function<void(std::string_view fault)> failed;      // a handler threw; the loop goes on
  };

  // Started, it has to be stopped and waited for before it is destroyed.
  explicit shard_loop(hooks told);
  shard_loop(const shard_loop&) = delete;
  shard_loop& operator=(const shard_loop&) = delete;

  // Any thread.
  void start();
  void request_stop(std::function<void()> last);  // runs `last` on the thread, then ends it once nothing is pending; once
  bool wait_stopped(base::steady_time until);     // false where the thread still runs
  void join();                                    // waits as long as it takes
  transport::asio::io_context& context() { return context_; }
  transport::executor executor() { return context_.get_executor(); }
  template <class Work>
  void post(Work work) {
    transport::asio::post(context_, std::move(work));
  }
  std::chrono::nanoseconds since_last_tick() const;

  // The thread of the loop.
  void arm(timer_wheel::entry& what, base::steady_time at) { wake_at(timers_.arm(what, at)); }

 private:
  void run();
  void tick();
  void advance();
  void wake_at(base::steady_time at);

  hooks told_;
  std::atomic<std::int64_t> last_tick_;
  timer_wheel timers_;
  base::steady_time wake_at_ = base::steady_time::max();

  // Behind the wheel, so that entries in handlers that never ran are destroyed before it.
  transport::asio::io_context context_{1};
  transport::asio::executor_work_guard<transport::executor> work_{context_.get_executor()};
  transport::steady_timer wheel_timer_{context_};
  transport::steady_timer tick_timer_{context_};
  std::promise<void> ended_;
  std::future<void> end_ = ended_.get_future();
  bool stop_requested_ = false;
  std::thread thread_;
};

}  // namespace ocppgw::net
