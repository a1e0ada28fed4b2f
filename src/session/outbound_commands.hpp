// The session's side of its commands: gives the sender what it needs of a session - records with tickets, frames, time limits - and
// passes on what this session does not send any more: to its successor, or back to the router. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/sender.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"
#include "session/records/session_events.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::session {

class outbound_commands final : command::sender_port {
 public:
  outbound_commands(context& shared, session_events& records, const command::outcome_writer& outcomes)
      : shared_(shared), records_(records), sender_(outcomes, shared.protocol, shared.reader, *this, shared.who.session_id) {}

  // The session before this one hands over what it had not sent: until then, or for as long as it may wait for Kafka, nothing goes.
  void wait_for_predecessor(base::instant now) { sender_.hold(now.steady + shared_.settings->delivery_timeout); }

  void take(command::request what, base::instant now);
  void take_older(std::vector<command::request> commands, bool complete, base::instant now);  // complete: nothing else is to come
  void pump(base::instant now) { sender_.pump(now); }                                         // a CALL may be sent now
  void delivered(std::uint16_t ticket, event::delivery_status status, base::instant now);     // of the dispatched record
  void claim_read(std::string_view id, bool won, base::instant now);
  [[nodiscard]] command::answer_use result(const ocpp::result& answer, base::instant now);
  [[nodiscard]] command::answer_use error(const ocpp::error& answer, base::instant now);
  void heard() { sender_.heard(); }  // something of the station has arrived
  void tick(base::instant now);      // expiry and time-outs
  // While the station is not read from.
  void stop_clock(base::instant now) { sender_.stop_clock(now); }
  void start_clock(base::instant now) { sender_.start_clock(now); }
  void replaced();              // a successor waits for what was not sent
  void end(base::instant now);  // the station has gone

  std::size_t queued() const { return sender_.queued(); }
  [[nodiscard]] bool has_work() const { return sender_.has_work(); }  // something would be done by pump()
  std::optional<base::steady_time> deadline() const;

 private:
  enum class successor : std::uint8_t {
    none,
    waiting,  // for what was not sent
    served,
  };

  void publish_dispatched(event::record what, base::instant now) override;
  void publish_released(event::record what) override { records_.publish_outcome(std::move(what)); }
  void publish_outcome(event::record what, command::outcome_kind kind, const ocpp::action* row) override;
  void publish_answered_late(event::record what) override { records_.publish_outcome(std::move(what)); }
  void write_call(std::string text, const ocpp::action* row) override;
  void call_finished(const ocpp::action& row, std::chrono::nanoseconds took) override;
  std::chrono::milliseconds delivery_timeout() const override { return shared_.settings->delivery_timeout; }

  void give_back(std::vector<command::request> commands);
  bool give_back(std::optional<command::request> what);  // true: there was one
  void hand_over();
  void hand_over_if_complete();

  context& shared_;
  session_events& records_;
  command::sender sender_;
  successor successor_ = successor::none;
  std::uint16_t ticket_ = 0;  // of the dispatched record
  base::steady_time delivery_due_{};
};

}  // namespace ocppgw::session
