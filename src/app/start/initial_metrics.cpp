#include "app/start/initial_metrics.hpp"

#include "app/properties/event_types.hpp"

#include "ocppgw/command/outcome.hpp"
#include "ocppgw/net/handshake_results.hpp"
#include "ocppgw/ocpp/protocol.hpp"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace ocppgw::app {
namespace {

constexpr std::string_view unknown = "unknown";

void make_of_listeners(telemetry::metrics& of, const std::vector<net::listener>& listeners) {
  for (const auto& one : listeners) {
    for (const auto* spoken : ocpp::protocols())
      of.gauge("ocppgw_sessions", {{"listener", one.bind}, {"subprotocol", spoken->subprotocol}});
    for (const auto result : net::handshake_results)
      of.counter("ocppgw_handshakes_total", {{"listener", one.bind}, {"result", result}});
  }
}

// Who ends sessions with which close code.
void make_of_endings(telemetry::metrics& of) {
  constexpr std::pair<std::string_view, std::string_view> usual[] = {
      {"station", "1000"}, {"station", "1001"}, {"station", "1005"}, {"gateway", "1000"}, {"gateway", "1001"}, {"gateway", "1002"},
      {"gateway", "1003"}, {"gateway", "1007"}, {"gateway", "1008"}, {"gateway", "1009"}, {"gateway", "1011"}, {"network", "1006"}};
  for (const auto& [initiator, code] : usual)
    of.counter("ocppgw_sessions_closed_total", {{"initiator", initiator}, {"code", code}});
}

void make_of_action(telemetry::metrics& of, const ocpp::protocol& spoken, const ocpp::action& row) {
  for (std::size_t code = 0; row.station_may_send() && code < ocpp::error_code_count; ++code) {
    const auto text = spoken.spell(static_cast<ocpp::error_code>(code));
    of.counter("ocppgw_message_faults_total", {{"action", row.name}, {"code", text}});
  }
  for (const auto kind : command::outcome_kinds) {
    if (row.central_system_may_send()) of.counter("ocppgw_commands_total", {{"action", row.name}, {"outcome", to_string(kind)}});
  }
}

void make_of_records(telemetry::metrics& of, const std::vector<std::string>& types) {
  for (const auto& type : types) {
    for (const auto result : {"delivered", "failed", "unknown"})
      of.counter("ocppgw_events_total", {{"type", type}, {"result", result}});
  }
}

}  // namespace

void make_initial_metrics(telemetry::metrics& of, const settings& values) {
  for (const auto source : {"file", "topic"}) of.gauge("ocppgw_stations_known", {{"source", source}});
  make_of_listeners(of, values.network.listeners);
  make_of_endings(of);
  for (const auto* spoken : ocpp::protocols()) {
    for (const auto& row : spoken->actions) make_of_action(of, *spoken, row);
  }
  for (const auto kind : {command::outcome_kind::invalid, command::outcome_kind::offline})
    of.counter("ocppgw_commands_total", {{"action", unknown}, {"outcome", to_string(kind)}});
  for (const auto outcome : {"rejected", "void"}) of.counter("ocppgw_commands_total", {{"action", unknown}, {"outcome", outcome}});
  make_of_records(of, event_types());
  make_of_records(of, other_record_types());
}

}  // namespace ocppgw::app
