#include "session/machine_state.hpp"

namespace ocppgw::session {

// A full outbox means that the owner reads on although it was told not to: the station repeats what is not taken here.
void machine::state::receive(std::string_view text, base::instant now) {
  if (waiting.full()) return shared.close(1011, close_reason::internal_error);
  const auto& message = shared.reader.read(text, shared.protocol, shared.tolerated);
  if (message.type == ocpp::message::kind::unreadable) return reject(message.unreadable, text, now);
  garbage = 0;
  if (message.repaired && !(message.type == ocpp::message::kind::call && message.call.refusal)) {
    shared.note(note::kind::repaired_frame, "repaired", message.call.row);
    records.reject("repaired", "control characters were stripped", text, now);
  }
  take(message, text, now);
}

void machine::state::take(const ocpp::message& message, std::string_view text, base::instant now) {
  switch (message.type) {
    case ocpp::message::kind::call:
      return inbound.take(message.call, message.repaired, text, now);
    case ocpp::message::kind::result:
      return answered(outbound.result(message.result, now), message, text, now);
    case ocpp::message::kind::error:
      return answered(outbound.error(message.error, now), message, text, now);
    case ocpp::message::kind::unreadable:
      return;
  }
}

// What was meant for a command is taken as it is; the frame itself is kept where it breaks the form, or was for nobody.
void machine::state::answered(command::answer_use use, const ocpp::message& message, std::string_view text, base::instant now) {
  const bool is_result = message.type == ocpp::message::kind::result;
  if (use != command::answer_use::settled) shared.note(note::kind::late_result, is_result ? "result" : "error");
  const bool malformed = !message.unreadable.code.empty();
  if (malformed) return keep(message.unreadable.code, message.unreadable.message, text, now);
  if (use != command::answer_use::unexpected) return;
  keep(is_result ? "unexpected_result" : "unexpected_error", "no CALL of this connection waits for it", text, now);
}

// On the rejected topic.
void machine::state::keep(std::string_view code, std::string_view why, std::string_view text, base::instant now) {
  shared.note(note::kind::rejected_frame, code, nullptr, std::string(why));
  records.reject(code, why, text, now);
}

// Nothing is sent: there is no id to answer to (RULES 2.4).
void machine::state::reject(const ocpp::unreadable& why, std::string_view text, base::instant now) {
  keep(why.code, why.message, text, now);
  if (++garbage >= shared.settings->garbage_limit) shared.close(1002, close_reason::protocol_error);
}

void machine::state::settle(std::uint16_t ticket, event::delivery_status status, base::instant now) {
  const bool paused = !reading();
  const auto what = waiting.settle(ticket, status);
  if (!what) return shared.note(note::kind::late_delivery, "");
  if (*what == outbox::kind::dispatched) return outbound.delivered(ticket, status, now);
  if (status != event::delivery_status::delivered) {
    shared.note(note::kind::event_undelivered, status == event::delivery_status::refused ? "failed" : "unknown");
    return shared.close(1011, close_reason::delivery_failed);
  }
  if (paused) activity.seen(now);
  inbound.send_answers(now);
}

actions_view machine::state::finish(base::instant now) {
  if (!live()) return shared.out;
  if (commands_may_go(now)) outbound.pump(now);
  arm_timer(now);
  return shared.out;
}

// Not before the station had the time to get ready, and not while it waits to be accepted (RULES 5.1).
bool machine::state::commands_may_go(base::instant now) const {
  const bool quiet = now.steady < quiet_until();
  return !quiet && !inbound.boot_pending() && !waiting.full();
}

// Only where the owner's timer would come too late: a later deadline is seen to when the earlier one fires.
void machine::state::arm_timer(base::instant now) {
  std::optional<base::steady_time> next;
  const auto consider = [&next](std::optional<base::steady_time> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  consider(activity.deadline());
  consider(inbound.deadline());
  consider(outbound.deadline());
  if (outbound.has_work() && now.steady < quiet_until()) consider(quiet_until());
  if (!next || (armed && *armed <= *next)) return;
  armed = next;
  shared.emit(arm{*next});
}

}  // namespace ocppgw::session
