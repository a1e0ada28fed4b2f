#include "kafka/producer/event_counters.hpp"

#include <algorithm>

namespace ocppgw::kafka {

event_counters::event_counters(telemetry::metrics& metrics)
    : metrics_(metrics),
      delivery_seconds_(metrics.histogram("ocppgw_event_delivery_seconds")),
      restarts_(metrics.counter("ocppgw_producer_restarts_total")),
      queue_bytes_(metrics.gauge("ocppgw_producer_queue_bytes")) {}

// Parsing a structured value back is not worth a label.
const std::string& event_counters::type_of(const event::record& what) {
  static const std::string structured = "structured";
  const auto found =
      std::find_if(what.headers.begin(), what.headers.end(), [](const auto& each) { return each.name == "ce_type"; });
  return found == what.headers.end() ? structured : found->value;
}

event_counters::by_status& event_counters::of_type(const event::record& what) {
  const auto& type = type_of(what);
  auto [found, fresh] = types_.try_emplace(type);
  if (fresh) {
    constexpr std::array<std::string_view, 3> names = {"delivered", "failed", "unknown"};
    for (std::size_t i = 0; i < names.size(); ++i) {
      found->second[i] = &metrics_.counter("ocppgw_events_total", {{"type", type}, {"result", names[i]}});
    }
  }
  return found->second;
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
