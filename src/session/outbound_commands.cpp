#include "session/outbound_commands.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::session {

void outbound_commands::take(command::request what, base::instant now) {
  if (!shared_.closing()) return sender_.take(std::move(what), shared_.settings->command_queue, now);
  give_back(std::optional(std::move(what)));
}

void outbound_commands::take_older(std::vector<command::request> commands, bool complete, base::instant now) {
  const bool passes_on = shared_.closing() && successor_ != successor::waiting;
  if (passes_on) return give_back(std::move(commands));
  sender_.take_older(std::move(commands), shared_.settings->command_queue, now);
  if (complete) sender_.release();
  hand_over_if_complete();
}

void outbound_commands::delivered(std::uint16_t ticket, event::delivery_status status, base::instant now) {
  if (ticket == ticket_) sender_.dispatched(status, now);
}

void outbound_commands::claim_read(std::string_view id, bool won, base::instant now) {
  give_back(sender_.claim_read(id, won, now));
}

command::answer_use outbound_commands::result(const ocpp::result& answer, base::instant now) {
  shared_.emit(received{send::kind::result, sender_.action_awaited(answer.id)});
  return sender_.result(answer, now);
}

command::answer_use outbound_commands::error(const ocpp::error& answer, base::instant now) {
  shared_.emit(received{send::kind::error, sender_.action_awaited(answer.id)});
  return sender_.error(answer, now);
}

void outbound_commands::tick(base::instant now) {
  sender_.tick(now);
  if (sender_.awaits_delivery() && now.steady >= delivery_due_) shared_.close(1011, close_reason::delivery_timeout);
}

void outbound_commands::replaced() {
  if (successor_ != successor::none) return;
  successor_ = successor::waiting;
  hand_over_if_complete();
}

void outbound_commands::end(base::instant now) {
  sender_.connection_lost(now);
  if (successor_ == successor::waiting) return hand_over();
  give_back(sender_.take_unread());
  give_back(sender_.take_unsent());
}

std::optional<base::steady_time> outbound_commands::deadline() const {
  const auto next = sender_.deadline();
  if (!sender_.awaits_delivery()) return next;
  return next ? std::min(*next, delivery_due_) : delivery_due_;
}

void outbound_commands::publish_dispatched(event::record what, base::instant now) {
  ticket_ = records_.publish_dispatched(std::move(what));
  delivery_due_ = now.steady + shared_.settings->delivery_timeout;
}

void outbound_commands::publish_outcome(event::record what, command::outcome_kind kind, const ocpp::action* row) {
  shared_.note(note::kind::command_settled, to_string(kind), row);
  records_.publish_outcome(std::move(what));
}

void outbound_commands::write_call(std::string text, const ocpp::action* row) {
  shared_.emit(send{std::move(text), send::kind::call, row});
}

void outbound_commands::call_finished(const ocpp::action& row, std::chrono::nanoseconds took) {
  shared_.emit(measured{&row, false, took});
}

void outbound_commands::give_back(std::vector<command::request> commands) {
  if (!commands.empty()) shared_.emit(session::give_back{std::move(commands)});
}

bool outbound_commands::give_back(std::optional<command::request> what) {
  if (!what) return false;
  give_back(command::alone(*std::move(what)));
  return true;
}

void outbound_commands::hand_over() {
  successor_ = successor::served;
  const bool is_claimed = give_back(sender_.take_unread());  // whether it has won is for the log to say
  shared_.emit(session::hand_over{sender_.take_unsent(), !is_claimed});
}

// What this session's own predecessor hands over has to stand before what came for this one.
void outbound_commands::hand_over_if_complete() {
  if (successor_ == successor::waiting && !sender_.on_hold()) hand_over();
}

}  // namespace ocppgw::session
