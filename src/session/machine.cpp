#include "ocppgw/session/machine.hpp"

#include "session/machine_state.hpp"

#include <utility>

namespace ocppgw::session {

machine::machine(std::shared_ptr<const settings> initial, ocpp::reader& reader, start_memory& starts,
                 const command::outcome_writer& outcomes, handshake_info who)
    : state_(std::make_unique<state>(std::move(initial), reader, starts, outcomes, std::move(who))) {}
machine::~machine() = default;
machine::machine(machine&&) noexcept = default;
machine& machine::operator=(machine&&) noexcept = default;

void machine::use(std::shared_ptr<const settings> newer, base::instant now) {
  auto& self = *state_;
  const bool pings_differ = newer->ping_interval != self.shared.settings->ping_interval;
  self.shared.use(std::move(newer));
  if (pings_differ) self.activity.schedule_ping(now);
}

actions_view machine::open(base::instant now, bool has_predecessor) {
  auto& self = *state_;
  self.shared.begin();
  if (self.step != state::phase::fresh) return self.shared.out;
  self.step = state::phase::open;
  self.opened = now.steady;
  self.activity.open(now);
  if (has_predecessor) self.outbound.wait_for_predecessor(now);
  self.records.connected(now);
  return self.finish(now);
}

actions_view machine::frame(std::string_view text, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (!self.live()) return self.shared.out;
  self.activity.seen(now);
  self.outbound.heard();
  self.receive(text, now);
  return self.finish(now);
}

actions_view machine::binary(std::string_view bytes, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (!self.live()) return self.shared.out;
  self.keep("binary", "a binary message", bytes, now);
  self.shared.close(1003, close_reason::not_text);
  return self.finish(now);
}

actions_view machine::alive(base::instant now) {
  state_->shared.begin();
  state_->activity.seen(now);
  state_->outbound.heard();
  return state_->shared.out;
}

actions_view machine::delivery(std::uint32_t sequence, event::delivery_status status, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (self.step == state::phase::open) self.settle(static_cast<std::uint16_t>(sequence), status, now);
  return self.finish(now);
}

actions_view machine::command(command::request what, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  self.outbound.take(std::move(what), now);
  return self.finish(now);
}

actions_view machine::claim_read(std::string_view id, bool won, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  self.outbound.claim_read(id, won, now);
  return self.finish(now);
}

actions_view machine::handed_over(std::vector<command::request> commands, bool complete, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  self.outbound.take_older(std::move(commands), complete, now);
  return self.finish(now);
}

actions_view machine::timer(base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (self.live()) self.tick(now);
  return self.finish(now);
}

actions_view machine::hold_reading(bool held, base::instant now) {
  state_->shared.begin();
  state_->flow.hold(held);
  return state_->finish(now);
}

actions_view machine::drain(base::instant now) { return close(1001, close_reason::draining, now); }

actions_view machine::replaced(base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  self.shared.close(1000, close_reason::replaced);
  self.outbound.replaced();
  return self.finish(now);
}

actions_view machine::close(std::uint16_t code, close_reason reason, base::instant now) {
  state_->shared.begin();
  state_->shared.close(code, reason);
  return state_->finish(now);
}

actions_view machine::closing(base::instant now) {
  state_->shared.begin();
  state_->shared.stop();
  return state_->finish(now);
}

actions_view machine::closed(const disconnect& how, base::instant now) {
  auto& self = *state_;
  self.shared.begin();
  if (std::exchange(self.step, state::phase::closed) != state::phase::open) return self.shared.out;
  self.shared.stop();
  self.inbound.end(self.flow.waiting());
  self.outbound.end(now);
  self.records.disconnected(self.shared.resolve(how), now);
  return self.shared.out;
}

std::size_t machine::queued_commands() const { return state_->outbound.queued(); }
std::size_t machine::kept_bytes() const { return state_->live() ? state_->flow.waiting_bytes() : 0; }
bool machine::wants_frames() const { return state_->live() && state_->flow.has_room() && !state_->paced; }
const handshake_info& machine::who() const { return state_->shared.who; }
disconnect machine::ended() const { return state_->shared.cause(); }
std::uint64_t machine::last_sequence() const { return state_->waiting.last_sequence(); }
bool machine::is_live() const { return state_->live(); }
bool machine::in_transaction() const { return state_->inbound.in_transaction(); }

}  // namespace ocppgw::session
