// Produces the records of one session: events with their numbers (P3), rejected frames, what becomes of commands. Those whose
// delivery is waited for stand in the outbox. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/record.hpp"
#include "session/context.hpp"
#include "session/outbox.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocppgw::session {

class session_events {
 public:
  session_events(context& shared, outbox& waiting) : shared_(shared), outbox_(waiting) {}

  void connected(base::instant now);
  void disconnected(const disconnect& how, base::instant now);

  // An event of the station, which carries next_sequence(). With `answer`: what is told once it is delivered.
  std::uint64_t next_sequence() const { return outbox_.last_sequence() + 1; }
  void publish_event(event::record what, std::optional<due_answer> answer = std::nullopt);

  // Other topics: no number.
  [[nodiscard]] std::uint16_t publish_dispatched(event::record what);  // returns its ticket
  void publish_outcome(event::record what);
  void reject(std::string_view code, std::string_view message, std::string_view frame, base::instant now);

 private:
  context& shared_;
  outbox& outbox_;
  std::uint64_t rejected_ = 0;
  base::steady_time opened_{};
};

}  // namespace ocppgw::session
