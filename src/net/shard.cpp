#include "net/shard.hpp"

#include "net/guest.hpp"
#include "net/hub.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <malloc.h>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace ocppgw::net {
namespace {

constexpr std::chrono::seconds tick_interval{1};
constexpr std::size_t storm_handshakes = 200;  // so many since the last trim leave memory worth giving back
constexpr unsigned storm_over_ticks = 5;

base::steady_time steady_now() { return std::chrono::steady_clock::now(); }

}  // namespace

shard::shard(hub& owner, std::uint32_t index)
    : owner_(owner),
      index_(index),
      last_tick_(steady_now().time_since_epoch().count()),
      counts_(owner.metrics, index),
      timers_(steady_now()),
      handshakes_(owner.what.limits.handshakes_in_flight) {}

shard::~shard() { stop(); }

void shard::start() {
  thread_ = std::thread([this] { run(); });
}

void shard::stop() {
  if (!thread_.joinable()) return;
  asio::post(context_, [this] {
    cut_all();
    handshakes_.open();
    work_.reset();
    tick_timer_.cancel();
    wheel_timer_.cancel();
  });
  thread_.join();
}

// A handler that throws outside of any session must not end the process.
void shard::run() {
  tick();
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& fault) {
      counts_.internal_error();
      telemetry::log_line(telemetry::log("net"), spdlog::level::err, "internal error on a shard", {{"fault", fault.what()}});
    }
  }
}

std::chrono::nanoseconds shard::since_last_tick() const {
  return steady_now().time_since_epoch() - std::chrono::nanoseconds{last_tick_.load(std::memory_order_relaxed)};
}

void shard::tick() {
  const auto now = steady_now();
  if (tick_timer_.expiry() != base::steady_time{})
    counts_.shard_lag(std::max(now - tick_timer_.expiry(), std::chrono::nanoseconds{0}));
  last_tick_.store(now.time_since_epoch().count(), std::memory_order_relaxed);
  trim_after_storm();
  if (!work_.owns_work()) return;
  tick_timer_.expires_after(tick_interval);
  tick_timer_.async_wait([this](error_code why) {
    if (!why) tick();
  });
}

// Handshakes leave holes in the heap that keep several KiB per station resident; given back once the storm is over.
void shard::trim_after_storm() {
  quiet_ticks_ = handshakes_.inside() == 0 ? quiet_ticks_ + 1 : 0;
  if (handshakes_since_trim_ < storm_handshakes || quiet_ticks_ < storm_over_ticks) return;
  handshakes_since_trim_ = 0;
  malloc_trim(0);
}

// --- timers

void shard::arm(wheel::entry& what, base::steady_time at) { wake_at(timers_.arm(what, at)); }

void shard::wake_at(base::steady_time at) {
  if (at >= wake_at_ || !work_.owns_work()) return;
  wake_at_ = at;
  wheel_timer_.expires_at(at);
  wheel_timer_.async_wait([this](error_code why) {
    if (!why) advance();
  });
}

void shard::advance() {
  wake_at_ = base::steady_time::max();
  timers_.advance(steady_now());
  if (const auto next = timers_.next()) wake_at(*next);
}

// --- records on their way out: one publish() for all that one round of the loop produced

void shard::publish(event::record what) {
  outgoing_.push_back(std::move(what));
  if (std::exchange(flush_posted_, true)) return;
  asio::post(context_, [this] { flush(); });
}

void shard::flush() {
  flush_posted_ = false;
  owner_.sink.publish(std::exchange(outgoing_, {}));
}

// --- who is here

// Guests are counted too: those who say nothing hold a socket each until their time is up.
bool shard::has_room() const {
  const auto& limits = owner_.what.limits;
  return !handshakes_.is_crowded() && load() < limits.sessions + limits.handshakes_in_flight;
}

std::optional<conversation::key> shard::enter(conversation& who) {
  const auto key = table_.insert(who);
  if (!key) return std::nullopt;
  load_.fetch_add(1, std::memory_order_relaxed);
  owner_.sessions.add();
  counts_.shard_sessions(table_.size());
  return key;
}

void shard::leave(conversation::key which) {
  table_.erase(which);
  load_.fetch_sub(1, std::memory_order_relaxed);
  counts_.shard_sessions(table_.size());
  owner_.sessions.remove();
}

void shard::greet(guest& who) { guests_.push_back(who); }

void shard::part_with(guest& who) {
  guests_.erase(guests_.iterator_to(who));
  load_.fetch_sub(1, std::memory_order_relaxed);
  ++handshakes_since_trim_;
}

std::vector<command::session_address> shard::places(bool in_transaction) const {
  std::vector<command::session_address> found;
  for (const auto& key : table_.keys()) {
    if (table_.find(key.slot, key.generation)->in_transaction() == in_transaction)
      found.push_back({index_, key.slot, key.generation});
  }
  return found;
}

void shard::cut_all() {
  for (const auto& key : table_.keys()) {
    if (auto* who = table_.find(key.slot, key.generation)) who->cut();
  }
  for (auto& who : guests_) who.cut();
}

// --- from other threads

void shard::post_deliveries(std::vector<event::delivery> verdicts) {
  asio::post(context_, [this, verdicts = std::move(verdicts)] {
    for (const auto& one : verdicts) deliver(one);
  });
}

void shard::deliver(const event::delivery& what) {
  auto* who = table_.find(what.token.slot(), what.token.generation());
  if (who == nullptr) return counts_.stale_delivery();
  who->deliver(what.token.sequence(), what.status);
}

void shard::post_commands(std::vector<command::addressed_request> commands) {
  asio::post(context_, [this, commands = std::move(commands)]() mutable {
    for (auto& one : commands) command(std::move(one));
  });
}

// The session may have gone, or moved, since the command was routed.
void shard::command(command::addressed_request what) {
  if (auto* who = table_.find(what.where.slot, what.where.generation)) return who->command(std::move(what.what));
  const auto now_at = owner_.stations.find(what.what.station);
  if (now_at && *now_at != what.where) {
    what.where = *now_at;
    std::vector<command::addressed_request> forwarded;
    forwarded.push_back(std::move(what));
    return owner_.at(*now_at).post_commands(std::move(forwarded));
  }
  counts_.settled(what.what.action, "offline");
  publish(command::offline_record(owner_.conversations->records, std::move(what.what), base::now()));
}

void shard::post_replaced(command::session_address old, command::session_address by) {
  asio::post(context_, [this, old, by] {
    if (auto* who = table_.find(old.slot, old.generation)) who->replaced(by);
  });
}

void shard::post_drain(std::vector<command::session_address> leaving) {
  asio::post(context_, [this, leaving = std::move(leaving)] {
    for (const auto& place : leaving) {
      if (auto* who = table_.find(place.slot, place.generation)) who->drain();
    }
  });
}

void shard::post_cut_all() {
  asio::post(context_, [this] { cut_all(); });
}

}  // namespace ocppgw::net
