// The records of one session: numbers them (P3), hands out tickets for Kafka's verdicts, and knows how far the topic is
// complete. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/event/record.hpp"
#include "session/context.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ocppgw::session {

class session_events {
 public:
  explicit session_events(context& shared) : shared_(shared) {}

  // Events.
  void connected(base::instant now);
  void disconnected(const disconnect& how, base::instant now);
  std::uint64_t next_sequence() const { return last_sequence_ + 1; }
  std::uint16_t publish_event(event::record what);  // it carries next_sequence(); returns its ticket

  // Other topics: no number.
  std::uint16_t publish_dispatched(event::record what);  // returns its ticket
  void publish_outcome(event::record what);
  void reject(std::string_view code, std::string_view message, std::string_view frame, base::instant now);

  // True if an event or a rejected frame was waiting for this verdict.
  bool delivered(std::uint16_t ticket, event::delivery_status status);

  // The oldest event without a verdict and all that came after it, and rejected frames without one: what a station makes the
  // gateway hold (P5).
  std::size_t in_flight() const { return window_.size() + rejects_.size(); }
  std::uint64_t last_sequence() const { return last_sequence_; }
  std::uint64_t last_delivered() const { return last_sequence_ - window_.size(); }

 private:
  struct waiting {
    std::uint16_t ticket;
    bool delivered;
  };

  std::vector<waiting>::iterator find(std::uint16_t ticket);
  std::uint16_t next_ticket();

  context& shared_;
  std::vector<waiting> window_;        // consecutive sequence numbers, up to last_sequence_
  std::vector<std::uint16_t> rejects_;  // tickets of rejected frames
  std::uint64_t last_sequence_ = 0;
  std::uint64_t rejected_ = 0;
  base::steady_time opened_{};
  std::uint16_t last_ticket_ = 0;
};

}  // namespace ocppgw::session
