// A shard's way to the metrics: what is counted per message is looked up once and kept, the rest is rare. One shard's thread.
#pragma once

#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ocppgw::net {

// The label `action`; nullptr is a name that is not in the table.
std::string_view label_of(const ocpp::action* row);

class shard_metrics {
 public:
  shard_metrics(telemetry::metrics& all, std::uint32_t shard);

  void handshake(std::string_view listener, std::string_view result, std::chrono::nanoseconds took);
  void opened(std::string_view listener, std::string_view subprotocol);
  void closed(std::string_view listener, std::string_view subprotocol, const session::disconnect& how);
  void sent(const session::send& what);
  void finished(const session::measured& call);
  void noted(const session::note& what);
  void limit_reached(std::string_view limit);
  void internal_error();
  void queued_commands(std::size_t before, std::size_t now);  // of one session
  void stale_delivery() { stale_.Increment(); }
  void shard_sessions(std::size_t sessions) { sessions_.Set(static_cast<double>(sessions)); }
  void shard_lag(std::chrono::nanoseconds lag);

 private:
  enum direction : std::uint8_t { from_station, to_station };
  using kind = session::send::kind;
  void message(direction way, kind type, const ocpp::action* row);

  telemetry::metrics& all_;
  prometheus::Gauge& sessions_;
  prometheus::Gauge& lag_;
  prometheus::Gauge& queued_commands_;
  prometheus::Counter& stale_;
  prometheus::Counter& repeated_calls_;
  prometheus::Counter& late_results_;
  template <class Metric>
  using per_action = std::unordered_map<const ocpp::action*, Metric*>;  // of whatever version; nullptr: not in the table
  std::array<std::array<per_action<prometheus::Counter>, 3>, 2> messages_;  // by direction and type
  std::array<per_action<prometheus::Histogram>, 2> durations_;              // by direction
};

}  // namespace ocppgw::net
