#include "session/inbound_calls.hpp"

#include "ocppgw/ocpp/write.hpp"
#include "session/call_record.hpp"

#include <algorithm>
#include <functional>

namespace ocppgw::session {
namespace {

// Without values: what a station says may be personal.
void note_faults(context& shared, const ocpp::call& call) {
  for (const auto& fault : call.payload.faults) shared.note(note::kind::fault, to_string(fault.code), call.row, fault.path);
}

std::optional<std::int32_t> transaction_id(const std::optional<event::stable_id>& start) {
  if (!start) return std::nullopt;
  return start->transaction_id;
}

}  // namespace

void inbound_calls::take(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now) {
  if (call.refusal) {
    refuse(call, frame, now);
    return;
  }
  const frame_digest digest = std::hash<std::string_view>{}(frame);
  if (!repeated(call, digest, now)) accept(call, repaired, digest, now);
}

void inbound_calls::refuse(const ocpp::call& call, std::string_view frame, base::instant now) {
  const auto code = to_string(*call.refusal);
  shared_.note(note::kind::fault, code, call.row, call.payload.faults.empty() ? "" : call.payload.faults[0].path);
  shared_.note(note::kind::rejected_frame, "refused", call.row);
  records_.reject("refused", std::string(code) + ": " + call.description, frame, now);
  shared_.emit(send{ocpp::write_error(call.raw_id, *call.refusal, call.description), send::kind::error, call.row});
}

bool inbound_calls::repeated(const ocpp::call& call, frame_digest digest, base::instant now) {
  // The one answer that is still to come carries the same id and serves both (RULES 2.4).
  const auto same = [digest](const pending& one) { return one.digest == digest; };
  if (std::any_of(pending_.begin(), pending_.end(), same)) {
    shared_.note(note::kind::repeated_call, "pending", call.row);
    return true;
  }
  if (std::find(answered_.begin(), answered_.end(), digest) == answered_.end()) return false;
  shared_.note(note::kind::repeated_call, "answered", call.row);
  const auto prepared = shared_.settings->answers.prepare(*call.row, call.payload, transaction_id(identify_start(shared_, call)));
  const auto payload = answer_policy::finish(*call.row, prepared, now.wall);
  shared_.emit(send{ocpp::write_result(call.raw_id, payload), send::kind::result, call.row});
  return true;
}

void inbound_calls::accept(const ocpp::call& call, bool repaired, frame_digest digest, base::instant now) {
  note_faults(shared_, call);
  const auto start = identify_start(shared_, call);
  if (start) transactions_.started(start->transaction_id);
  if (call.row->name == "StopTransaction") transactions_.stopped(call.payload.integer("transactionId").value_or(0));

  auto prepared = shared_.settings->answers.prepare(*call.row, call.payload, transaction_id(start));
  auto record = call_record(shared_, {call, start, repaired, prepared, records_.next_sequence(), now.wall});
  const auto ticket = records_.publish_event(std::move(record));
  pending one{ticket, false, digest, call.row, std::string(call.raw_id), std::move(prepared), now.steady};
  if (call.row->when == ocpp::acknowledge::at_once) {
    answer(one, now);
  } else {
    pending_.push_back(std::move(one));
  }
}

void inbound_calls::delivered(std::uint16_t ticket, base::instant now) {
  const auto event = std::find_if(pending_.begin(), pending_.end(), [ticket](const pending& one) { return one.ticket == ticket; });
  if (event == pending_.end()) return;
  event->delivered = true;
  if (shared_.closing) return;

  // Answers leave in the order of the CALLs, whatever the order of the verdicts.
  const auto waiting = std::find_if(pending_.begin(), pending_.end(), [](const pending& one) { return !one.delivered; });
  for (auto one = pending_.begin(); one != waiting; ++one) answer(*one, now);
  pending_.erase(pending_.begin(), waiting);
  if (pending_.empty()) pending_.shrink_to_fit();
}

void inbound_calls::answer(const pending& one, base::instant now) {
  const auto payload = answer_policy::finish(*one.row, one.answer, now.wall);
  shared_.emit(send{ocpp::write_result(one.raw_id, payload), send::kind::result, one.row});
  shared_.emit(measured{one.row, true, now.steady - one.received});
  remember(one.digest);
}

void inbound_calls::remember(frame_digest digest) {
  answered_.push_back(digest);
  if (answered_.size() > shared_.settings->remembered_calls) answered_.erase(answered_.begin());
}

void inbound_calls::tick(base::instant now) {
  const auto due = deadline();
  if (due && now.steady >= *due) shared_.close(1011, close_reason::delivery_timeout);
}

void inbound_calls::end() {
  for (const auto& one : pending_) shared_.note(note::kind::answer_withheld, one.delivered ? "delivered" : "undelivered", one.row);
  pending_.clear();
}

bool inbound_calls::boot_pending() const {
  return std::any_of(pending_.begin(), pending_.end(), [](const pending& one) { return one.row->name == "BootNotification"; });
}

std::optional<base::steady_time> inbound_calls::deadline() const {
  const auto oldest = std::find_if(pending_.begin(), pending_.end(), [](const pending& one) { return !one.delivered; });
  if (oldest == pending_.end()) return std::nullopt;
  return oldest->received + shared_.settings->delivery_timeout;
}

}  // namespace ocppgw::session
