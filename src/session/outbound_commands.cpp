#include "session/outbound_commands.hpp"

#include "ocppgw/command/make_outcome.hpp"
#include "ocppgw/ocpp/write.hpp"

#include <algorithm>
#include <charconv>

namespace ocppgw::session {
namespace {

using command::make_outcome;
using command::outcome_kind;

// Unlike any id of an earlier connection, whose late answers may still arrive; at most 36 characters (RULES 2.2).
std::string call_id(std::string_view session_id, std::uint32_t number) {
  char digits[8];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number, 16).ptr;
  return std::string(session_id).append("-c").append(std::begin(digits), end);
}

}  // namespace

void outbound_commands::take(command::request what, base::instant now) {
  tick(now);
  if (queue_.size() >= shared_.settings->command_queue) {
    settle(make_outcome(outcome_kind::queue_full, std::move(what), now.wall, "too many commands are waiting for the station"));
    return;
  }
  queue_.push(std::move(what), now);
}

void outbound_commands::settle_offline(command::request what, base::instant now) {
  settle(make_outcome(outcome_kind::offline, std::move(what), now.wall, "the session was ending"));
}

void outbound_commands::pump(base::instant now) {
  while (!slot_ && !queue_.empty()) {
    auto next = queue_.pop();
    if (expired(next, now)) {
      settle(make_outcome(outcome_kind::expired, std::move(next), now.wall));
    } else {
      dispatch(std::move(next), now);
    }
  }
  if (slot_ && slot_->step == phase::ready) write_call(now);
}

void outbound_commands::dispatch(command::request what, base::instant now) {
  auto record = command::encode_dispatched(shared_.settings->records, what, shared_.who.session_id, now.wall, {});
  slot_ = std::make_unique<in_flight>();
  slot_->row = ocpp::find_action(what.action);
  slot_->what = std::move(what);
  slot_->ticket = records_.publish_dispatched(std::move(record));
  slot_->deadline = now.steady + shared_.settings->delivery_timeout;
}

void outbound_commands::delivered(std::uint16_t ticket, event::delivery_status status, base::instant now) {
  if (!slot_ || slot_->step != phase::dispatching || slot_->ticket != ticket) return;
  if (status == event::delivery_status::delivered) {
    slot_->step = phase::ready;
    return;
  }
  // The record may be in the topic all the same, and whoever reads it there must take the CALL for sent.
  settle(finish(outcome_kind::uncertain, now, "the dispatched record was not stored, so the CALL was not sent"));
}

void outbound_commands::write_call(base::instant now) {
  if (expired(slot_->what, now)) {
    settle(finish(outcome_kind::expired, now));
    pump(now);
    return;
  }
  slot_->step = phase::sent;
  slot_->id = call_id(shared_.who.session_id, ++calls_);
  slot_->sent = now.steady;
  slot_->sent_at = now.wall;
  slot_->deadline = now.steady + slot_->what.timeout;
  shared_.emit(send{ocpp::write_call(slot_->id, slot_->what.action, slot_->what.payload), send::kind::call, slot_->row});
}

void outbound_commands::result(const ocpp::result& answer, base::instant now) {
  if (!waits_for(answer.id)) {
    shared_.note(note::kind::late_result, "result");
    return;
  }
  const std::string payload(answer.payload);
  const auto* row = slot_->row;
  measure(now);
  auto how = finish(outcome_kind::answered, now);
  add_response(how, shared_.reader, row, payload);
  settle(std::move(how));
}

void outbound_commands::error(const ocpp::error& answer, base::instant now) {
  if (!waits_for(answer.id)) {
    shared_.note(note::kind::late_result, "error");
    return;
  }
  measure(now);
  auto how = finish(outcome_kind::errored, now);
  add_error(how, answer);
  settle(std::move(how));
}

void outbound_commands::tick(base::instant now) {
  while (auto late = queue_.pop_expired(now)) settle(make_outcome(outcome_kind::expired, std::move(*late), now.wall));
  if (!slot_ || slot_->step == phase::ready || now.steady < slot_->deadline) return;
  if (slot_->step == phase::dispatching) {
    shared_.close(1011, close_reason::delivery_timeout);
  } else {
    settle(finish(outcome_kind::timed_out, now));
  }
}

void outbound_commands::end(base::instant now) {
  if (slot_) {
    const auto* reason =
        slot_->step == phase::sent ? "the connection ended before the answer" : "the connection ended before the CALL was sent";
    settle(finish(outcome_kind::uncertain, now, reason));
  }
  for (auto& what : queue_.take_all()) settle_offline(std::move(what), now);
}

bool outbound_commands::held() const { return slot_ ? slot_->step == phase::ready : !queue_.empty(); }

std::optional<base::steady_time> outbound_commands::deadline() const {
  auto next = queue_.deadline();
  if (slot_ && slot_->step != phase::ready) next = next ? std::min(*next, slot_->deadline) : slot_->deadline;
  return next;
}

bool outbound_commands::waits_for(std::string_view id) const { return slot_ && slot_->step == phase::sent && slot_->id == id; }

command::outcome outbound_commands::finish(outcome_kind kind, base::instant now, std::string reason) {
  auto how = make_outcome(kind, std::move(slot_->what), now.wall, std::move(reason));
  if (slot_->step == phase::sent) how.sent_at = slot_->sent_at;
  slot_.reset();
  return how;
}

void outbound_commands::measure(base::instant now) {
  if (slot_->row != nullptr) shared_.emit(measured{slot_->row, false, now.steady - slot_->sent});
}

void outbound_commands::settle(command::outcome how) {
  how.session_id = shared_.who.session_id;
  shared_.note(note::kind::command_settled, to_string(how.kind), ocpp::find_action(how.what.action));
  records_.publish_outcome(command::encode_outcome(shared_.settings->records, how));
}

}  // namespace ocppgw::session
