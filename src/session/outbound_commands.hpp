// The commands for a station: one CALL in flight, the others in line (RULES 2.3). Each ends in exactly one outcome (P4):
// `dispatched` is delivered before the CALL is written, so that after a crash the topic tells what may have been sent.
// Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/decoder.hpp"
#include "ocppgw/command/outcome.hpp"
#include "ocppgw/command/queue.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"
#include "session/session_events.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

class outbound_commands {
 public:
  outbound_commands(context& shared, session_events& records) : shared_(shared), records_(records) {}

  void take(command::request what, base::instant now);
  void settle_offline(command::request what, base::instant now);
  void pump(base::instant now);                                                    // a CALL may be sent now: take the next step
  void delivered(std::uint16_t ticket, event::delivery_status status, base::instant now);  // of the dispatched record
  void result(const ocpp::result& answer, base::instant now);
  void error(const ocpp::error& answer, base::instant now);
  void tick(base::instant now);  // expiry and time-outs
  void end(base::instant now);   // the station has gone

  [[nodiscard]] std::vector<command::request> take_unsent() { return queue_.take_all(); }
  std::size_t queued() const { return queue_.size(); }
  [[nodiscard]] bool held() const;  // something would be done by pump()
  std::optional<base::steady_time> deadline() const;

 private:
  enum class phase : std::uint8_t { dispatching, ready, sent };

  struct in_flight {
    command::request what;
    const ocpp::action* row = nullptr;
    phase step = phase::dispatching;
    std::uint16_t ticket = 0;
    std::string id;              // of the CALL
    base::steady_time deadline;  // of the verdict, later of the answer
    base::steady_time sent;
    base::wall_time sent_at;
  };

  void dispatch(command::request what, base::instant now);
  void write_call(base::instant now);
  [[nodiscard]] bool waits_for(std::string_view id) const;
  [[nodiscard]] command::outcome finish(command::outcome_kind kind, base::instant now, std::string reason = {});  // empties the slot
  void measure(base::instant now);
  void settle(command::outcome how);

  context& shared_;
  session_events& records_;
  command::queue queue_;
  std::unique_ptr<in_flight> slot_;
  std::uint32_t calls_ = 0;
};

}  // namespace ocppgw::session
