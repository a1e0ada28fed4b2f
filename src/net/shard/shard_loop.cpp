#include "net/shard/shard_loop.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace ocppgw::net {
namespace {

using transport::error_code;

constexpr std::chrono::seconds tick_interval{1};

base::steady_time steady_now() { return std::chrono::steady_clock::now(); }

}  // namespace

shard_loop::shard_loop(hooks told)
    : told_(std::move(told)), last_tick_(steady_now().time_since_epoch().count()), timers_(steady_now()) {}

void shard_loop::start() {
  thread_ = std::thread([this] {
    run();
    ended_.set_value();
  });
}

void shard_loop::request_stop(std::function<void()> last) {
  if (!thread_.joinable() || std::exchange(stop_requested_, true)) return;
  post([this, last = std::move(last)] {
    work_.reset();
    tick_timer_.cancel();
    wheel_timer_.cancel();
    last();
  });
}

bool shard_loop::wait_stopped(base::steady_time until) {
  if (!thread_.joinable()) return true;
  if (end_.wait_until(until) != std::future_status::ready) return false;
  join();
  return true;
}

void shard_loop::join() {
  if (thread_.joinable()) thread_.join();
}

// A handler that throws must not end the process.
void shard_loop::run() {
  tick();
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& fault) {
      told_.failed(fault.what());
    }
  }
}

std::chrono::nanoseconds shard_loop::since_last_tick() const {
  return steady_now().time_since_epoch() - std::chrono::nanoseconds{last_tick_.load(std::memory_order_relaxed)};
}

void shard_loop::tick() {
  const auto now = steady_now();
  const bool first = tick_timer_.expiry() == base::steady_time{};
  told_.tick(first ? std::chrono::nanoseconds{0} : std::max(now - tick_timer_.expiry(), std::chrono::nanoseconds{0}));
  last_tick_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
  if (!work_.owns_work()) return;
  tick_timer_.expires_after(tick_interval);
  tick_timer_.async_wait([this](error_code why) {
    if (!why) tick();
  });
}

void shard_loop::wake_at(base::steady_time at) {
  if (at >= wake_at_ || !work_.owns_work()) return;
  wake_at_ = at;
  wheel_timer_.expires_at(at);
  wheel_timer_.async_wait([this](error_code why) {
    if (!why) advance();
  });
}

void shard_loop::advance() {
  wake_at_ = base::steady_time::max();
  timers_.advance(steady_now());
  if (const auto next = timers_.next()) wake_at(*next);
}

}  // namespace ocppgw::net
