#include "session/session_events.hpp"

#include "ocppgw/event/rejected.hpp"
#include "session/lifetime_records.hpp"

namespace ocppgw::session {

void session_events::connected(base::instant now) {
  opened_ = now.steady;
  publish_event(connected_record(shared_, now.wall));
}

// Nobody is left to hear what becomes of it: no ticket.
void session_events::disconnected(const disconnect& how, base::instant now) {
  const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(now.steady - opened_);
  const auto delivered = outbox_.last_delivered();
  const lifetime lived{duration, outbox_.take_number(), delivered};
  shared_.emit(publish{disconnected_record(shared_, how, lived, now.wall), 0});
}

void session_events::publish_event(event::record what, std::optional<due_answer> answer) {
  auto& entry = outbox_.add(outbox::kind::event);
  entry.bytes = static_cast<std::uint32_t>(what.value.size());
  entry.answer = std::move(answer);
  shared_.emit(publish{std::move(what), entry.ticket});
}

std::uint16_t session_events::publish_dispatched(event::record what) {
  const auto ticket = outbox_.add(outbox::kind::dispatched).ticket;
  shared_.emit(publish{std::move(what), ticket});
  return ticket;
}

void session_events::publish_outcome(event::record what) { shared_.emit(publish{std::move(what), 0}); }

void session_events::reject(std::string_view code, std::string_view message, std::string_view frame, base::instant now) {
  ++rejected_;
  auto record = event::encode_rejected_frame(shared_.settings->records, shared_.session(), rejected_, {"frame", code, message},
                                             frame, now.wall);
  auto& entry = outbox_.add(outbox::kind::rejected_frame);
  entry.bytes = static_cast<std::uint32_t>(record.value.size());
  shared_.emit(publish{std::move(record), entry.ticket});
}

}  // namespace ocppgw::session
