#include "session/calls/inbound_calls.hpp"

#include "ocppgw/ocpp/write.hpp"
#include "session/calls/call_record.hpp"

#include <algorithm>

namespace ocppgw::session {
namespace {

// Without values: what a station says may be personal.
void note_faults(context& shared, const ocpp::call& call) {
  for (const auto& fault : call.payload.faults)
    shared.note(note::kind::fault, shared.protocol.spell(fault.code), call.row, fault.path);
}

std::optional<std::int32_t> transaction_id(const std::optional<start_id>& start) {
  if (!start) return std::nullopt;
  return start->id.transaction_id;
}

}  // namespace

bool inbound_calls::repeated(const ocpp::message& what, std::string_view frame, bool earlier_wait, base::instant now) {
  if (what.type != ocpp::message::kind::call || what.call.call_error) {
    repeats_.interrupted();
    return false;
  }
  const auto& call = what.call;
  const bool awaited = call.row->when == ocpp::acknowledge::after_delivery && (earlier_wait || answers_due());
  const auto repeat = repeats_.called(frame, awaited, now);
  if (repeat == repeat_detector::kind::new_call) return false;
  // The one answer that is still to come carries the same id and serves both (RULES 2.4).
  const bool pending = repeat == repeat_detector::kind::repeat_of_pending;
  shared_.note(note::kind::repeated_call, pending ? "pending" : "answered", call.row);
  if (!pending) answer_again(call, now);
  return true;
}

void inbound_calls::take(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now) {
  if (call.call_error) return refuse(call, frame, now);
  accept(call, repaired, frame, now);
}

void inbound_calls::refuse(const ocpp::call& call, std::string_view frame, base::instant now) {
  const auto code = shared_.protocol.spell(*call.call_error);
  shared_.note(note::kind::fault, code, call.row, call.payload.faults.empty() ? "" : call.payload.faults[0].path);
  shared_.note(note::kind::rejected_frame, "refused", call.row);
  records_.reject("refused", std::string(code) + ": " + call.description, frame, now);
  auto error = ocpp::write_error(shared_.protocol, call.raw_id, *call.call_error, call.description);
  shared_.emit(send{std::move(error), send::kind::error, call.row});
}

void inbound_calls::accept(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now) {
  note_faults(shared_, call);
  const auto start = identify_start(shared_, call, now);
  if (start) transactions_.started(start->id.transaction_id);
  last_started_ = transaction_id(start);
  if (call.row->in_session == ocpp::session_role::transaction_end) stopped(call.payload.integer(ocpp::role::transaction_id));

  auto prepared = shared_.settings->answers.prepare(*call.row, call.payload, transaction_id(start));
  auto record = call_record(shared_, {call, start, repaired, prepared, records_.next_sequence(), now.wall});
  due_answer told{call.row, std::string(call.raw_id), std::move(prepared), now.steady};
  if (call.row->when == ocpp::acknowledge::at_once) {
    records_.publish_event(std::move(record), std::nullopt, std::string(frame));
    answer(told, now);
  } else {
    records_.publish_event(std::move(record), std::move(told), std::string(frame));
  }
}

void inbound_calls::stopped(std::optional<std::int64_t> transaction_id) {
  transactions_.stopped(transaction_id.value_or(0));
  shared_.starts.ended(shared_.who.station, transaction_id);
}

void inbound_calls::send_answers(base::instant now) {
  if (shared_.closing()) return;
  while (auto* next = outbox_.next_answer()) {
    answer(*next->answer, now);
    next->state = outbox::status::answered;
  }
  outbox_.forget_settled();
}

void inbound_calls::answer(const due_answer& what, base::instant now) {
  const auto payload = answer_policy::finish(*what.row, what.payload, now.wall);
  shared_.emit(send{ocpp::write_result(what.raw_id, payload), send::kind::result, what.row});
  shared_.emit(measured{what.row, true, now.steady - what.received});
  repeats_.answered(now);
}

// The answer is made anew, not stored: a Heartbeat has to be told the time of now.
void inbound_calls::answer_again(const ocpp::call& call, base::instant now) {
  const auto prepared = shared_.settings->answers.prepare(*call.row, call.payload, last_started_);
  const auto payload = answer_policy::finish(*call.row, prepared, now.wall);
  shared_.emit(send{ocpp::write_result(call.raw_id, payload), send::kind::result, call.row});
}

void inbound_calls::tick(base::instant now) {
  const auto due = deadline();
  if (due && now.steady >= *due) shared_.close(1011, close_reason::delivery_timeout);
}

void inbound_calls::end(const std::vector<waiting_call>& unprocessed) {
  for (const auto& one : outbox_.entries()) {
    if (!one.answer_due()) continue;
    const bool delivered = one.state == outbox::status::delivered;
    shared_.note(note::kind::answer_withheld, delivered ? "delivered" : "undelivered", one.answer->row);
  }
  for (const auto& one : unprocessed) shared_.note(note::kind::answer_withheld, "unprocessed", one.row);
}

bool inbound_calls::answers_due() const {
  const auto entries = outbox_.entries();
  return std::any_of(entries.begin(), entries.end(), [](const auto& one) { return one.answer_due(); });
}

bool inbound_calls::boot_pending() const {
  const auto entries = outbox_.entries();
  return std::any_of(entries.begin(), entries.end(), [](const auto& one) {
    return one.answer_due() && one.answer->row->in_session == ocpp::session_role::registration;
  });
}

std::optional<base::steady_time> inbound_calls::deadline() const {
  const auto entries = outbox_.entries();
  const auto waits = [](const outbox::entry& one) { return one.answer_due() && one.state != outbox::status::delivered; };
  const auto oldest = std::find_if(entries.begin(), entries.end(), waits);
  if (oldest == entries.end()) return std::nullopt;
  return oldest->answer->received + shared_.settings->delivery_timeout;
}

}  // namespace ocppgw::session
