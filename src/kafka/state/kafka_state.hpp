// Whether Kafka stores records right now; if not, why and since when. One object says it to everybody: one line of the log when
// Kafka is lost and one when it is back, the metrics kafka_connected, kafka_fault and kafka_state_change_timestamp_seconds, and the
// note beside the readiness check. Written on the Kafka thread; describe() from any.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::kafka {

// What the Kafka thread knows; each text is "" where nothing is wrong.
struct kafka_observation {
  std::string producer;               // why there is no producer
  std::string cluster;                // no broker answers
  std::string topics;                 // missing, or not to be seen
  std::string refused;                // topics whose records are refused, and by which error
  std::string replicas;               // topics with too few replicas in sync
  std::chrono::nanoseconds oldest{};  // how long the oldest unacknowledged record waits
};

class kafka_state {
 public:
  // A record that waits longer is a fault of its own, for librdkafka repeats many errors without a word.
  static constexpr auto slow_after = std::chrono::seconds(5);

  // `linger`: how long a record waits by intention.
  explicit kafka_state(telemetry::metrics& metrics, std::chrono::milliseconds linger = {});

  void observe(const kafka_observation& observed, base::wall_time now);

  // "" while Kafka is well; "lost since <time>: <reasons>", and before the first observation "not asked yet".
  std::string describe() const;

 private:
  static constexpr std::size_t faults = 6;
  using reasons = std::array<std::string, faults>;

  reasons reasons_of(const kafka_observation& observed) const;
  void tell(const reasons& all, base::wall_time now);
  void change(bool connected, std::chrono::nanoseconds away);

  const std::chrono::nanoseconds patience_;
  prometheus::Gauge& connected_;
  prometheus::Gauge& changed_;
  prometheus::Gauge& oldest_;
  std::array<prometheus::Gauge*, faults> faults_;
  std::optional<bool> was_connected_;
  base::wall_time since_{};

  std::string reason_ = "not asked yet";  // "" = connected

  mutable std::mutex guard_;
  std::string described_ = "not asked yet";
};

}  // namespace ocppgw::kafka
