#include "session/records/outbox.hpp"

#include <algorithm>

namespace ocppgw::session {
namespace {

using entry = outbox::entry;
using kind = outbox::kind;
using status = outbox::status;

bool is_event(const entry& one) { return one.what == kind::event; }
bool is_stored(const entry& one) { return one.state == status::delivered || one.state == status::answered; }
bool is_over(const entry& one) { return one.answer ? one.state == status::answered : one.state == status::delivered; }

}  // namespace

outbox::entry& outbox::add(kind what) {
  const auto ticket = next_ticket();
  auto& added = entries_.emplace_back();
  added.what = what;
  added.ticket = ticket;
  if (what == kind::event) added.sequence = take_number();
  return added;
}

// Only events are kept after Kafka's word: they wait for the ones before them. A refused one stays for good, so that
// last_delivered() ends before it.
std::optional<outbox::settled> outbox::settle(std::uint16_t ticket, event::delivery_status how) {
  const auto waits = [ticket](const entry& one) { return one.ticket == ticket && one.state == status::sent; };
  const auto found = std::find_if(entries_.begin(), entries_.end(), waits);
  if (found == entries_.end()) return std::nullopt;
  const settled what{found->what, found->answer_due()};
  if (what.what == kind::event) {
    found->frame.reset();
    found->state = how == event::delivery_status::delivered ? status::delivered : status::refused;
  } else {
    entries_.erase(found);
  }
  return what;
}

outbox::entry* outbox::replace_by_frame(std::uint16_t ticket) {
  const auto waits = [ticket](const entry& one) { return one.ticket == ticket && one.state == status::sent && one.frame; };
  const auto found = std::find_if(entries_.begin(), entries_.end(), waits);
  if (found == entries_.end()) return nullptr;
  found->ticket = next_ticket();
  first_missing_ = std::min(first_missing_.value_or(found->sequence), found->sequence);
  return &*found;
}

outbox::entry* outbox::next_answer() {
  const auto next = std::find_if(entries_.begin(), entries_.end(), [](const entry& one) { return one.answer_due(); });
  return next != entries_.end() && next->state == status::delivered ? &*next : nullptr;
}

void outbox::forget_settled() {
  const auto waits = [](const entry& one) { return is_event(one) && !is_over(one); };
  const auto first_kept = std::find_if(entries_.begin(), entries_.end(), waits);
  entries_.erase(std::remove_if(entries_.begin(), first_kept, is_event), first_kept);
  if (entries_.empty()) entries_.shrink_to_fit();
}

std::size_t outbox::in_flight() const {
  const auto counts = [](const entry& one) { return one.what != kind::dispatched; };
  return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), counts));
}

std::size_t outbox::unanswered_bytes() const {
  std::size_t bytes = 0;
  for (const auto& one : entries_) {
    if (one.what != kind::dispatched && one.state == status::sent && !one.answer) bytes += one.bytes;
  }
  return bytes;
}

std::uint64_t outbox::last_delivered() const {
  const auto missing = [](const entry& one) { return is_event(one) && !is_stored(one); };
  const auto first = std::find_if(entries_.begin(), entries_.end(), missing);
  const auto next = first == entries_.end() ? last_sequence_ + 1 : first->sequence;
  return std::min(next, first_missing_.value_or(next)) - 1;
}

// Sixteen bits wrap around within a long session; 0 means that nobody waits.
std::uint16_t outbox::next_ticket() {
  const auto taken = [this](const entry& one) { return one.ticket == last_ticket_; };
  do {
    ++last_ticket_;
  } while (last_ticket_ == 0 || std::any_of(entries_.begin(), entries_.end(), taken));
  return last_ticket_;
}

}  // namespace ocppgw::session
