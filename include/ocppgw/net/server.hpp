// The listeners and the shards: everything between the stations' sockets and the session machines. One thread and one
// io_context(1) per shard; an accepted socket goes to the shard with the fewest sessions and stays there.
#pragma once

#include "ocppgw/command/decoder.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/session/authenticator.hpp"
#include "ocppgw/session/settings.hpp"
#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ocppgw::net {

struct bound_listener {
  std::string address;  // "127.0.0.1", "::"
  unsigned short port;
  bool tls;
  std::string prefix;
};

class server : public event::delivery_sink, public event::record_sink {
 public:
  // Adds the live check "shards" and the ready check "listeners". All references outlive the server.
  static std::unique_ptr<server> create(settings what, session::settings conversations, command::decoder_settings commands,
                                        event::event_sink& sink, session::authenticator& doorkeeper, telemetry::metrics& metrics,
                                        telemetry::health& health);

  // Binds all listeners, loads the certificates, starts the shards. Throws std::runtime_error naming what failed.
  virtual void start() = 0;

  // Where it listens (port 0 resolved).
  virtual std::vector<bound_listener> listeners() const = 0;

  virtual std::size_t sessions() const = 0;

  // Stops accepting and closes all sessions 1001 in random order at drain.rate, stations in a transaction last. Returns when the
  // last session is gone or the deadline has passed. Called by app on its own thread, after the grace.
  virtual void drain() = 0;

  // Ends the shards. Idempotent.
  virtual void stop() = 0;
};

}  // namespace ocppgw::net
