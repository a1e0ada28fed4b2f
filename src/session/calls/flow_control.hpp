// Flow control of one session (P5): up to `calls_in_flight` of the station's events wait for Kafka; CALLs beyond that wait here, in
// order and bounded by bytes, while results, errors and Heartbeats are read on. Reading stops once that bound is reached, and while
// the owner says that Kafka's own queue is full.
// Part of a machine; same thread. Holds no memory while nothing waits.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"
#include "session/records/outbox.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

struct waiting_call {
  std::string frame;  // as it came
  const ocpp::action* row = nullptr;
  base::instant received;
};

class flow_control {
 public:
  flow_control(context& shared, const outbox& records) : shared_(shared), outbox_(records) {}

  // CALLs of which nothing overtakes the others: they are answered after delivery.
  [[nodiscard]] bool must_wait(const ocpp::message& what) const;
  void push(std::string_view frame, const ocpp::action* row, base::instant now);
  std::optional<waiting_call> take_next();  // once there is room for its event

  // What the station has made the gateway hold beyond its calls in flight: CALLs that wait, and the records of what was answered
  // at once or not at all.
  [[nodiscard]] std::size_t held_bytes() const;
  [[nodiscard]] std::size_t waiting_bytes() const;  // of the CALLs that wait
  [[nodiscard]] bool has_room() const;  // the machine wants further frames

  void hold(bool by_owner) { held_by_owner_ = by_owner; }
  enum class change : std::uint8_t { none, stopped, resumed };
  change update(base::instant now);  // to be called after each input

  // Since when the station has not been read from.
  std::optional<base::steady_time> stopped_since() const { return stopped_since_; }
  // When the oldest CALL that waits, or may wait unread, has waited for as long as an answer may be withheld.
  std::optional<base::steady_time> deadline() const;

  const std::vector<waiting_call>& waiting() const { return calls_; }

 private:
  [[nodiscard]] bool window_full() const;

  context& shared_;
  const outbox& outbox_;
  std::vector<waiting_call> calls_;  // oldest first
  std::optional<base::steady_time> stopped_since_;
  bool held_by_owner_ = false;
};

}  // namespace ocppgw::session
