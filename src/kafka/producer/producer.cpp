#include "kafka/producer/producer.hpp"

#include "kafka/deadline.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ocppgw::kafka {
namespace {

constexpr auto repeat_after = std::chrono::seconds(1);

std::uint64_t id_of(const rd_kafka_message_t* message) {
  return reinterpret_cast<std::uintptr_t>(message->_private);  // NOLINT: a value that travelled in a pointer's place
}

void log_record(spdlog::level::level_enum level, std::string_view message, const event::record& what, std::string_view reason) {
  telemetry::log_limited(telemetry::log("kafka"), level, message,
                         {{"topic", what.topic}, {"station", what.key}, {"reason", reason}});
}

}  // namespace

producer::producer(const settings& what, const wake_up& wake, telemetry::metrics& metrics, queue_budget& budget)
    : settings_(what), budget_(budget), counters_(metrics), statistics_(metrics, "producer"), instances_(what, wake) {}

void producer::add(published_batch batch) {
  for (auto& each : batch.records) {
    const auto bytes = weight(each);
    waiting_.add({std::move(each), batch.taken, batch.taken, bytes});
    published_.insert(batch.taken);
  }
}

producer_results producer::poll_once(base::steady_time now) {
  while (const auto what = instances_.poll()) on_event(what.get(), now);
  if (!instances_.fatal_error().empty()) restart(now);
  instances_.start_if_due(now);
  repeat_due(now);
  hand_over(now);
  expire(now);
  counters_.queued(budget_.bytes());
  return std::exchange(results_, {});
}

std::optional<base::steady_time> producer::due() const {
  auto first = instances_.due();
  if (!repeats_.empty()) first = earlier(first, repeats_.front().due);
  if (const auto* stuck = waiting_.next()) first = earlier(first, stuck->taken + settings_.message_timeout);
  return first;
}

void producer::on_event(rd_kafka_event_t* what, base::steady_time now) {
  switch (rd_kafka_event_type(what)) {
    case RD_KAFKA_EVENT_DR:
      while (const auto* message = rd_kafka_event_message_next(what)) conclude(id_of(message), read_report_of(message), now);
      return;
    case RD_KAFKA_EVENT_STATS:
      return statistics_.update(rd_kafka_event_stats(what));
    case RD_KAFKA_EVENT_ERROR:
      if (rd_kafka_event_error(what) == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) lost_brokers_ = true;
      telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn, "producer error",
                             {{"reason", rd_kafka_event_error_string(what)}});
      return;
    default:
      return;
  }
}

// The record that a fatal error struck carries that error, which says nothing about the record itself.
delivery_report producer::read_report_of(const rd_kafka_message_t* message) const {
  const auto report = read_report(message->err, rd_kafka_message_status(message));
  const bool about_the_record =
      report.kind == report_kind::delivered || report.kind == report_kind::too_large || report.kind == report_kind::record_refused;
  return about_the_record || instances_.fatal_error().empty() ? report
                                                              : delivery_report{report_kind::not_decided, "", message->err};
}

// A fatal error is final for the instance (OUT_OF_ORDER_SEQUENCE_NUMBER and its kin). What it had not acknowledged comes back
// as purged or not at all; both stay in waiting_.
void producer::restart(base::steady_time now) {
  const auto reason = instances_.fatal_error();
  instances_.fail(now);
  waiting_.rewind();
  counters_.restarted();
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::err, "producer failed fatally, a new one takes over",
                      {{"reason", reason}, {"unacknowledged", waiting_.size()}});
}

void producer::hand_over(base::steady_time now) {
  if (instances_.outdated()) {
    if (!waiting_.none_handed()) return;
    instances_.renew(now);
  }
  while (instances_.running()) {
    const auto* record = waiting_.next();
    if (record == nullptr) return;
    const auto id = waiting_.next_id();
    const auto error = instances_.produce(record->what, id, record->alone);
    // Not taken yet, hence still next: order is kept, and reports or a new instance bring us back here.
    if (error == RD_KAFKA_RESP_ERR__QUEUE_FULL || error == RD_KAFKA_RESP_ERR__FATAL) return;
    waiting_.handed();
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) conclude(id, read_report(error, RD_KAFKA_MSG_STATUS_NOT_PERSISTED), now);
  }
}

// librdkafka times out what it holds; what it never took is timed out here.
void producer::expire(base::steady_time now) {
  while (const auto* record = waiting_.next()) {
    if (record->taken + settings_.message_timeout > now) return;
    conclude(waiting_.next_id(), {report_kind::unknown, "timed_out", RD_KAFKA_RESP_ERR__MSG_TIMED_OUT}, now);
  }
}

void producer::repeat_due(base::steady_time now) {
  while (!repeats_.empty() && repeats_.front().due <= now) {
    repeats_.front().record.taken = now;
    waiting_.add(std::move(repeats_.front().record));
    repeats_.pop_front();
  }
}

void producer::conclude(std::uint64_t id, delivery_report report, base::steady_time now) {
  if (report.kind == report_kind::not_decided) return;
  auto record = waiting_.take(id);
  if (!record) return;
  if (std::exchange(record->topic_refused, false)) --topic_refused_;
  note(record->what, report);
  if (shrink(*record, report)) {
    record->taken = now;
    waiting_.add(*std::move(record));
  } else if (must_repeat(record->what, report)) {
    publish_again(*std::move(record), report, now);
  } else {
    finish(*record, report, now);
  }
}

void producer::note(const event::record& what, delivery_report report) {
  if (report.error != RD_KAFKA_RESP_ERR_NO_ERROR) counters_.failed(report.error);
  const bool last_resort = what.topic == settings_.rejected_topic && !what.smaller;
  const bool refuses_record = report.kind == report_kind::too_large || report.kind == report_kind::record_refused;
  if (report.kind == report_kind::topic_refused || (last_resort && refuses_record)) topic_errors_[what.topic] = report.error;
  if (report.kind == report_kind::delivered) topic_errors_.erase(what.topic);
}

std::string producer::refused() const {
  std::string all;
  for (const auto& [topic, error] : topic_errors_) {
    all += (all.empty() ? "records are refused: " : ", ") + topic + " (" + rd_kafka_err2name(error) + ")";
  }
  return all;
}

std::chrono::nanoseconds producer::oldest(base::steady_time now) const {
  return published_.empty() ? std::chrono::nanoseconds{0} : std::max(now - *published_.begin(), std::chrono::nanoseconds{0});
}

// True if the record was made smaller for the broker: its batch first, then itself.
bool producer::shrink(pending_record& record, delivery_report report) const {
  if (report.kind != report_kind::too_large) return false;
  if (!std::exchange(record.alone, true)) return true;
  if (!record.what.smaller) return false;
  log_record(spdlog::level::warn, "record too large for its topic, published in its smaller form", record.what, report.reason);
  record.what.headers = std::move(record.what.smaller->headers);
  record.what.value = std::move(record.what.smaller->value);
  record.what.smaller.reset();
  return true;
}

bool producer::must_repeat(const event::record& what, delivery_report report) const {
  if (report.kind == report_kind::delivered) return false;
  if (what.settles) return true;
  const bool may_help = report.kind == report_kind::unknown || report.kind == report_kind::topic_refused;
  return may_help && (what.until_stored || !what.token) && budget_.open();
}

void producer::publish_again(pending_record record, delivery_report report, base::steady_time now) {
  log_record(spdlog::level::warn, "record not stored, published again", record.what, report.reason);
  if (report.kind == report_kind::topic_refused) {
    record.topic_refused = true;
    ++topic_refused_;
  }
  repeats_.push_back({now + repeat_after, std::move(record)});
}

void producer::finish(const pending_record& record, delivery_report report, base::steady_time now) {
  auto status = to_delivery_status(report.kind);
  // Its owner relies on us to repeat it; that there was no room for it is final.
  if (record.what.until_stored && status == event::delivery_status::unknown) status = event::delivery_status::refused;
  budget_.remove(record.bytes);
  if (const auto found = published_.find(record.published); found != published_.end()) published_.erase(found);
  counters_.finished(record, status, now);
  if (record.what.settles) results_.settled.push_back(*record.what.settles);
  if (record.what.token) results_.deliveries.push_back({record.what.token, status});
  if (status == event::delivery_status::delivered || record.what.token) return;
  counters_.dropped(report.reason);
  log_record(spdlog::level::err, "record lost", record.what, report.reason);
}

// A record with a token is repeated by its station, one that settles a command is made again by the next process: neither is lost.
std::size_t producer::report_unsaid() {
  std::size_t all = 0;
  std::map<std::string, std::size_t> unsaid;
  const auto tell = [&](const event::record& what) {
    ++all;
    ++unsaid[std::string(event_counters::type_of(what))];
    if (!what.settles && (!what.token || what.until_stored)) counters_.dropped("stopped");
  };
  waiting_.rewind();
  for (; const auto* record = waiting_.next(); waiting_.handed()) tell(record->what);
  for (const auto& each : repeats_) tell(each.record.what);
  for (const auto& [type, count] : unsaid) {
    telemetry::log_line(telemetry::log("kafka"), spdlog::level::err, "not stored at the end", {{"type", type}, {"records", count}});
  }
  return all;
}

}  // namespace ocppgw::kafka
