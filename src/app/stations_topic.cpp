#include "app/stations_topic.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <utility>

namespace ocppgw::app {

stations_topic::stations_topic(std::shared_ptr<auth::station_feed> to, telemetry::metrics& metrics)
    : to_(std::move(to)),
      known_(metrics.gauge("ocppgw_stations_known", {{"source", "topic"}})),
      refused_(metrics.counter("ocppgw_station_records_refused_total")),
      too_many_(metrics.counter("ocppgw_limit_reached_total", {{"limit", "stations"}})) {}

void stations_topic::dispatch(std::vector<event::consumed_record> records) {
  for (const auto& one : records) take(one);
  known_.Set(static_cast<double>(to_->size()));
}

void stations_topic::caught_up() {
  to_->complete();
  telemetry::log_line(telemetry::log("auth"), spdlog::level::info, "stations loaded from their topic", {{"stations", to_->size()}});
}

void stations_topic::take(const event::consumed_record& what) {
  if (what.key.empty()) return refuse(what, "the record has no key; it has to be the station");
  if (what.value.empty()) return to_->remove(what.key);
  const auto problem = to_->put(what.key, what.value);
  if (problem == auth::station_feed::too_many) too_many_.Increment();
  if (!problem.empty()) refuse(what, problem);
}

void stations_topic::refuse(const event::consumed_record& what, const std::string& problem) {
  refused_.Increment();
  telemetry::log_limited(
      telemetry::log("auth"), spdlog::level::err, "station record refused, the one from before goes on to count",
      {{"station", what.key}, {"partition", what.position.partition}, {"offset", what.position.offset}, {"problem", problem}});
}

}  // namespace ocppgw::app
