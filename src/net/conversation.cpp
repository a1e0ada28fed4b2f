#include "net/conversation.hpp"

#include "net/hub.hpp"
#include "net/notes.hpp"
#include "net/shard.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ocppgw::net {
namespace {

using session::close_reason;
using session::disconnect;

spdlog::logger& logger() {
  static auto& only = telemetry::log("net");
  return only;
}

}  // namespace

conversation::conversation(shard& on, session::handshake_info who)
    : on_(on), machine_(on.owner().conversations, on.reader(), std::move(who)) {}

void conversation::open() {
  guarded([this] {
    const auto taken = on_.enter(*this);
    if (!taken) return cut_transport();
    key_ = *taken;
    self_ = this;
    const auto& who = machine_.who();
    on_.counts().opened(who.listener, who.subprotocol);
    telemetry::log_line(
        logger(), spdlog::level::info, "session opened",
        {{"station", who.station}, {"session", who.session_id}, {"remote", who.remote_address}, {"tls", who.tls_version}});
    enter_directory();
    feed([](auto& machine, auto now) { return machine.open(now); });
  });
}

// The newest connection wins (P6): whoever held the station is told, and hands over what it had not sent.
void conversation::enter_directory() {
  auto& owner = on_.owner();
  const auto former = owner.stations.enter(machine_.who().station, place());
  if (former) owner.at(*former).post_replaced(*former, place());
}

command::session_address conversation::place() const { return {on_.index(), key_.slot, key_.generation}; }

void conversation::deliver(std::uint32_t sequence, event::delivery_status status) {
  guarded([&] { feed([&](auto& machine, auto now) { return machine.delivery(sequence, status, now); }); });
}

void conversation::command(command::request what) {
  if (successor_) return hand_over(std::move(what));
  guarded([&] { feed([&](auto& machine, auto now) { return machine.command(std::move(what), now); }); });
}

void conversation::drain() {
  guarded([&] { feed([](auto& machine, auto now) { return machine.drain(now); }); });
}

void conversation::replaced(command::session_address by) {
  guarded([&] {
    successor_ = by;
    feed([](auto& machine, auto now) { return machine.replaced(now); });
    for (auto& unsent : machine_.take_unsent()) hand_over(std::move(unsent));
  });
}

// Commands may be on their way here for as long as this session takes to close.
void conversation::hand_over(command::request what) {
  std::vector<command::addressed_request> moved;
  moved.push_back({*successor_, std::move(what)});
  on_.owner().at(*successor_).post_commands(std::move(moved));
}

void conversation::cut() {
  guarded([this] {
    cut_transport();
    const bool closing = state_ != state::open;
    finish(closing ? how_ : disconnect{disconnect::side::gateway, 1001, close_reason::draining});
  });
}

void conversation::received(std::string_view text) {
  reading_ = false;
  feed([text](auto& machine, auto now) { return machine.frame(text, now); });
}

void conversation::alive() {
  feed([](auto& machine, auto now) { return machine.alive(now); });
}

void conversation::written(boost::system::error_code why) {
  writing_ = false;
  if (state_ == state::finished) return;
  if (why) return lost({});
  queue_.pop();
  write_more();
}

void conversation::lost(const disconnect& how) {
  reading_ = false;
  if (state_ == state::finished) return;
  cut_transport();
  finish(state_ == state::open ? how : how_);
}

void conversation::closed() {
  if (state_ == state::finished) return;
  cut_transport();
  finish(how_);
}

void conversation::refuse(const session::close& why) {
  reading_ = false;
  if (state_ == state::open) close_now(why);
}

// Runs one input of the machine and what it wants; its actions are only valid until the next one.
template <class Input>
void conversation::feed(Input input) {
  if (state_ == state::finished) return;
  const boost::intrusive_ptr<conversation> stay(this);
  carry_out(input(machine_, base::now()));
  write_more();
  read_more();
}

void conversation::carry_out(session::actions_view actions) {
  for (auto& action : actions) {
    std::visit([this](auto& what) { carry_out(what); }, action);
  }
}

void conversation::carry_out(session::send& what) {
  if (state_ != state::open) return;
  on_.counts().sent(what);
  if (queue_.push(std::move(what.text), on_.owner().what.limits.write_queue_bytes)) return;
  on_.counts().limit_reached("write_queue_bytes");
  close_now({1008, close_reason::slow_consumer});
}

void conversation::carry_out(session::publish& what) {
  if (what.ticket != 0) what.what.token = event::delivery_token::make(on_.index(), key_.slot, key_.generation, what.ticket);
  on_.publish(std::move(what.what));
}

void conversation::carry_out(const session::arm& what) {
  if (state_ == state::open && !tearing_down_) on_.arm(*this, what.at);
}

void conversation::carry_out(const session::ping&) {
  if (state_ != state::open || pinging_) return;
  pinging_ = true;
  ping_transport();
}

void conversation::carry_out(const session::close& what) {
  if (state_ != state::open) return;
  state_ = state::flushing;
  how_ = {disconnect::side::gateway, what.code, what.reason};
  on_.arm(*this, std::chrono::steady_clock::now() + on_.owner().what.limits.close_timeout);
}

void conversation::carry_out(const session::note& what) {
  on_.counts().noted(what);
  const auto level = level_of(what.what);
  if (!logger().should_log(level)) return;
  const auto& who = machine_.who();
  telemetry::log_limited(logger(), level, text_of(what.what),
                         {{"station", who.station},
                          {"session", who.session_id},
                          {"action", label_of(what.row)},
                          {"code", what.code},
                          {"detail", what.detail}});
}

void conversation::carry_out(const session::measured& what) { on_.counts().finished(what); }

void conversation::read_more() {
  if (reading_ || state_ != state::open || !machine_.wants_frames()) return;
  reading_ = true;
  read_transport();
}

void conversation::write_more() {
  if (writing_) return;
  if (state_ == state::flushing && queue_.empty()) return start_closing();
  if (queue_.empty() || (state_ != state::open && state_ != state::flushing)) return;
  writing_ = true;
  write_transport(queue_.front());
}

// What is queued is dropped: the station does not read, or is not to be talked to any more.
void conversation::close_now(const session::close& why) {
  how_ = {disconnect::side::gateway, why.code, why.reason};
  start_closing();
}

void conversation::start_closing() {
  state_ = state::closing;
  on_.arm(*this, std::chrono::steady_clock::now() + on_.owner().what.limits.close_timeout);
  close_transport(how_.code, session::to_string(how_.reason));
}

void conversation::on_teardown() {
  tearing_down_ = true;
  guarded([this] { on_.arm(*this, std::chrono::steady_clock::now() + on_.owner().what.limits.close_timeout); });
}

void conversation::due(base::steady_time) {
  const boost::intrusive_ptr<conversation> stay(this);
  guarded([this] {
    if (state_ == state::open && !tearing_down_) return feed([](auto& machine, auto now) { return machine.timer(now); });
    cut_transport();
    if (!tearing_down_) finish(how_);
  });
}

void conversation::finish(const disconnect& how) {
  if (std::exchange(state_, state::finished) == state::finished || !self_) return;
  const boost::intrusive_ptr<conversation> stay(std::move(self_));
  wheel::disarm(*this);
  const auto& who = machine_.who();
  on_.owner().stations.leave(who.station, place());
  on_.counts().closed(who.listener, who.subprotocol, how);
  const auto code = std::to_string(how.code);
  telemetry::log_line(
      logger(), spdlog::level::info, "session closed",
      {{"station", who.station}, {"session", who.session_id}, {"reason", session::to_string(how.reason)}, {"code", code}});
  on_.leave(key_);
  carry_out(machine_.closed(how, base::now()));
}

void conversation::fail(std::string_view fault) noexcept {
  try {
    const auto& who = machine_.who();
    telemetry::log_line(logger(), spdlog::level::err, "session ended by an internal error",
                        {{"station", who.station}, {"session", who.session_id}, {"fault", fault}});
    on_.counts().internal_error();
    cut_transport();
    finish({disconnect::side::gateway, 1011, close_reason::internal_error});
  } catch (...) {
    cut_transport();
  }
}

}  // namespace ocppgw::net
