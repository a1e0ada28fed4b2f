#include "session/session_events.hpp"

#include "ocppgw/event/rejected.hpp"
#include "session/lifetime_records.hpp"

#include <algorithm>

namespace ocppgw::session {

void session_events::connected(base::instant now) {
  opened_ = now.steady;
  publish_event(connected_record(shared_, now.wall));
}

void session_events::disconnected(const disconnect& how, base::instant now) {
  const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(now.steady - opened_);
  const auto delivered = last_delivered();
  ++last_sequence_;
  // Nobody is left to hear the verdict.
  shared_.emit(publish{disconnected_record(shared_, how, {duration, last_sequence_, delivered}, now.wall), 0});
}

std::uint16_t session_events::publish_event(event::record what) {
  const auto ticket = next_ticket();
  window_.push_back({ticket, false});
  ++last_sequence_;
  shared_.emit(publish{std::move(what), ticket});
  return ticket;
}

std::uint16_t session_events::publish_dispatched(event::record what) {
  const auto ticket = next_ticket();
  shared_.emit(publish{std::move(what), ticket});
  return ticket;
}

void session_events::publish_outcome(event::record what) { shared_.emit(publish{std::move(what), 0}); }

void session_events::reject(std::string_view code, std::string_view message, std::string_view frame, base::instant now) {
  ++rejected_;
  rejects_.push_back(next_ticket());
  auto record =
      event::encode_rejected_frame(shared_.settings->records, shared_.session(), rejected_, {"frame", code, message}, frame, now.wall);
  shared_.emit(publish{std::move(record), rejects_.back()});
}

bool session_events::delivered(std::uint16_t ticket, event::delivery_status status) {
  if (std::erase(rejects_, ticket) != 0) return true;
  const auto event = find(ticket);
  if (event == window_.end() || event->delivered) return false;
  // What Kafka refused stays: the topic has a hole there, and `lastDelivered` says so.
  if (status != event::delivery_status::delivered) return true;
  event->delivered = true;
  const auto missing = std::find_if(window_.begin(), window_.end(), [](const waiting& one) { return !one.delivered; });
  window_.erase(window_.begin(), missing);
  return true;
}

std::vector<session_events::waiting>::iterator session_events::find(std::uint16_t ticket) {
  return std::find_if(window_.begin(), window_.end(), [ticket](const waiting& one) { return one.ticket == ticket; });
}

// Sixteen bits wrap around within a long session; 0 means "nobody waits".
std::uint16_t session_events::next_ticket() {
  const auto taken = [this](std::uint16_t ticket) {
    return find(ticket) != window_.end() || std::ranges::find(rejects_, ticket) != rejects_.end();
  };
  do {
    ++last_ticket_;
  } while (last_ticket_ == 0 || taken(last_ticket_));
  return last_ticket_;
}

}  // namespace ocppgw::session
