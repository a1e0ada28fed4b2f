// Counts records by type and delivery status. Children of the metric families are looked up once per type. Lives on the Kafka
// thread.
#pragma once

#include "kafka/producer/unacknowledged.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <librdkafka/rdkafka.h>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace ocppgw::kafka {

class event_counters {
 public:
  explicit event_counters(telemetry::metrics& metrics);

  // "ocpp.station.heartbeat"; "structured" in structured mode, where the type stands in the value only.
  static std::string_view type_of(const event::record& what);

  void finished(const pending_record& what, event::delivery_status status, base::steady_time now);
  void dropped(std::string_view reason);
  void failed(rd_kafka_resp_err_t error);
  void restarted() { restarts_.Increment(); }
  void queued(std::size_t bytes) { queue_bytes_.Set(static_cast<double>(bytes)); }

 private:
  using by_status = std::array<prometheus::Counter*, 3>;
  by_status& of_type(const event::record& what);

  telemetry::metrics& metrics_;
  prometheus::Histogram& delivery_seconds_;
  prometheus::Counter& restarts_;
  prometheus::Gauge& queue_bytes_;
  std::map<std::string, by_status, std::less<>> types_;
};

}  // namespace ocppgw::kafka
