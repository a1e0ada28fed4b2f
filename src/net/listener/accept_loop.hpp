// The thread of the acceptors. Start, stop and the destructor: one thread, the owner's.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <thread>

namespace ocppgw::net {

class accept_loop {
 public:
  accept_loop() = default;
  ~accept_loop() { stop(); }
  accept_loop(const accept_loop&) = delete;
  accept_loop& operator=(const accept_loop&) = delete;

  transport::asio::io_context& context() { return context_; }

  void start() {
    thread_ = std::thread([this] { context_.run(); });
  }

  // What is under way is done, and nothing more begins. May be called again.
  void stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  transport::asio::io_context context_{1};
  transport::asio::executor_work_guard<transport::executor> open_{context_.get_executor()};
  std::thread thread_;
};

}  // namespace ocppgw::net
