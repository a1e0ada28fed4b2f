#include "kafka/state/kafka_state.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <utility>

namespace ocppgw::kafka {
namespace {

// Values of the label `fault`, in the order in which the reasons are told.
constexpr std::array<std::string_view, 6> fault_names = {"no_producer", "unreachable",         "topics_missing",
                                                         "refused",     "not_enough_replicas", "not_acknowledged"};

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

kafka_state::kafka_state(telemetry::metrics& metrics, std::chrono::milliseconds linger)
    : patience_(slow_after + linger),
      connected_(metrics.gauge("kafka_connected")),
      changed_(metrics.gauge("kafka_state_change_timestamp_seconds")),
      oldest_(metrics.gauge("kafka_oldest_unacknowledged_seconds")) {
  for (std::size_t i = 0; i < faults; ++i) faults_[i] = &metrics.gauge("kafka_fault", {{"fault", fault_names[i]}});
}

kafka_state::reasons kafka_state::reasons_of(const kafka_observation& observed) const {
  const bool slow = observed.oldest > patience_;
  return {observed.producer, observed.cluster,  observed.topics,
          observed.refused,  observed.replicas, slow ? "records are not acknowledged" : ""};
}

void kafka_state::observe(const kafka_observation& observed, base::wall_time now) {
  oldest_.Set(seconds(observed.oldest));
  const auto all = reasons_of(observed);
  tell(all, now);
  for (std::size_t i = 0; i < faults; ++i) faults_[i]->Set(all[i].empty() ? 0 : 1);
}

// Before the gauges: who sees them finds the reason.
void kafka_state::tell(const reasons& all, base::wall_time now) {
  std::string told;
  for (const auto& each : all) {
    if (!each.empty()) told += (told.empty() ? "" : "; ") + each;
  }
  if (told == reason_) return;
  reason_ = std::move(told);
  const auto before = since_;
  const bool changed = was_connected_ != reason_.empty();
  if (changed) since_ = now;
  {
    const std::lock_guard lock(guard_);
    described_ = reason_.empty() ? "" : "lost since " + base::format_seconds(since_) + ": " + reason_;
  }
  if (changed) change(reason_.empty(), now - before);
}

void kafka_state::change(bool connected, std::chrono::nanoseconds away) {
  auto& log = telemetry::log("kafka");
  if (!connected) {
    telemetry::log_line(log, spdlog::level::warn, "Kafka is lost: records wait, answers are withheld", {{"reason", reason_}});
  } else if (was_connected_) {
    const auto lost = std::chrono::duration_cast<std::chrono::seconds>(away);
    telemetry::log_line(log, spdlog::level::info, "Kafka is back", {{"lost_seconds", lost.count()}});
  } else {
    telemetry::log_line(log, spdlog::level::info, "Kafka is connected");
  }
  was_connected_ = connected;
  connected_.Set(connected ? 1 : 0);
  changed_.Set(seconds(since_.time_since_epoch()));
}

std::string kafka_state::describe() const {
  const std::lock_guard lock(guard_);
  return described_;
}

}  // namespace ocppgw::kafka
