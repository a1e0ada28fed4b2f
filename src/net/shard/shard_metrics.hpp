// A shard's way to the metrics: what is counted per message stays on the shard (message_counters), the rest is rare. One shard's
// thread.
#pragma once

#include "net/shard/message_counters.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/telemetry/metric_cache.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::net {

class shard_metrics {
 public:
  shard_metrics(telemetry::metrics& all, message_totals& messages, std::uint32_t shard);

  void handshake(std::string_view listener, std::string_view result, std::chrono::nanoseconds took);
  void opened(std::string_view listener, std::string_view subprotocol);
  void closed(std::string_view listener, std::string_view subprotocol, const session::disconnect& how);
  void sent(const session::send& what);
  void received(const session::received& what);
  void finished(const session::measured& call);
  void noted(const session::note& what);
  void limit_reached(std::string_view limit);
  void internal_error();
  void taken_over() { takeovers_.Increment(); }
  void queued_commands(std::size_t before, std::size_t now);  // of one session
  void stale_delivery() { stale_.Increment(); }
  void shard_sessions(std::size_t sessions) { sessions_.Set(static_cast<double>(sessions)); }
  void shard_lag(std::chrono::nanoseconds lag);

 private:
  telemetry::metric_cache cache_;
  message_counters& messages_;
  prometheus::Gauge& sessions_;
  prometheus::Gauge& lag_;
  prometheus::Gauge& queued_commands_;
  prometheus::Counter& errors_;
  prometheus::Counter& stale_;
  prometheus::Counter& takeovers_;
  prometheus::Counter& repeated_calls_;
  prometheus::Counter& late_results_;
};

}  // namespace ocppgw::net
