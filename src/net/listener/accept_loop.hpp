// The thread of the acceptors, and of what the server does now and then. Start, stop and the destructor: one thread, the owner's.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace ocppgw::net {

class accept_loop {
 public:
  accept_loop() = default;
  ~accept_loop() { stop(); }
  accept_loop(const accept_loop&) = delete;
  accept_loop& operator=(const accept_loop&) = delete;

  transport::asio::io_context& context() { return context_; }

  // Before start().
  void every(std::chrono::milliseconds interval, std::function<void()> work) {
    timers_.push_back(std::make_unique<transport::asio::steady_timer>(context_));
    again(*timers_.back(), interval, std::move(work));
  }

  void start() {
    thread_ = std::thread([this] { context_.run(); });
  }

  // What is under way is done, and nothing more begins. May be called again.
  void stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  static void again(transport::asio::steady_timer& timer, std::chrono::milliseconds interval, std::function<void()> work) {
    timer.expires_after(interval);
    timer.async_wait([&timer, interval, work = std::move(work)](const transport::error_code& cancelled) mutable {
      if (cancelled) return;
      work();
      again(timer, interval, std::move(work));
    });
  }

  transport::asio::io_context context_{1};
  transport::asio::executor_work_guard<transport::executor> open_{context_.get_executor()};
  std::vector<std::unique_ptr<transport::asio::steady_timer>> timers_;
  std::thread thread_;
};

}  // namespace ocppgw::net
