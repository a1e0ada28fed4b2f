// What truly belongs to all shards of one server. Owned by the server, outlives the shards; thread-safe.
#pragma once

#include "net/audit/failed_attempts.hpp"
#include "net/audit/security_log.hpp"
#include "net/session/arrivals.hpp"
#include "net/listener/keyed_limiter.hpp"
#include "net/listener/pending_places.hpp"
#include "net/session_count.hpp"
#include "net/shard/message_counters.hpp"
#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/command/directory.hpp"
#include "ocppgw/command/outcome_writer.hpp"
#include "ocppgw/command/router.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/session/recent_starts.hpp"
#include "ocppgw/telemetry/metrics.hpp"
#include "ocppgw/transport/receive_control.hpp"

#include <atomic>
#include <memory>

namespace ocppgw::net {

struct server_context {
  event::event_sink& sink;
  auth::authenticator& authenticator;
  telemetry::metrics& metrics;
  const std::shared_ptr<message_totals> messages;
  command::outcome_writer outcomes;
  command::directory stations;
  session_count sessions;
  pending_places pending;
  session::recent_starts starts;
  std::atomic<bool> draining{false};
  command::router router;
  transport::receive_totals receiving = {};
  security_log security;
  net::arrivals arrivals = {};
  keyed_limiter takeovers;
  failed_attempts failed;
};

}  // namespace ocppgw::net
