#include "session/machine_state.hpp"

#include "ocppgw/base/text.hpp"

#include <utility>

namespace ocppgw::session {
namespace {

// A station that means OCPP is not cut off for how it says it.
bool looks_like_ocpp(std::string_view text) {
  text = base::trim(text);
  if (!text.starts_with('[')) return false;
  text = base::trim(text.substr(1));
  return text.starts_with('2') || text.starts_with('3') || text.starts_with('4');
}

// Of a record that timed out nobody knows. What a station was not told, it says again; the rest is lost.
std::string_view undelivered(event::delivery_status status, bool answer_due) {
  if (status == event::delivery_status::unknown) return "unknown";
  return answer_due ? "unanswered" : "lost";
}

}  // namespace

// A full outbox means that the owner reads on although it was told not to: the station repeats what is not taken here.
void machine::state::receive(std::string_view text, base::instant now) {
  if (waiting.full()) return shared.close(1011, close_reason::internal_error);
  speed.message(text.size(), shared.settings->pace, now.steady);
  const auto& message = shared.reader.read(text, shared.protocol, shared.tolerated);
  if (message.type == ocpp::message::kind::call) shared.emit(received{send::kind::call, message.call.row});
  if (inbound.repeated(message, text, !flow.waiting().empty(), now)) return;
  if (message.type == ocpp::message::kind::unreadable) return reject(message.unreadable, text, now);
  if (flow.must_wait(message)) return flow.push(text, message.call.row, now);
  process(message, text, now);
}

void machine::state::process(const ocpp::message& message, std::string_view text, base::instant now) {
  if (message.repaired && !(message.type == ocpp::message::kind::call && message.call.call_error)) {
    shared.note(note::kind::repaired_frame, "repaired", message.call.row);
    records.reject("repaired", "what was no UTF-8, or a control character, was taken out", text, now);
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

void machine::state::keep(std::string_view code, std::string_view why, std::string_view bytes, base::instant now) {
  speed.rejected(shared.settings->pace, now.steady);
  shared.note(note::kind::rejected_frame, code, nullptr, std::string(why));
  records.reject(code, why, bytes, now);
}

// Nothing is sent: there is no id to answer to (RULES 2.4).
void machine::state::reject(const ocpp::unreadable& why, std::string_view text, base::instant now) {
  keep(why.code, why.message, text, now);
  if (why.code == ocpp::not_utf8) return shared.close(1007, close_reason::not_utf8);
  if (looks_like_ocpp(text) || garbage.take(shared.settings->garbage_limit, now.steady)) return;
  if (!inbound.in_transaction()) shared.close(1002, close_reason::protocol_error);
}

void machine::state::settle(std::uint16_t ticket, event::delivery_status status, base::instant now) {
  if (status == event::delivery_status::refused && live() && records.publish_frame_instead(ticket, now))
    return shared.note(note::kind::event_undelivered, "frame_kept");
  const auto what = waiting.settle(ticket, status);
  if (!what) return shared.note(note::kind::late_delivery, "");
  if (what->what == outbox::kind::dispatched) return outbound.delivered(ticket, status, now);
  if (status == event::delivery_status::delivered) return inbound.send_answers(now);
  shared.note(note::kind::event_undelivered, undelivered(status, what->answer_due));
  shared.close(1011, close_reason::delivery_failed);
}

actions_view machine::state::finish(base::instant now) {
  if (!live()) return shared.out;
  take_waiting();
  watch_reading(now);
  watch_pace(now);
  if (commands_may_go(now)) outbound.pump(now);
  arm_timer(now);
  return shared.out;
}

// As of the time when they came.
void machine::state::take_waiting() {
  while (live()) {
    const auto next = flow.take_next();
    if (!next) return;
    process(shared.reader.read(next->frame, shared.protocol, shared.tolerated), next->frame, next->received);
  }
}

// While the station is not read from, its silence means nothing, and an answer to a command may be there unread.
void machine::state::watch_reading(base::instant now) {
  const auto change = flow.update(now);
  if (change == flow_control::change::stopped) outbound.stop_clock(now);
  if (change != flow_control::change::resumed) return;
  outbound.start_clock(now);
  activity.seen(now);
}

void machine::state::watch_pace(base::instant now) {
  const bool too_fast = speed.paused_until(now.steady).has_value();
  if (!std::exchange(paced, too_fast) && too_fast) shared.note(note::kind::limit_reached, "messages_per_station");
}

void machine::state::tick(base::instant now) {
  armed.reset();
  outbound.tick(now);
  inbound.tick(now);
  const auto due = flow.deadline();
  if (due && now.steady >= *due) shared.close(1011, close_reason::delivery_timeout);
  if (live()) activity.tick(!flow.stopped_since(), now);
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
  consider(flow.deadline());
  consider(outbound.deadline());
  consider(speed.paused_until(now.steady));
  if (outbound.has_work() && now.steady < quiet_until()) consider(quiet_until());
  if (!next || (armed && *armed <= *next)) return;
  armed = next;
  shared.emit(arm{*next});
}

}  // namespace ocppgw::session
