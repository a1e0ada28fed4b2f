// From records of the command topic to sessions (DESIGN 3.2): decode, drop repeats, validate strictly against the table, find
// the station. Everything that cannot go to a session is settled here, with a record that says why. Synchronous; one thread
// (Kafka's).
#pragma once

#include "ocppgw/command/decoder.hpp"
#include "ocppgw/command/directory.hpp"
#include "ocppgw/event/envelope.hpp"
#include "ocppgw/event/ports.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace ocppgw::command {

struct addressed_request {
  session_address where;
  request what;
};

// Told about every command that ended without a session: for metrics and logs.
using settled_listener = std::function<void(std::string_view action, std::string_view outcome)>;

class router {
 public:
  // All references outlive the router. `remembered` commandIds are kept to recognise repeats.
  router(const event::settings& common, decoder_settings decoding, const directory& stations, event::event_sink& sink,
         settled_listener settled, std::size_t remembered = 100'000);
  ~router();

  // The commands that go to a session, in order; the caller posts them to the shards.
  std::vector<addressed_request> route(std::vector<event::consumed_record> commands, base::instant now);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// The outcome record of a command whose session vanished before it arrived there.
event::record offline_record(const event::settings& common, request what, base::instant now);

}  // namespace ocppgw::command
