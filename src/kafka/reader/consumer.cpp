#include "kafka/reader/consumer.hpp"

#include "kafka/deadline.hpp"
#include "kafka/library/properties.hpp"
#include "kafka/reader/destroy_consumer.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace ocppgw::kafka {
namespace {

constexpr auto reopen_after = std::chrono::seconds(1);
// Brokers forget the offsets of a partition that commits nothing for offsets.retention.minutes, seven days by default.
constexpr auto refresh_interval = std::chrono::hours(1);
// Taken in one pass, a record each: a topic that is read from its beginning may hold millions, and the producer waits meanwhile.
constexpr int most_events = 1'000;

partitions_handle make_list() { return partitions_handle(rd_kafka_topic_partition_list_new(8)); }

void append(rd_kafka_topic_partition_list_t* list, const std::string& topic, std::int32_t partition, std::int64_t offset) {
  rd_kafka_topic_partition_list_add(list, topic.c_str(), partition)->offset = offset;
}

void warn(std::string_view message, std::string_view reason) {
  telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn, message, {{"reason", reason}});
}

// The end of the partition as of its last fetch, without asking a broker; -1 where nothing is known.
std::int64_t known_end(rd_kafka_t* instance, const rd_kafka_message_t& message) {
  std::int64_t low = 0;
  std::int64_t high = -1;
  const auto error = rd_kafka_get_watermark_offsets(instance, rd_kafka_topic_name(message.rkt), message.partition, &low, &high);
  return error == RD_KAFKA_RESP_ERR_NO_ERROR ? high : -1;
}

}  // namespace

consumer::consumer(const settings& what, const wake_up& wake, telemetry::metrics& metrics)
    : settings_(what),
      wake_(wake),
      statistics_(metrics, "consumer"),
      unsettled_(metrics.gauge("ocppgw_unsettled_commands")),
      limit_reached_(metrics.counter("ocppgw_limit_reached_total", {{"limit", "unsettled_commands"}})) {
  open();
}

void consumer::open() {
  std::shared_ptr<rd_kafka_t> made(make_instance(RD_KAFKA_CONSUMER, consumer_conf(settings_)).release(), destroy_consumer);
  queue_.reset();
  instance_ = std::move(made);
  rd_kafka_poll_set_consumer(instance_.get());
  queue_ = std::make_unique<attached_queue>(rd_kafka_queue_get_consumer(instance_.get()), wake_);
}

// What was taken is not taken again: assign() goes on from the positions of the readers.
void consumer::reopen(base::steady_time now) {
  reopen_at_ = now + reopen_after;
  try {
    open();
  } catch (const std::runtime_error& refused) {
    return warn("no new consumer", refused.what());
  }
  failed_ = false;
  committing_ = false;
  for (auto& each : readers_) each.instance_replaced();
  assign();
}

void consumer::read(const topic_starts& starts) {
  for (const auto& [topic, of_topic] : starts) {
    if (auto* reader = find(topic)) reader->add_starts(of_topic);
  }
  assign();
}

void consumer::settle(const event::record_position& position) {
  if (auto* reader = find(position.topic)) reader->settle(position.partition, position.offset);
}

void consumer::keep_from(const event::record_position& position) {
  if (auto* reader = find(position.topic)) reader->keep_from(position.partition, position.offset);
}

void consumer::stop_reading() {
  if (std::exchange(stopped_, true)) return;
  for (const auto& each : readers_) {
    if (each.settles()) pause(each, true);
  }
}

bool consumer::poll_once(base::steady_time now) {
  if (failed_ && now >= reopen_at_) reopen(now);
  const bool more = poll();
  commit(now);
  const auto count = [](std::size_t sum, const reader_state& each) { return sum + each.unsettled(); };
  unsettled_.Set(static_cast<double>(std::accumulate(readers_.begin(), readers_.end(), std::size_t{0}, count)));
  const bool taken = std::any_of(readers_.begin(), readers_.end(), [](const auto& each) { return each.has_taken(); });
  for (auto& each : readers_) each.dispatch();
  return taken || more;
}

bool consumer::all_committed() const { return !committing_ && to_commit(false)->cnt == 0; }

std::optional<base::steady_time> consumer::due() const {
  if (failed_) return reopen_at_;
  if (committing_ || to_commit(false)->cnt == 0) return std::nullopt;
  return next_commit_;
}

void consumer::assign() {
  const auto list = make_list();
  for (auto& reader : readers_) {
    for (const auto& [partition, position] : reader.take_unassigned()) append(list.get(), reader.topic(), partition, position);
  }
  if (list->cnt == 0) return;
  if (const error_handle refused(rd_kafka_incremental_assign(instance_.get(), list.get())); refused) {
    warn("topics not assigned", rd_kafka_error_string(refused.get()));
    failed_ = true;
  }
  for (const auto& each : readers_) {
    if (is_stopped(each) || each.paused()) pause(each, true);
  }
}

void consumer::pause(const reader_state& of, bool paused) {
  const auto list = make_list();
  for (const auto partition : of.assigned()) append(list.get(), of.topic(), partition, RD_KAFKA_OFFSET_INVALID);
  paused ? rd_kafka_pause_partitions(instance_.get(), list.get()) : rd_kafka_resume_partitions(instance_.get(), list.get());
}

// True if there is more.
bool consumer::poll() {
  update_paused();
  for (int taken = 0; taken < most_events; ++taken) {
    const auto what = queue_->poll();
    if (!what) return false;
    on_event(what.get());
    update_paused();
  }
  return true;
}

void consumer::on_event(rd_kafka_event_t* what) {
  switch (rd_kafka_event_type(what)) {
    case RD_KAFKA_EVENT_FETCH:
      while (const auto* message = rd_kafka_event_message_next(what)) on_message(*message);
      return;
    case RD_KAFKA_EVENT_ERROR:
      return on_error(what);
    case RD_KAFKA_EVENT_OFFSET_COMMIT:
      return on_committed(what);
    case RD_KAFKA_EVENT_STATS:
      return statistics_.update(rd_kafka_event_stats(what));
    default:
      return;
  }
}

void consumer::on_message(const rd_kafka_message_t& message) {
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) return warn("consumer error", rd_kafka_message_errstr(&message));
  auto* reader = find(rd_kafka_topic_name(message.rkt));
  if (reader == nullptr || is_stopped(*reader)) return;
  if (made_anew(*reader, message)) reader->forget(message.partition);
  reader->take(message);
}

// An offset that was passed is a repetition - unless the partition ends before it: then the topic was made anew.
bool consumer::made_anew(const reader_state& reader, const rd_kafka_message_t& message) const {
  const auto next = reader.position(message.partition);
  if (!next || message.offset >= *next) return false;
  const auto end = known_end(instance_.get(), message);
  return end >= 0 && end < *next;
}

// To librdkafka the end of a partition is an error.
void consumer::on_error(rd_kafka_event_t* what) {
  if (rd_kafka_event_error(what) == RD_KAFKA_RESP_ERR__PARTITION_EOF) return on_end(what);
  warn("consumer error", rd_kafka_event_error_string(what));
  if (rd_kafka_fatal_error(instance_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR) failed_ = true;
}

void consumer::on_end(rd_kafka_event_t* what) {
  const partition_handle at(rd_kafka_event_topic_partition(what));
  auto* reader = at ? find(at->topic) : nullptr;
  if (reader != nullptr) reader->reach_end(at->partition, at->offset);
}

void consumer::on_committed(rd_kafka_event_t* what) {
  committing_ = false;
  const auto* list = rd_kafka_event_topic_partition_list(what);
  const auto error = rd_kafka_event_error(what);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return warn("offsets not committed, tried again", rd_kafka_err2str(error));
  for (int i = 0; list != nullptr && i < list->cnt; ++i) {
    const auto& each = list->elems[i];
    auto* reader = each.err == RD_KAFKA_RESP_ERR_NO_ERROR ? find(each.topic) : nullptr;
    if (reader != nullptr) reader->committed(each.partition, each.offset);
  }
}

void consumer::update_paused() {
  for (auto& each : readers_) {
    if (!each.update_paused()) continue;
    if (!is_stopped(each)) pause(each, each.paused());
    telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn,
                           each.paused() ? "reading pauses, too much is unsettled" : "reading goes on",
                           {{"topic", each.topic()}, {"unsettled", each.unsettled()}, {"bytes", each.unsettled_bytes()}});
    if (each.paused()) limit_reached_.Increment();
  }
}

partitions_handle consumer::to_commit(bool all) const {
  auto list = make_list();
  for (const auto& reader : readers_) {
    for (const auto& [partition, offset] : reader.committable(all)) append(list.get(), reader.topic(), partition, offset);
  }
  return list;
}

void consumer::commit(base::steady_time now) {
  if (committing_ || now < next_commit_) return;
  const bool refresh = now >= next_refresh_;
  const auto list = to_commit(refresh);
  if (list->cnt == 0) return;
  next_commit_ = now + settings_.commit_interval;
  const auto error = rd_kafka_commit_queue(instance_.get(), list.get(), queue_->get(), nullptr, nullptr);
  committing_ = error == RD_KAFKA_RESP_ERR_NO_ERROR;
  if (!committing_) return warn("offsets not committed, tried again", rd_kafka_err2str(error));
  if (refresh) next_refresh_ = now + refresh_interval;
}

reader_state* consumer::find(std::string_view topic) {
  const auto found = std::find_if(readers_.begin(), readers_.end(), [&](const auto& each) { return each.topic() == topic; });
  return found == readers_.end() ? nullptr : &*found;
}

}  // namespace ocppgw::kafka
