// The router under its lock: what it knows, and what one turn has found to do.
#pragma once

#include "ocppgw/command/router.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::command {

struct router::state {
  state(const router_settings& what, const directory& where, const outcome_writer& writer, event::event_sink& sink,
        session_sink& to)
      : stations(where), outcomes(writer), records(sink), sessions(to), decoder(what.decoding), log(what.remembered) {}

  const directory& stations;
  const outcome_writer& outcomes;
  event::event_sink& records;
  session_sink& sessions;

  std::mutex guard;
  command::decoder decoder;
  ocpp::reader reader = {};
  command_log log;
  bool results_read = false;
  bool commands_read = false;
  std::deque<event::consumed_record> held = {};       // commands that wait until the log was read, or has room
  std::map<command_key, request> claimed = {};        // by others: they end it, or their time passes
  std::map<std::string, outcome> ending = {};         // by claim: not sent, and ended here as soon as the claim is read back
  std::map<std::string, request> returning = {};      // by claim: not sent, until the log says what became of the claim
  std::map<std::int32_t, std::int64_t> read_to = {};  // partition of the results topic -> its next offset
  std::string commands_topic = {};                    // as of their records
  std::string results_topic = {};
  std::uint64_t endings = 0;  // so far

  // Of one turn.
  std::vector<event::record> ended = {};
  std::vector<request> valid = {};
  std::vector<request> reopened = {};
  std::vector<claim_verdict> verdicts = {};

  // Of commands.
  void take(event::consumed_record from, base::instant now);
  void take_held(base::instant now);
  [[nodiscard]] bool may_read() const { return results_read && !log.is_full(); }
  void read_command(const event::consumed_record& from, base::instant now);
  [[nodiscard]] bool is_new(const request& what, const event::consumed_record& from, base::instant now);
  void validate(request what, base::instant now);

  // Of results.
  void read_result(const event::consumed_record& from, base::instant now);
  void note_verdict(const log_entry& what, bool won, const std::string& station, base::instant now);
  void reopen_others(const log_entry& what, base::instant now);
  void take_back(const log_entry& what);
  void settled(const log_entry& what);
  void end_overdue(base::instant now);
  void keep_results();

  // What was found stays true until it is posted: a session that a newer one replaces has all its commands by then.
  void post(base::instant now);
  void post_valid(base::instant now);
  void post_reopened(base::instant now);

  void return_claimed(session_address from, request what, base::instant now);
  void wait_no_longer(const std::string& station);
  // `from`: the session that does not send them; nullopt: none had them.
  void pass_on(std::optional<session_address> from, std::vector<request> commands, bool complete, base::instant now);

  void reject(const event::consumed_record& from, std::string_view code, std::string_view message, base::instant now);
  // Without a send: claimed first, so that nobody sends it meanwhile. What is ours already ends at once.
  void end(outcome_kind kind, request what, base::instant now, std::string reason = {});
  void end_claimed(const log_entry& what, bool won, base::instant now);
  void end_without_session(request what, base::instant now, std::string reason = {});
};

}  // namespace ocppgw::command
