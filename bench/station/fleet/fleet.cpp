#include "station/fleet/fleet.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace ocppgw::bench {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds tick{100};
constexpr seconds progress_interval{5};
constexpr seconds farewell_timeout{10};
constexpr milliseconds longest_settling{2'000};  // what booting left behind is done before the measurement begins

}  // namespace

fleet::fleet(const surroundings& shared)
    : shared_(shared), signals_(shared_.loop, SIGINT, SIGTERM), clock_(shared_.loop), progress_(shared_.loop) {
  for (const auto& id : shared_.how.stations) stations_.push_back(std::make_unique<station>(shared_, id));
  report_.what = shared_.how.what;
  report_.stations = stations_.size();
  report_.results = &shared_.results;
}

asio::awaitable<void> fleet::run() {
  watch_signals();
  if (shared_.how.measured != 0) report_.server.emplace().before = measure();
  started_ = base::now().steady;
  if (shared_.how.fleet && !shared_.how.quiet) asio::co_spawn(shared_.loop, show_progress(), asio::detached);
  for (const auto& each : stations_) each->start();
  co_await ramp_up();
  if (report_.up == stations_.size()) {
    co_await steady();
  } else {
    std::fprintf(stderr, "not all stations came up; nothing was measured\n");
  }
  finish_report();
  co_await leave();
}

void fleet::watch_signals() {
  signals_.async_wait([this](boost::system::error_code cancelled, int) {
    if (cancelled) return;
    if (interrupted_) std::_Exit(130);
    interrupted_ = true;
    clock_.cancel();
    watch_signals();
  });
}

asio::awaitable<void> fleet::ramp_up() {
  const auto deadline = started_ + shared_.how.ramp_timeout;
  const bool patient = !shared_.how.fleet;  // a single station tries for ever, as stations do
  while (!interrupted_ && shared_.results.up < stations_.size() && (patient || base::now().steady < deadline)) co_await pause(tick);
  report_.ramp = base::now().steady - started_;
  report_.up = shared_.results.up;
}

asio::awaitable<void> fleet::steady() {
  if (shared_.how.fleet && shared_.how.what != mode::handshake) co_await pause(std::min(longest_settling, shared_.how.duration));
  if (report_.server) report_.server->booted = measure();
  const auto begun = base::now().steady;
  shared_.results.begin();
  begin_scenarios();
  const bool endless = shared_.how.duration == milliseconds{0};
  co_await pause(endless ? std::chrono::hours{24 * 365} : shared_.how.duration);
  report_.steady = base::now().steady - begun;
  if (report_.server) report_.server->end = measure();
}

// Spread over one interval, so that the load is even from the start.
void fleet::begin_scenarios() {
  const auto& speed = shared_.how.speed;
  const auto natural = shared_.how.fleet ? nanoseconds{shared_.how.heartbeat} : nanoseconds{0};
  const auto spread = speed.type == pace::kind::natural ? natural : speed.interval;
  std::minstd_rand random{1};
  std::uniform_int_distribution<std::int64_t> delay{0, spread.count()};
  for (const auto& each : stations_) each->begin(nanoseconds{delay(random)});
}

void fleet::finish_report() {
  report_.answered = shared_.results.answered();
  report_.latency = shared_.results.since(0);
  report_.commands = shared_.results.commands;
  report_.reconnects = shared_.results.reconnects;
}

asio::awaitable<void> fleet::leave() {
  over_ = true;
  progress_.cancel();
  for (const auto& each : stations_) each->stop();
  const auto deadline = base::now().steady + farewell_timeout;
  while (shared_.results.connected > 0 && base::now().steady < deadline) {
    clock_.expires_after(tick);
    co_await clock_.async_wait(as_result);
  }
  for (const auto& each : stations_) each->abort();
  signals_.cancel();
}

asio::awaitable<void> fleet::pause(milliseconds time) {
  if (interrupted_) co_return;
  clock_.expires_after(time);
  co_await clock_.async_wait(as_result);
}

asio::awaitable<void> fleet::show_progress() {
  std::size_t seen = 0;
  while (!over_) {
    progress_.expires_after(progress_interval);
    co_await progress_.async_wait(as_result);
    if (over_) break;
    const auto answered = shared_.results.answered();
    if (answered < seen) seen = 0;
    const auto rate = static_cast<double>(answered - seen) / static_cast<double>(progress_interval.count());
    const auto elapsed = std::chrono::duration_cast<seconds>(base::now().steady - started_);
    const auto line = progress_line(elapsed, stations_.size(), shared_.results, rate, shared_.results.since(seen));
    std::fprintf(stderr, "%s\n", line.c_str());
    seen = answered;
  }
}

usage fleet::measure() const { return read_usage(shared_.how.measured); }

}  // namespace ocppgw::bench
