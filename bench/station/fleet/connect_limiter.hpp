// Lets so many through at a time; the others wait in line. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <deque>

namespace ocppgw::bench {

class connect_limiter {
 public:
  connect_limiter(boost::asio::any_io_executor loop, std::size_t places) : loop_(std::move(loop)), places_(places) {}

  boost::asio::awaitable<void> enter();
  void leave();

 private:
  boost::asio::any_io_executor loop_;
  std::size_t places_;
  std::deque<boost::asio::steady_timer*> line_;  // each lives in the coroutine that waits
};

}  // namespace ocppgw::bench
