#include "session/records/session_events.hpp"

#include "session/records/lifetime_records.hpp"

#include <utility>

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

void session_events::publish_event(event::record what, std::optional<due_answer> answer, std::optional<std::string> frame) {
  auto& entry = outbox_.add(outbox::kind::event);
  entry.bytes = static_cast<std::uint32_t>(what.value.size() + (frame ? frame->size() : 0));
  entry.answer = std::move(answer);
  entry.frame = std::move(frame);
  shared_.emit(publish{std::move(what), entry.ticket});
}

std::uint16_t session_events::publish_dispatched(event::record what) {
  const auto ticket = outbox_.add(outbox::kind::dispatched).ticket;
  shared_.emit(publish{std::move(what), ticket});
  return ticket;
}

void session_events::publish_outcome(event::record what) { shared_.emit(publish{std::move(what), 0}); }

bool session_events::publish_frame_instead(std::uint16_t ticket, base::instant now) {
  auto* entry = outbox_.replace_by_frame(ticket);
  if (entry == nullptr) return false;
  const auto frame = *std::exchange(entry->frame, std::nullopt);
  shared_.note(note::kind::rejected_frame, "event_refused", entry->answer ? entry->answer->row : nullptr);
  shared_.emit(publish{rejected_frame({"frame", "event_refused", "Kafka refused its event for good"}, frame, now), entry->ticket});
  return true;
}

void session_events::reject(std::string_view code, std::string_view message, std::string_view frame, base::instant now) {
  auto record = rejected_frame({"frame", code, message}, frame, now);
  auto& entry = outbox_.add(outbox::kind::rejected_frame);
  entry.bytes = static_cast<std::uint32_t>(record.value.size());
  shared_.emit(publish{std::move(record), entry.ticket});
}

event::record session_events::rejected_frame(const event::rejection& why, std::string_view frame, base::instant now) {
  return event::encode_rejected_frame(shared_.settings->records, shared_.session(), ++rejected_, why, frame, now.wall);
}

}  // namespace ocppgw::session
