#include "session/calls/flow_control.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::session {

bool flow_control::must_wait(const ocpp::message& what) const {
  if (what.type != ocpp::message::kind::call || what.call.call_error) return false;
  if (what.call.row->when == ocpp::acknowledge::at_once) return false;
  return window_full() || !calls_.empty();
}

void flow_control::push(std::string_view frame, const ocpp::action* row, base::instant now) {
  if (calls_.empty()) shared_.note(note::kind::limit_reached, "calls_in_flight", row);
  calls_.push_back({std::string(frame), row, now});
}

std::optional<waiting_call> flow_control::take_next() {
  if (calls_.empty() || window_full()) return std::nullopt;
  auto next = std::move(calls_.front());
  calls_.erase(calls_.begin());
  if (calls_.empty()) calls_.shrink_to_fit();
  return next;
}

std::size_t flow_control::held_bytes() const { return outbox_.unanswered_bytes() + waiting_bytes(); }

std::size_t flow_control::waiting_bytes() const {
  std::size_t bytes = 0;
  for (const auto& one : calls_) bytes += one.frame.size();
  return bytes;
}

bool flow_control::has_room() const {
  return !outbox_.full() && (!window_full() || held_bytes() < shared_.settings->call_queue_bytes);
}

flow_control::change flow_control::update(base::instant now) {
  const bool reads = has_room() && !held_by_owner_;
  if (reads == !stopped_since_) return change::none;
  if (reads) {
    stopped_since_.reset();
    return change::resumed;
  }
  stopped_since_ = now.steady;
  if (!has_room()) shared_.note(note::kind::limit_reached, "call_queue");
  return change::stopped;
}

std::optional<base::steady_time> flow_control::deadline() const {
  auto oldest = stopped_since_;
  if (!calls_.empty()) oldest = std::min(oldest.value_or(base::steady_time::max()), calls_.front().received.steady);
  if (!oldest) return std::nullopt;
  return *oldest + shared_.settings->delivery_timeout;
}

bool flow_control::window_full() const { return outbox_.in_flight() >= shared_.settings->calls_in_flight; }

}  // namespace ocppgw::session
