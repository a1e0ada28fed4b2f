#include "ocppgw/session/machine.hpp"

#include "session/context.hpp"
#include "session/inbound_calls.hpp"
#include "session/session_events.hpp"
#include "session/liveness.hpp"
#include "session/outbound_commands.hpp"

#include <algorithm>

namespace ocppgw::session {

struct machine::state {
  enum class phase : std::uint8_t { fresh, open, closed };

  state(std::shared_ptr<const settings> initial, ocpp::reader& reader, handshake_info who)
      : shared(std::move(initial), reader, std::move(who)) {}

  bool live() const { return step == phase::open && !shared.closing; }
  bool reading() const { return records.in_flight() < shared.settings->calls_in_flight; }
  bool quiet(base::instant now) const { return !heard && now.steady < opened + shared.settings->quiet_after_open; }

  void receive(std::string_view text, base::instant now);
  void reject(const ocpp::unreadable& why, std::string_view text, base::instant now);
  void judge(std::uint16_t ticket, event::delivery_status status, base::instant now);
  actions_view finish(base::instant now);
  void arm_timer();

  context shared;
  session_events records{shared};
  inbound_calls inbound{shared, records};
  outbound_commands outbound{shared, records};
  liveness life{shared};
  phase step = phase::fresh;
  bool heard = false;     // a message of the station has arrived
  bool replaced = false;  // its successor takes the commands
  std::size_t garbage = 0;
  base::steady_time opened{};
  std::optional<base::steady_time> armed;
};

void machine::state::receive(std::string_view text, base::instant now) {
  const auto& message = shared.reader.read(text, shared.mode);
  if (message.type == ocpp::message::kind::unreadable) {
    reject(message.unreadable, text, now);
    return;
  }
  garbage = 0;
  if (message.repaired && !(message.type == ocpp::message::kind::call && message.call.refusal)) {
    shared.note(note::kind::repaired_frame, "repaired", message.call.row);
    records.reject("repaired", "control characters were stripped", text, now);
  }
  switch (message.type) {
    case ocpp::message::kind::call:
      inbound.take(message.call, message.repaired, text, now);
      return;
    case ocpp::message::kind::result:
      outbound.result(message.result, now);
      return;
    case ocpp::message::kind::error:
      outbound.error(message.error, now);
      return;
    case ocpp::message::kind::unreadable:
      return;
  }
}

// Nothing is sent: there is no id to answer to (RULES 2.4).
void machine::state::reject(const ocpp::unreadable& why, std::string_view text, base::instant now) {
  shared.note(note::kind::rejected_frame, why.code, nullptr, why.message);
  records.reject(why.code, why.message, text, now);
  if (++garbage >= shared.settings->garbage_limit) shared.close(1002, close_reason::protocol_error);
}

void machine::state::judge(std::uint16_t ticket, event::delivery_status status, base::instant now) {
  if (outbound.delivered(ticket, status, now)) return;
  const bool paused = !reading();
  if (!records.delivered(ticket, status)) {
    shared.note(note::kind::late_delivery, "");
    return;
  }
  if (status != event::delivery_status::delivered) {
    shared.note(note::kind::event_undelivered, status == event::delivery_status::refused ? "failed" : "unknown");
    shared.close(1011, close_reason::delivery_failed);
    return;
  }
  if (paused) life.seen(now);
  inbound.delivered(ticket, now);
}

actions_view machine::state::finish(base::instant now) {
  if (!live()) return shared.out;
  if (!quiet(now) && !inbound.boot_pending()) outbound.pump(now);
  arm_timer();
  return shared.out;
}

// Only where the owner's timer would come too late: a later deadline is seen to when the earlier one fires.
void machine::state::arm_timer() {
  std::optional<base::steady_time> next;
  const auto consider = [&next](std::optional<base::steady_time> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  consider(life.deadline());
  consider(inbound.deadline());
  consider(outbound.deadline());
  if (!heard && outbound.held()) consider(opened + shared.settings->quiet_after_open);
  if (!next || (armed && *armed <= *next)) return;
  armed = next;
  shared.emit(arm{*next});
}

machine::machine(std::shared_ptr<const settings> initial, ocpp::reader& reader, handshake_info who)
    : state_(std::make_unique<state>(std::move(initial), reader, std::move(who))) {}
machine::~machine() = default;
machine::machine(machine&&) noexcept = default;
machine& machine::operator=(machine&&) noexcept = default;

actions_view machine::open(base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (self.step != state::phase::fresh) return self.shared.out;
  self.step = state::phase::open;
  self.opened = now.steady;
  self.life.open(now);
  self.records.connected(now);
  return self.finish(now);
}

actions_view machine::frame(std::string_view text, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (!self.live()) return self.shared.out;
  self.heard = true;
  self.life.seen(now);
  self.receive(text, now);
  return self.finish(now);
}

actions_view machine::alive(base::instant now) {
  state_->shared.begin();
  state_->life.seen(now);
  return state_->shared.out;
}

actions_view machine::delivery(std::uint32_t sequence, event::delivery_status status, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (self.step == state::phase::open) self.judge(static_cast<std::uint16_t>(sequence), status, now);
  return self.finish(now);
}

actions_view machine::command(event::command what, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  const bool successor_takes = self.replaced && self.step != state::phase::closed;
  if (self.live() || successor_takes) {
    self.outbound.take(std::move(what), now);
  } else {
    self.outbound.settle_offline(std::move(what), now);
  }
  return self.finish(now);
}

actions_view machine::timer(base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (!self.live()) return self.shared.out;
  self.armed.reset();
  self.outbound.tick(now);
  self.inbound.tick(now);
  if (self.live()) self.life.tick(self.reading(), now);
  return self.finish(now);
}

actions_view machine::drain(base::instant now) {
  state_->shared.begin();
  state_->shared.close(1001, close_reason::draining);
  return state_->finish(now);
}

actions_view machine::replaced(base::instant now) {
  state_->shared.begin();
  state_->replaced = true;
  state_->shared.close(1000, close_reason::replaced);
  return state_->finish(now);
}

actions_view machine::closed(const disconnect& how, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (std::exchange(self.step, state::phase::closed) != state::phase::open) return self.shared.out;
  self.shared.closing = true;
  self.inbound.end();
  self.outbound.end(now);
  self.records.disconnected(how, now);
  return self.shared.out;
}

void machine::use(std::shared_ptr<const settings> newer) { state_->shared.use(std::move(newer)); }
std::vector<event::command> machine::take_unsent() { return state_->outbound.take_unsent(); }
bool machine::wants_frames() const { return state_->reading(); }
const handshake_info& machine::who() const { return state_->shared.who; }
std::uint64_t machine::last_sequence() const { return state_->records.last_sequence(); }
bool machine::in_transaction() const { return state_->inbound.in_transaction(); }

}  // namespace ocppgw::session
