// From records of the command topic to sessions (DESIGN 3.2): decode, drop repeats, validate strictly against the table, find
// the station. Everything that cannot go to a session is settled here, with a record that says why. Synchronous; one thread
// (Kafka's).
#pragma once

#include "ocppgw/event/command.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/session/directory.hpp"
#include "ocppgw/session/settings.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace ocppgw::session {

struct routed_command {
  place where;
  event::command what;
};

// Told about every command that ended without a session: for metrics and logs.
using settled_listener = std::function<void(std::string_view action, std::string_view outcome)>;

class dispatcher {
 public:
  // All references outlive the dispatcher. `remembered` commandIds are kept to recognise repeats.
  dispatcher(const settings& common, event::command_settings decoding, const directory& stations, event::event_sink& sink,
             settled_listener settled, std::size_t remembered = 100'000);
  ~dispatcher();

  // The commands that go to a session, in order; the caller posts them to the shards.
  std::vector<routed_command> route(std::vector<event::consumed_record> commands, base::instant now);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// The outcome record of a command whose session vanished before it arrived there.
event::record offline_record(const settings& common, event::command what, base::instant now);

}  // namespace ocppgw::session
