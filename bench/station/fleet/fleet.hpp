// All stations of a run, from the first connect to the last close: ramp, steady phase, farewell. One thread.
#pragma once

#include "station/fleet/report.hpp"
#include "station/station.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace ocppgw::bench {

class fleet {
 public:
  explicit fleet(const surroundings& shared);

  // Runs to the end of the duration or to the first SIGINT or SIGTERM; a second one ends the process at once.
  boost::asio::awaitable<void> run();

  const report& result() const { return report_; }

 private:
  boost::asio::awaitable<void> ramp_up();
  boost::asio::awaitable<void> steady();
  boost::asio::awaitable<void> leave();
  boost::asio::awaitable<void> pause(std::chrono::milliseconds time);
  boost::asio::awaitable<void> show_progress();
  void watch_signals();
  void begin_scenarios();
  void finish_report();
  usage measure() const;

  surroundings shared_;
  std::vector<std::unique_ptr<station>> stations_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer clock_;
  boost::asio::steady_timer progress_;
  report report_;
  base::steady_time started_{};
  bool interrupted_ = false;
  bool over_ = false;
};

}  // namespace ocppgw::bench
