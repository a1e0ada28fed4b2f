// The commands for one station: one CALL in flight, the others in line (RULES 2.3). `dispatched` is stored before the CALL is
// written, so that after a crash the topic tells what may have been sent. A command whose CALL was written ends here, in one
// outcome (P4); one whose CALL was not is given up by take_unsent(), for a newer session or for the router.
// Synchronous; part of a session, on its thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/outcome_writer.hpp"
#include "ocppgw/command/queue.hpp"
#include "ocppgw/command/timed_out_calls.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::command {

// What a sender wants of the session that it is part of, in this order and at once.
class sender_port {
 public:
  virtual ~sender_port() = default;
  virtual void publish_dispatched(event::record what, base::instant now) = 0;  // tell its status to sender::dispatched
  virtual void publish_outcome(event::record what, outcome_kind kind, const ocpp::action* row) = 0;
  virtual void publish_answered_late(event::record what) = 0;
  virtual void write_call(std::string text, const ocpp::action* row) = 0;
  virtual void call_finished(const ocpp::action& row, std::chrono::nanoseconds took) = 0;
};

// What a result or an error of the station was for.
enum class answer_use : std::uint8_t {
  settled,     // the CALL in flight
  late,        // a CALL that had timed out
  unexpected,  // nothing that this session knows of
};

class sender {
 public:
  // All references and the text of `session_id` outlive the sender.
  sender(const outcome_writer& outcomes, const ocpp::protocol& spoken, ocpp::reader& reader, sender_port& session,
         std::string_view session_id)
      : outcomes_(outcomes), spoken_(spoken), reader_(reader), session_(session), session_id_(session_id) {}

  // Commands from the topic; where `limit` of them are waiting already, the outcome is `queue_full`.
  void take(request what, std::size_t limit, base::instant now);

  // Commands that another session had not sent: they are older than those that wait here, so they stand before them. Of those that
  // were here, the newest end `queue_full` where all together are more than `limit`.
  void take_older(std::vector<request> commands, std::size_t limit, base::instant now);

  // Until release(), or until this time, nothing is sent: the commands of the session before this one are on their way.
  void hold(base::steady_time until) { held_until_ = until; }
  void release() { held_until_.reset(); }

  void pump(base::instant now);  // a CALL may be sent now: take the next step
  void dispatched(event::delivery_status status, base::instant now);
  [[nodiscard]] answer_use result(const ocpp::result& answer, base::instant now);
  [[nodiscard]] answer_use error(const ocpp::error& answer, base::instant now);
  void heard();                  // something of the station has arrived: it is there, and what was written before is likely to be
  void tick(base::instant now);  // expiry and time-outs
  void connection_lost(base::instant now);  // a CALL that was written ends `uncertain`

  // In the order in which they would have been sent.
  std::vector<request> take_unsent();

  std::size_t queued() const { return queue_.size(); }
  bool on_hold() const { return held_until_.has_value(); }
  bool awaits_delivery() const { return slot_ && slot_->step == phase::dispatching; }
  bool has_work() const;  // pump() would do something
  std::optional<base::steady_time> deadline() const;

 private:
  enum class phase : std::uint8_t {
    dispatching,   // `dispatched` has been given to Kafka
    refused,       // Kafka did not take it
    undispatched,  // it is to be given to Kafka again, unless the command has expired
    ready,         // `dispatched` is stored
    sent,          // the CALL has been written
  };

  struct in_flight {
    request what;
    const ocpp::action* row = nullptr;
    phase step = phase::dispatching;
    std::string id;  // of the CALL
    base::steady_time next_try;
    base::steady_time answer_due;
    base::steady_time sent;
    base::wall_time sent_at;
    bool heard = false;  // something of the station, after it
  };

  void start(request what, base::instant now);
  void announce(base::instant now);
  void try_again(base::instant now);
  void write_call(base::instant now);
  void time_out(base::instant now);
  template <class Fill>
  answer_use take_answer(std::string_view id, base::instant now, const Fill& fill);
  bool waits_for(std::string_view id) const;
  outcome finish(outcome_kind kind, base::instant now, std::string reason = {});  // empties the slot
  void measure(base::instant now);
  void settle(outcome how);

  const outcome_writer& outcomes_;
  const ocpp::protocol& spoken_;
  ocpp::reader& reader_;
  sender_port& session_;
  std::string_view session_id_;
  queue queue_;
  std::unique_ptr<in_flight> slot_;
  std::optional<base::steady_time> held_until_;
  timed_out_calls timed_out_;
  std::uint32_t calls_ = 0;
};

}  // namespace ocppgw::command
