// The CALLs of a station: each becomes an event, and is answered in order once that is delivered (P1, RULES 2.3, 2.4).
// Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"
#include "session/flow_control.hpp"
#include "session/outbox.hpp"
#include "session/session_events.hpp"
#include "session/transactions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

class inbound_calls {
 public:
  inbound_calls(context& shared, session_events& records, outbox& waiting) : shared_(shared), records_(records), outbox_(waiting) {}

  // `frame` is the text as it came.
  void take(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now);
  void send_answers(base::instant now);                    // as far as events were delivered
  void tick(base::instant now);                            // closes the session where Kafka took too long
  void end(const std::vector<waiting_call>& unprocessed);  // says which answers were withheld

  [[nodiscard]] bool boot_pending() const;  // a registration awaits its answer
  [[nodiscard]] bool in_transaction() const { return transactions_.any(); }
  std::optional<base::steady_time> deadline() const;

 private:
  // Frames of one session with the same digest are taken for the same one. The hash has no key, so a station could make a frame
  // whose digest collides with an earlier one; that frame would be answered and not published.
  using frame_digest = std::uint64_t;

  void refuse(const ocpp::call& call, std::string_view frame, base::instant now);
  [[nodiscard]] bool repeated(const ocpp::call& call, frame_digest digest, base::instant now);
  void accept(const ocpp::call& call, bool repaired, frame_digest digest, base::instant now);
  void answer(const due_answer& what, base::instant now);
  void remember(frame_digest digest);

  context& shared_;
  session_events& records_;
  outbox& outbox_;
  std::vector<frame_digest> answered_;  // oldest first; answers are derived anew from the repeat, not stored
  transactions transactions_;
};

}  // namespace ocppgw::session
