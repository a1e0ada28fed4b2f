// The listeners and the shards: everything between the stations' sockets and the session machines. One thread and one
// io_context(1) per shard; an accepted socket goes to the shard with the fewest sessions and stays there.
#pragma once

#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/command/router.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/event/security.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/session/settings.hpp"
#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

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

// Takes the records of the commands topic, and by results() those of the results topic.
class server : public event::delivery_sink, public event::record_sink {
 public:
  // Adds the live check "shards" and the ready checks "listeners" and "commands". All references outlive the server.
  static std::unique_ptr<server> create(std::shared_ptr<const settings> network, std::shared_ptr<const session::settings> sessions,
                                        const command::router_settings& commands, event::event_sink& sink,
                                        auth::authenticator& authenticator, telemetry::metrics& metrics, telemetry::health& health);

  virtual event::record_sink& results() = 0;

  // Binds all listeners, loads the certificates, starts the shards. Throws std::runtime_error naming what failed.
  virtual void start() = 0;

  // Where it listens (port 0 resolved).
  virtual std::vector<bound_listener> listeners() const = 0;

  virtual std::size_t sessions() const = 0;

  // Replaces the settings while the shards run; any thread. Each shard swaps its snapshots at once: sessions that are open go on
  // under the new ones, but for what their WebSocket was set up with (transport::websocket_settings); new handshakes use new
  // certificates. Which listeners there are, and how many shards, stays. Throws, and changes nothing, where a certificate cannot be
  // used (std::runtime_error) or the listeners are others (std::invalid_argument).
  virtual void apply(std::shared_ptr<const settings> network, std::shared_ptr<const session::settings> sessions) = 0;

  // Stops accepting and closes all sessions 1001 in random order at drain.rate, stations in a transaction last. Returns when the
  // last session is gone (true) or soon after the deadline. Called by app on its own thread, after the grace.
  virtual bool drain() = 0;

  // Waits until every command that no session has is ended by its record, or the time is up. Kafka's reader of the results has to
  // go on meanwhile.
  virtual bool end_commands(std::chrono::milliseconds at_most) = 0;

  // To the audit log and the topic of events. Any thread.
  virtual void report(const event::security_event& what) = 0;

  // Ends the shards; sessions that are left are cut. Idempotent. False where a shard is stuck: then nothing may be destroyed, as
  // destroying the server waits for its shards.
  virtual bool stop() = 0;
};

}  // namespace ocppgw::net
