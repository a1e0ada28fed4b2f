#include "kafka/producer/event_counters.hpp"

namespace ocppgw::kafka {

event_counters::event_counters(telemetry::metrics& metrics)
    : metrics_(metrics),
      delivery_seconds_(metrics.histogram("ocppgw_event_delivery_seconds")),
      restarts_(metrics.counter("ocppgw_producer_restarts_total")),
      queue_bytes_(metrics.gauge("ocppgw_producer_queue_bytes")) {}

// Parsing a structured value back is not worth a label.
std::string_view event_counters::type_of(const event::record& what) {
  const auto type = what.headers.find("ce_type");
  return type.empty() ? "structured" : type;
}

event_counters::by_status& event_counters::of_type(const event::record& what) {
  const auto type = type_of(what);
  if (const auto known = types_.find(type); known != types_.end()) return known->second;
  constexpr std::array<std::string_view, 3> names = {"delivered", "failed", "unknown"};
  auto& made = types_[std::string(type)];
  for (std::size_t i = 0; i < names.size(); ++i)
    made[i] = &metrics_.counter("ocppgw_events_total", {{"type", type}, {"result", names[i]}});
  return made;
}

void event_counters::finished(const pending_record& what, event::delivery_status status, base::steady_time now) {
  of_type(what.what)[static_cast<std::size_t>(status)]->Increment();
  delivery_seconds_.Observe(std::chrono::duration<double>(now - what.taken).count());
}

void event_counters::dropped(std::string_view reason) {
  metrics_.counter("ocppgw_events_dropped_total", {{"reason", reason}}).Increment();
}

void event_counters::failed(rd_kafka_resp_err_t error) {
  metrics_.counter("kafka_produce_errors_total", {{"error", rd_kafka_err2name(error)}}).Increment();
}

}  // namespace ocppgw::kafka
