#include "station/station.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <random>
#include <utility>

namespace ocppgw::bench {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds connect_timeout{30'000};

// 1 s, 2 s, 4 s, 8 s, 16 s, and always a random part, so that a fleet does not return in step (RULES 1.4).
milliseconds back_off_time(unsigned attempts) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const milliseconds fixed{1'000 << std::min(attempts, 4U)};
  return fixed + milliseconds{std::uniform_int_distribution<int>{0, 1'000}(random)};
}

}  // namespace

station::station(const surroundings& shared, std::string id)
    : shared_(shared),
      id_(std::move(id)),
      client_(shared_.how, id_, shared_.reader, shared_.results),
      wake_timer_(shared_.loop),
      pause_timer_(shared_.loop) {}

void station::start() {
  asio::co_spawn(shared_.loop, run(), [](const std::exception_ptr& bug) {
    if (bug) std::rethrow_exception(bug);
  });
}

void station::begin(std::chrono::nanoseconds delay) { obey(client_.begin(base::now(), delay)); }

void station::stop() {
  stopping_ = true;
  pause_timer_.cancel();
  wake_timer_.cancel();
  if (!socket_) return;
  if (connected_) {
    socket_->close();
  } else {
    socket_->abort();
  }
}

void station::abort() {
  if (socket_) socket_->abort();
}

asio::awaitable<void> station::run() {
  while (!stopping_) {
    co_await shared_.entrance.enter();
    bool open = false;
    if (!stopping_) open = co_await connect();
    shared_.entrance.leave();
    if (open) co_await converse();
    if (!stopping_ && !leaving_) co_await back_off();
  }
}

asio::awaitable<bool> station::connect() {
  const auto started = base::now().steady;
  leaving_ = false;
  socket_ = make_socket(shared_.loop, shared_.where);
  pause_timer_.expires_after(connect_timeout);
  pause_timer_.async_wait([current = socket_](boost::system::error_code cancelled) {
    if (!cancelled) current->abort();
  });
  const auto failed = co_await socket_->open(id_);
  pause_timer_.cancel();
  if (failed.empty()) {
    if (shared_.how.what == mode::handshake) shared_.results.answered(base::now().steady - started);
    co_return true;
  }
  if (!stopping_) {
    shared_.results.failed(failure::connect);
    shared_.script.problem(id_, failed);
  }
  co_return false;
}

asio::awaitable<void> station::converse() {
  attempts_ = 0;
  connected_ = true;
  ++shared_.results.connected;
  if (std::exchange(was_connected_, true) && shared_.how.what != mode::handshake) ++shared_.results.reconnects;
  shared_.script.remark(id_, "connected to " + shared_.where.server.text());
  if (stopping_) socket_->close();
  obey(client_.opened(base::now()));
  boost::system::error_code failure;
  while (!failure) {
    failure = co_await socket_->read(inbox_);
    if (failure) break;
    const std::string_view text{static_cast<const char*>(inbox_.data().data()), inbox_.size()};
    shared_.script.received(id_, text);
    obey(client_.frame(text, base::now()));
    inbox_.consume(inbox_.size());
  }
  inbox_.consume(inbox_.size());
  connected_ = false;
  --shared_.results.connected;
  client_.lost();
  report_end(failure);
}

void station::report_end(boost::system::error_code why) {
  const auto farewell = socket_->farewell();
  const auto text = "link ended: " + (farewell.empty() ? why.message() : farewell);
  if (stopping_ || leaving_) return shared_.script.remark(id_, text);
  shared_.results.failed(failure::link_lost);
  shared_.script.problem(id_, text);
}

asio::awaitable<void> station::back_off() {
  const auto pause = back_off_time(attempts_++);
  shared_.script.remark(id_, "next attempt in " + std::to_string(pause.count()) + " ms");
  pause_timer_.expires_after(pause);
  co_await pause_timer_.async_wait(as_result);
}

void station::obey(orders& what) {
  if (!what.problem.empty()) shared_.script.problem(id_, what.problem);
  if (!connected_ || stopping_) return;
  for (auto& frame : what.send) {
    shared_.script.sent(id_, frame);
    socket_->send(std::move(frame));
  }
  if (what.wake) wake_at(*what.wake);
  if (what.hang_up) {
    leaving_ = true;
    socket_->close();
  }
}

// A timer that is armed for earlier stays: re-arming per message costs more than waking up once in vain.
void station::wake_at(base::steady_time at) {
  if (at >= armed_for_) return;
  armed_for_ = at;
  wake_timer_.expires_at(at);
  wake_timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) woken();
  });
}

void station::woken() {
  armed_for_ = base::steady_time::max();
  obey(client_.timer(base::now()));
}

}  // namespace ocppgw::bench
