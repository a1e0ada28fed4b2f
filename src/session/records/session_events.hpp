// Produces the records of one session: events with their numbers (P3), rejected frames, what becomes of commands. Those whose
// delivery is waited for stand in the outbox. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/event/rejected.hpp"
#include "session/context.hpp"
#include "session/records/outbox.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::session {

class session_events {
 public:
  session_events(context& shared, outbox& waiting) : shared_(shared), outbox_(waiting) {}

  void connected(base::instant now);
  void disconnected(const disconnect& how, base::instant now);

  // An event of the station, which carries next_sequence(). With `answer`: what is told once it is delivered.
  std::uint64_t next_sequence() const { return outbox_.last_sequence() + 1; }
  // `frame`: the CALL as it came.
  void publish_event(event::record what, std::optional<due_answer> answer = std::nullopt,
                     std::optional<std::string> frame = std::nullopt);
  // The frame of an event that Kafka refuses, on the rejected topic. False: there is none, or it was refused too.
  [[nodiscard]] bool publish_frame_instead(std::uint16_t ticket, base::instant now);

  // Other topics: no number.
  [[nodiscard]] std::uint16_t publish_dispatched(event::record what);  // returns its ticket
  void publish_outcome(event::record what);
  void reject(std::string_view code, std::string_view message, std::string_view frame, base::instant now);

 private:
  event::record rejected_frame(const event::rejection& why, std::string_view frame, base::instant now);

  context& shared_;
  outbox& outbox_;
  std::uint64_t rejected_ = 0;
  base::steady_time opened_{};
};

}  // namespace ocppgw::session
