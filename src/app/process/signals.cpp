#include "app/process/signals.hpp"

#include <csignal>
#include <ctime>

namespace ocppgw::app {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

sigset_t all_signals() {
  auto set = stop_signals();
  sigaddset(&set, SIGHUP);
  return set;
}

timespec to_timespec(std::chrono::milliseconds time) {
  return {static_cast<std::time_t>(time.count() / 1000), static_cast<long>(time.count() % 1000) * 1'000'000};
}

}  // namespace

void block_signals() {
  const auto set = all_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<signal_kind> wait_for_signal(std::chrono::milliseconds at_most) {
  const auto set = all_signals();
  const auto time = to_timespec(at_most);
  switch (sigtimedwait(&set, nullptr, &time)) {
    case SIGTERM:
    case SIGINT:
      return signal_kind::stop;
    case SIGHUP:
      return signal_kind::hang_up;
    default:
      return std::nullopt;
  }
}

void unblock_stop_signals() {
  const auto set = stop_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace ocppgw::app
