#include "app/process/signals.hpp"

#include "support/catch.hpp"

#include <csignal>

using namespace ocppgw::app;
using namespace std::chrono_literals;

TEST_CASE("SIGHUP does not end the process, and is told from the signals that stop it") {
  block_signals();
  CHECK_FALSE(wait_for_signal(0ms));
  std::raise(SIGHUP);
  CHECK(wait_for_signal(1s) == signal_kind::hang_up);
  std::raise(SIGTERM);
  CHECK(wait_for_signal(1s) == signal_kind::stop);
  std::raise(SIGINT);
  CHECK(wait_for_signal(1s) == signal_kind::stop);
  unblock_stop_signals();
  std::raise(SIGHUP);  // stays blocked while the process stops
  CHECK(wait_for_signal(1s) == signal_kind::hang_up);
}
