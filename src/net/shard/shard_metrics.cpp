#include "net/shard/shard_metrics.hpp"

namespace ocppgw::net {
namespace {

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

// Stations may send any code; the label has only those the gateway knows.
std::string label_of_code(std::uint16_t code) {
  const bool known = (code >= 1000 && code <= 1014 && code != 1004);
  return known ? std::to_string(code) : "other";
}

}  // namespace

shard_metrics::shard_metrics(telemetry::metrics& all, message_totals& messages, std::uint32_t shard)
    : cache_(all),
      messages_(messages.add_shard()),
      sessions_(all.gauge("ocppgw_shard_sessions", {{"shard", std::to_string(shard)}})),
      lag_(all.gauge("ocppgw_shard_lag_seconds", {{"shard", std::to_string(shard)}})),
      queued_commands_(all.gauge("ocppgw_command_queue")),
      errors_(all.counter("ocppgw_shard_errors_total")),
      stale_(all.counter("ocppgw_stale_deliveries_total")),
      takeovers_(all.counter("ocppgw_takeovers_total")),
      repeated_calls_(all.counter("ocppgw_repeated_calls_total")),
      late_results_(all.counter("ocppgw_late_results_total")) {}

void shard_metrics::handshake(std::string_view listener, std::string_view result, std::chrono::nanoseconds took) {
  cache_.counter("ocppgw_handshakes_total", {{"listener", listener}, {"result", result}}).Increment();
  if (result == "accepted") messages_.handshake_took(took);
}

void shard_metrics::opened(std::string_view listener, std::string_view subprotocol) {
  cache_.gauge("ocppgw_sessions", {{"listener", listener}, {"subprotocol", subprotocol}}).Increment();
}

void shard_metrics::closed(std::string_view listener, std::string_view subprotocol, const session::disconnect& how) {
  cache_.gauge("ocppgw_sessions", {{"listener", listener}, {"subprotocol", subprotocol}}).Decrement();
  const auto code = label_of_code(how.code);
  cache_.counter("ocppgw_sessions_closed_total", {{"initiator", session::to_string(how.initiator)}, {"code", code}}).Increment();
}

void shard_metrics::sent(const session::send& what) { messages_.message(message_direction::out, what.type, what.row); }

void shard_metrics::received(const session::received& what) { messages_.message(message_direction::in, what.type, what.row); }

void shard_metrics::finished(const session::measured& call) {
  messages_.call_took(call.from_station ? message_direction::in : message_direction::out, call.row, call.took);
}

void shard_metrics::noted(const session::note& what) {
  using note = session::note::kind;
  switch (what.what) {
    case note::fault:
      cache_.counter("ocppgw_message_faults_total", {{"action", label_of(what.row)}, {"code", what.code}}).Increment();
      return;
    case note::rejected_frame:
    case note::repaired_frame:
      cache_.counter("ocppgw_rejected_frames_total", {{"code", what.code}}).Increment();
      return;
    case note::late_delivery:
      stale_delivery();
      return;
    case note::event_undelivered:
      if (what.code == "lost") cache_.counter("ocppgw_events_dropped_total", {{"reason", "refused"}}).Increment();
      return;
    case note::repeated_call:
      repeated_calls_.Increment();
      return;
    case note::late_result:
      late_results_.Increment();
      return;
    case note::limit_reached:
      return limit_reached(what.code);
    case note::answer_withheld:
    case note::command_settled:  // counted where outcomes are made
      return;
  }
}

void shard_metrics::limit_reached(std::string_view limit) {
  cache_.counter("ocppgw_limit_reached_total", {{"limit", limit}}).Increment();
}

void shard_metrics::internal_error() { errors_.Increment(); }

void shard_metrics::queued_commands(std::size_t before, std::size_t now) {
  queued_commands_.Increment(static_cast<double>(now) - static_cast<double>(before));
}

void shard_metrics::shard_lag(std::chrono::nanoseconds lag) { lag_.Set(seconds(lag)); }

}  // namespace ocppgw::net
