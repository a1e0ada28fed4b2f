// Where commands go (DESIGN 3.2): from records of the command topic to the session that holds the station, and from a session that
// did not send them to its successor. Nothing else says that a station is `offline`. Synchronous.
//
// Threads: route() belongs to Kafka's thread. give_back() is called from any shard; it shares with route() only what is
// thread-safe: the directory, the sinks and the outcome writer.
#pragma once

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

// The way to the sessions. Implemented by net, which posts; any thread. A session may be gone when its commands arrive: they are
// given back to the router then.
class session_sink {
 public:
  virtual ~session_sink() = default;
  virtual void post(std::vector<addressed_request> commands) = 0;  // in the order of the topic

  // Commands of one station that stand before those that wait in its session.
  virtual void post_older(session_address where, std::vector<request> commands) = 0;
};

class router {
 public:
  // All references outlive the router. `remembered` commandIds are kept to recognise repeats.
  router(decoder_settings decoding, const directory& stations, const outcome_writer& outcomes, event::event_sink& records,
         session_sink& sessions, std::size_t remembered);
  ~router();

  // Decodes, drops repeats, validates strictly against the table, and posts to the sessions. What cannot go to a session ends here,
  // with a record that says why.
  void route(std::vector<event::consumed_record> from, base::instant now);

  // Commands of one station, in order, that the session `from` has not sent and will not send.
  void give_back(session_address from, std::vector<request> commands, base::instant now) const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::command
