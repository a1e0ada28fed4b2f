// Where commands go (DESIGN 3.2): from records of the command topic to the session that holds the station, and from a session that
// did not send them to its successor. What the log says of a command decides: one that has its outcome is over, one that a process
// had claimed that is gone ends `uncertain` once its claim's deadline has passed. Nothing else says that a station is `offline`.
//
// Thread-safe by one lock; commands are few. Nothing that is called under it blocks.
#pragma once

#include "ocppgw/command/command_log.hpp"
#include "ocppgw/command/decoder.hpp"
#include "ocppgw/command/directory.hpp"
#include "ocppgw/command/outcome_writer.hpp"
#include "ocppgw/event/ports.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace ocppgw::command {

struct addressed_request {
  session_address where;
  request what;
};

// A claim of this process that was read back.
struct claim_verdict {
  session_address where;
  std::string claim;
  bool won = false;
};

// The way to the sessions. Implemented by net, which posts; any thread. A session may be gone when its commands arrive: they are
// given back to the router then.
class session_sink {
 public:
  virtual ~session_sink() = default;
  virtual void post(std::vector<addressed_request> commands) = 0;  // in the order of the topic

  // Commands of one station that stand before those that wait in its session. `complete`: it need not wait for others.
  virtual void post_older(session_address where, std::vector<request> commands, bool complete) = 0;

  virtual void post(std::vector<claim_verdict> claims) = 0;
};

struct router_settings {
  decoder_settings decoding = {};
  command_log::bounds remembered = {};
};

class router {
 public:
  // All references outlive the router.
  router(const router_settings& what, const directory& stations, const outcome_writer& outcomes, event::event_sink& records,
         session_sink& sessions);
  ~router();

  // Of the commands topic. Decodes, drops repeats, validates strictly against the table, and posts to the sessions. What cannot go
  // to a session ends here, with a record that says why. Waits while the log was not read to the end that it had at the start.
  void route(std::vector<event::consumed_record> from, base::instant now);

  // Of the results topic.
  void read(std::vector<event::consumed_record> results, base::instant now);

  // Each topic was read to the end that it had at the start.
  void results_caught_up(base::instant now);
  void commands_caught_up(base::instant now);

  // For readiness: what has not been read yet, "" if nothing.
  std::string unread() const;

  // Commands of one station, in order, that the session `from` has not sent and will not send.
  void give_back(session_address from, std::vector<request> commands, base::instant now);

  // Whether it has said of every command that it ends how it ended.
  bool is_at_rest() const;

  // About once a second: what is due by time.
  void tick(base::instant now);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::command
