// The commands for one station: one CALL in flight, the others in line (RULES 2.3). A command is claimed in the log before its CALL
// is written - `dispatched` - and written only once the claim was read back and is the first (COMMANDS 11-13): whoever else wants
// to send it has lost by then, and after a crash the log tells what may have been sent. A command whose CALL was written ends here,
// in one outcome (P4); one whose CALL was not is given up by take_unsent(), for a newer session or for the router. Synchronous;
// part of a session, on its thread.
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
  virtual void publish_released(event::record what) = 0;
  virtual void publish_outcome(event::record what, outcome_kind kind, const ocpp::action* row) = 0;
  virtual void publish_answered_late(event::record what) = 0;
  virtual void write_call(std::string text, const ocpp::action* row) = 0;
  virtual void call_finished(const ocpp::action& row, std::chrono::nanoseconds took) = 0;
  virtual std::chrono::milliseconds delivery_timeout() const = 0;  // how long Kafka may take for a record
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

  // The log was read as far as this claim: it is the first, or was not and never will be. Then somebody else ends the command, and
  // it is given up here.
  [[nodiscard]] std::optional<request> claim_read(std::string_view id, bool won, base::instant now);

  [[nodiscard]] answer_use result(const ocpp::result& answer, base::instant now);
  [[nodiscard]] answer_use error(const ocpp::error& answer, base::instant now);

  // Of the CALL that waits for an answer with this id; nullptr where none does.
  const ocpp::action* action_awaited(std::string_view id) const { return waits_for(id) ? slot_->row : nullptr; }

  void heard();                  // something of the station has arrived: it is there, and what was written before is likely to be
  void tick(base::instant now);  // expiry and time-outs
  void connection_lost(base::instant now);  // a CALL that was written ends `uncertain`

  // While the station is not read from, its time to answer does not run: the answer may be there, unread.
  void stop_clock(base::instant now) { clock_stopped_ = now.steady; }
  void start_clock(base::instant now);

  // In the order in which they would have been sent. What is claimed but was not read back is taken by itself.
  std::vector<request> take_unsent();
  std::optional<request> take_unread();

  std::size_t queued() const { return queue_.size(); }
  bool on_hold() const { return held_until_.has_value(); }
  bool awaits_delivery() const { return slot_ && slot_->step == phase::claiming; }
  bool has_work() const;  // pump() would do something
  std::optional<base::steady_time> deadline() const;

 private:
  enum class phase : std::uint8_t {
    claiming,   // `dispatched` has been given to Kafka
    claimed,    // it is stored, and was not read back yet
    refused,    // Kafka did not take it
    unclaimed,  // it is to be claimed again, unless the command has expired
    ready,      // the claim is the first
    sent,       // the CALL has been written
  };

  struct in_flight {
    request what;
    const ocpp::action* row = nullptr;
    phase step = phase::claiming;
    base::steady_time next_try;
    base::steady_time answer_due;
    base::steady_time sent;
    base::wall_time sent_at;
    bool heard = false;  // something of the station, after it
  };

  void start(request what, base::instant now);
  void claim(base::instant now);
  void release(base::instant now);
  [[nodiscard]] bool is_unread() const;
  void try_again(base::instant now);
  void write_call(base::instant now);
  void time_out(base::instant now);
  template <class Fill>
  answer_use take_answer(std::string_view id, base::instant now, const Fill& fill);
  bool waits_for(std::string_view id) const;
  bool clock_runs() const { return slot_ && slot_->step == phase::sent && !clock_stopped_; }
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
  std::optional<base::steady_time> clock_stopped_;
  timed_out_calls timed_out_;
  std::uint32_t calls_ = 0;
};

}  // namespace ocppgw::command
