// The CALLs of a station: each becomes an event, and is answered in order once that is delivered (P1, RULES 2.3, 2.4).
// Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"
#include "session/calls/flow_control.hpp"
#include "session/records/outbox.hpp"
#include "session/identity/repeat_detector.hpp"
#include "session/records/session_events.hpp"
#include "session/calls/transactions.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocppgw::session {

class inbound_calls {
 public:
  inbound_calls(context& shared, session_events& records, outbox& waiting) : shared_(shared), records_(records), outbox_(waiting) {}

  // Every frame passes here first. True: it is a repeat, and what is to be done about it has been done. `earlier_wait`: CALLs
  // that came before it are not even published yet.
  [[nodiscard]] bool repeated(const ocpp::message& what, std::string_view frame, bool earlier_wait, base::instant now);

  // `frame` is the text as it came.
  void take(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now);
  void send_answers(base::instant now);                    // as far as events were delivered
  void tick(base::instant now);                            // closes the session where Kafka took too long
  void end(const std::vector<waiting_call>& unprocessed);  // says which answers were withheld

  [[nodiscard]] bool boot_pending() const;  // a registration awaits its answer
  [[nodiscard]] bool in_transaction() const { return transactions_.any(); }
  std::optional<base::steady_time> deadline() const;

 private:
  void refuse(const ocpp::call& call, std::string_view frame, base::instant now);
  void accept(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now);
  void stopped(std::optional<std::int64_t> transaction_id);
  void answer(const due_answer& what, base::instant now);
  void answer_again(const ocpp::call& call, base::instant now);
  [[nodiscard]] bool answers_due() const;

  context& shared_;
  session_events& records_;
  outbox& outbox_;
  repeat_detector repeats_;
  std::optional<std::int32_t> last_started_;  // told to the station last; a repeat is told the same
  transactions transactions_;
};

}  // namespace ocppgw::session
