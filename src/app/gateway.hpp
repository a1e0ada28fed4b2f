// The running gateway: Kafka, authentication, the shards and the admin listener, plugged together. Main thread only.
#pragma once

#include "app/reload/reload.hpp"
#include "app/settings.hpp"
#include "app/stations_topic.hpp"

#include "ocppgw/admin/server.hpp"
#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/kafka/client.hpp"
#include "ocppgw/net/server.hpp"
#include "ocppgw/telemetry/health.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace ocppgw::app {

class gateway {
 public:
  // Starts everything; throws std::runtime_error naming what could not be started.
  explicit gateway(snapshot values);

  // Ends all threads. Without stop() before, sessions are cut and what is unacknowledged is given up.
  ~gateway();
  gateway(const gateway&) = delete;
  gateway& operator=(const gateway&) = delete;

  bool is_ready() const;

  // Looks until every readiness check is fine or the time is up. True if it is ready.
  bool wait_until_ready(std::chrono::seconds at_most) const;

  // Takes over what is reloadable of other settings, which are complete, while stations stay connected; says what of them needs a
  // restart. Throws and changes nothing where they cannot be used (app::apply); the metric of the last reload says so then.
  reload_report apply(const snapshot& wanted);
  // To the audit, once after the start.
  void report_weak_settings();

  void reload_failed();  // what was wanted could not even be read

  // What the gateway goes by.
  const snapshot& values() const { return values_; }

  // SIGTERM's way (P9): not ready, grace, paced closes, everything flushed. True if nothing was left behind. Takes no longer than
  // drain.grace, drain.deadline, drain.flush and a few seconds together, whatever Kafka or a shard does. Where a shard is stuck,
  // the destructor waits for it.
  bool stop();

  std::vector<net::bound_listener> listeners() const { return network_->listeners(); }
  unsigned short admin_port() const { return admin_->port(); }

 private:
  std::vector<kafka::topic_reader> readers();

  snapshot values_;
  std::atomic<bool> stopping_ = false;
  telemetry::metrics metrics_;
  telemetry::health health_;
  std::unique_ptr<kafka::client> kafka_;
  std::shared_ptr<auth::station_feed> stations_;    // nullptr: there is no topic of them
  std::unique_ptr<stations_topic> stations_topic_;  // the same
  std::unique_ptr<auth::authenticator> authenticator_;
  std::unique_ptr<net::server> network_;
  std::unique_ptr<admin::server> admin_;
  std::unique_ptr<admin::server> probes_;  // nullptr: there is none
};

}  // namespace ocppgw::app
