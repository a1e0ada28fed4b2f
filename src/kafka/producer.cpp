#include "kafka/producer.hpp"

#include "kafka/clock.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::kafka {
namespace {

using namespace std::chrono_literals;

constexpr auto repeat_after = 1s;
constexpr std::chrono::milliseconds longest_restart_delay = 30s;
// A producer that lived this long was well: the next failure is a new one.
constexpr auto settled_down = 60s;

std::uint64_t id_of(const rd_kafka_message_t* message) {
  return reinterpret_cast<std::uintptr_t>(message->_private);  // NOLINT: a value that travelled in a pointer's place
}

void log_dropped(const event::record& what, std::string_view reason) {
  telemetry::log_limited(telemetry::log("kafka"), spdlog::level::err, "record lost",
                         {{"topic", what.topic}, {"station", what.key}, {"reason", reason}});
}

}  // namespace

producer::producer(const settings& what, const wake_up& wake, telemetry::metrics& metrics, budget& room)
    : settings_(what),
      wake_(wake),
      room_(room),
      counters_(metrics),
      statistics_(metrics, "producer"),
      instance_(std::make_unique<producer_instance>(what, wake)) {}

void producer::add(published_batch batch) {
  for (auto& each : batch.records) {
    const auto bytes = weight(each);
    waiting_.add({std::move(each), batch.taken, bytes});
  }
}

producer_results producer::turn(base::steady_time now) {
  poll(now);
  if (instance_ && !instance_->fatal_error().empty()) restart(now);
  if (!instance_ && now >= restart_at_) start(now);
  repeat_due(now);
  hand_over(now);
  expire(now);
  counters_.queued(room_.bytes());
  return std::exchange(results_, {});
}

std::optional<base::steady_time> producer::due() const {
  std::optional<base::steady_time> first;
  if (!repeats_.empty()) first = earlier(first, repeats_.front().due);
  if (!instance_) first = earlier(first, restart_at_);
  if (const auto* stuck = waiting_.next()) first = earlier(first, stuck->taken + settings_.message_timeout);
  return first;
}

void producer::provoke_fatal_error() {
  if (instance_) instance_->provoke_fatal_error();
}

void producer::poll(base::steady_time now) {
  if (!instance_) return;
  while (const auto what = instance_->poll()) on_event(what.get(), now);
}

void producer::on_event(rd_kafka_event_t* what, base::steady_time now) {
  switch (rd_kafka_event_type(what)) {
    case RD_KAFKA_EVENT_DR:
      while (const auto* message = rd_kafka_event_message_next(what)) conclude(id_of(message), judge_report(message), now);
      return;
    case RD_KAFKA_EVENT_STATS:
      return statistics_.update(rd_kafka_event_stats(what));
    case RD_KAFKA_EVENT_ERROR:
      telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn, "producer error",
                             {{"reason", rd_kafka_event_error_string(what)}});
      return;
    default:
      return;
  }
}

// The record that a fatal error struck carries that error, which says nothing about the record itself.
judgement producer::judge_report(const rd_kafka_message_t* message) const {
  const auto how = judge(message->err, rd_kafka_message_status(message));
  const bool final = how.what == fate::delivered || how.what == fate::refused_record;
  return final || instance_->fatal_error().empty() ? how : judgement{fate::undecided, ""};
}

// A fatal error is final for the instance (OUT_OF_ORDER_SEQUENCE_NUMBER and its kin). What it had not acknowledged comes back
// as purged or not at all; both stay in waiting_.
void producer::restart(base::steady_time now) {
  failure_ = instance_->fatal_error();
  instance_.reset();
  waiting_.rewind();
  counters_.restarted();
  const bool again_soon = now - restart_at_ < settled_down;
  restart_delay_ = again_soon ? std::clamp(restart_delay_ * 2, std::chrono::milliseconds(500ms), longest_restart_delay) : 0ms;
  restart_at_ = now + restart_delay_;
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::err, "producer failed fatally, a new one takes over",
                      {{"reason", failure_}, {"unacknowledged", std::to_string(waiting_.size())}});
}

void producer::start(base::steady_time now) {
  try {
    instance_ = std::make_unique<producer_instance>(settings_, wake_);
    restart_at_ = now;
  } catch (const std::runtime_error& refused) {
    failure_ = refused.what();
    restart_delay_ = std::clamp(restart_delay_ * 2, std::chrono::milliseconds(500ms), longest_restart_delay);
    restart_at_ = now + restart_delay_;
    telemetry::log_line(telemetry::log("kafka"), spdlog::level::err, "no new producer", {{"reason", failure_}});
  }
}

void producer::hand_over(base::steady_time now) {
  if (!instance_) return;
  while (const auto* record = waiting_.next()) {
    const auto id = waiting_.next_id();
    const auto error = instance_->produce(record->what, id);
    // Not taken yet, hence still next: order is kept, and reports or a new instance bring us back here.
    if (error == RD_KAFKA_RESP_ERR__QUEUE_FULL || error == RD_KAFKA_RESP_ERR__FATAL) return;
    waiting_.handed();
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) conclude(id, judge(error, RD_KAFKA_MSG_STATUS_NOT_PERSISTED), now);
  }
}

// librdkafka times out what it holds; what it never took is timed out here.
void producer::expire(base::steady_time now) {
  while (const auto* record = waiting_.next()) {
    if (record->taken + settings_.message_timeout > now) return;
    conclude(waiting_.next_id(), {fate::uncertain, "timed_out"}, now);
  }
}

void producer::repeat_due(base::steady_time now) {
  while (!repeats_.empty() && repeats_.front().due <= now) {
    repeats_.front().record.taken = now;
    waiting_.add(std::move(repeats_.front().record));
    repeats_.pop_front();
  }
}

void producer::conclude(std::uint64_t id, judgement how, base::steady_time now) {
  if (how.what == fate::undecided) return;
  auto record = waiting_.take(id);
  if (!record) return;
  const bool hopeless = how.what == fate::delivered || how.what == fate::refused_record;
  if (record->what.settles && !hopeless) {
    telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn, "outcome not delivered, published again",
                           {{"topic", record->what.topic}, {"reason", how.reason}});
    repeats_.push_back({now + repeat_after, *std::move(record)});
    return;
  }
  finish(*std::move(record), how, now);
}

void producer::finish(pending_record record, judgement how, base::steady_time now) {
  const auto result = to_verdict(how.what);
  room_.remove(record.bytes);
  counters_.verdict(record, result, now);
  if (record.what.settles) results_.settled.push_back(*record.what.settles);
  if (record.what.token) results_.verdicts.push_back({record.what.token, result});
  // Who waits for an uncertain record repeats it; nobody does for one without a token.
  const bool lost = result == event::delivery_status::refused || (result == event::delivery_status::unknown && !record.what.token);
  if (!lost) return;
  counters_.dropped(how.reason);
  log_dropped(record.what, how.reason);
}

}  // namespace ocppgw::kafka
