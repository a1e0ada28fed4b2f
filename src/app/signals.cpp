#include "app/signals.hpp"

#include <csignal>

namespace ocppgw::app {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

void block_stop_signals() {
  const auto set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void wait_for_stop_signal() {
  const auto set = stop_signals();
  int taken = 0;
  sigwait(&set, &taken);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace ocppgw::app
