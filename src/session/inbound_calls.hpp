// The CALLs of a station: each becomes an event, and is answered in order once that is delivered (P1, RULES 2.3, 2.4).
// Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"
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
  inbound_calls(context& shared, session_events& records) : shared_(shared), records_(records) {}

  // `frame` is the text as it came.
  void take(const ocpp::call& call, bool repaired, std::string_view frame, base::instant now);
  void delivered(std::uint16_t ticket, base::instant now);  // the event of this ticket is in the topic
  void tick(base::instant now);                             // closes the session where Kafka took too long
  void end();                                               // says which answers were withheld

  bool boot_pending() const;  // a BootNotification awaits its answer
  bool in_transaction() const { return transactions_.any(); }
  std::optional<base::steady_time> deadline() const;

 private:
  // Two frames are taken for the same if their digests are: a station that manages a collision fools nobody but itself.
  using frame_digest = std::uint64_t;

  struct pending {
    std::uint16_t ticket;
    bool delivered;
    frame_digest digest;
    const ocpp::action* row;
    std::string raw_id;
    std::string answer;
    base::steady_time received;
  };

  void refuse(const ocpp::call& call, std::string_view frame, base::instant now);
  bool repeated(const ocpp::call& call, frame_digest digest, base::instant now);
  void accept(const ocpp::call& call, bool repaired, frame_digest digest, base::instant now);
  void answer(const pending& one, base::instant now);
  void remember(frame_digest digest);

  context& shared_;
  session_events& records_;
  std::vector<pending> pending_;        // in order of arrival
  std::vector<frame_digest> answered_;  // the newest last; answers are derived anew from the repeat, not stored
  transactions transactions_;
};

}  // namespace ocppgw::session
