#include "kafka/consumer.hpp"

#include "kafka/clock.hpp"
#include "kafka/command_records.hpp"
#include "kafka/end_consumer.hpp"
#include "kafka/properties.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <stdexcept>
#include <utility>

namespace ocppgw::kafka {
namespace {

constexpr auto reopen_after = std::chrono::seconds(1);

partitions_handle make_list(std::size_t size) {
  return partitions_handle(rd_kafka_topic_partition_list_new(static_cast<int>(size)));
}

void add(rd_kafka_topic_partition_list_t* list, const std::string& topic, std::int32_t partition, std::int64_t offset) {
  rd_kafka_topic_partition_list_add(list, topic.c_str(), partition)->offset = offset;
}

void warn(std::string_view message, std::string_view reason) {
  telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn, message, {{"reason", reason}});
}

}  // namespace

consumer::consumer(const settings& what, const wake_up& wake, telemetry::metrics& metrics)
    : settings_(what), wake_(wake), statistics_(metrics, "consumer"), unsettled_(metrics.gauge("ocppgw_unsettled_commands")) {
  open();
}

void consumer::open() {
  std::shared_ptr<rd_kafka_t> made(make_instance(RD_KAFKA_CONSUMER, consumer_conf(settings_)).release(), end_consumer);
  queue_.reset();
  instance_ = std::move(made);
  rd_kafka_poll_set_consumer(instance_.get());
  queue_ = std::make_unique<attached_queue>(rd_kafka_queue_get_consumer(instance_.get()), wake_);
}

// What was taken is not taken again: assign() goes on from the positions in offsets_.
void consumer::reopen(base::steady_time now) {
  reopen_at_ = now + reopen_after;
  try {
    open();
  } catch (const std::runtime_error& refused) {
    return warn("no new consumer", refused.what());
  }
  failed_ = false;
  committing_ = false;
  assigned_.clear();
  assign();
}

void consumer::read(const partition_starts& starts) {
  starts_.insert(starts.begin(), starts.end());
  assign();
}

void consumer::stop_reading() {
  if (!std::exchange(stopped_, true)) pause(true);
}

std::vector<event::consumed_record> consumer::turn(base::steady_time now) {
  std::vector<event::consumed_record> taken;
  if (failed_ && now >= reopen_at_) reopen(now);
  poll(taken);
  hold_back();
  commit(now);
  unsettled_.Set(static_cast<double>(offsets_.unsettled()));
  return taken;
}

std::optional<base::steady_time> consumer::due() const {
  if (failed_) return reopen_at_;
  if (committing_ || offsets_.committable().empty()) return std::nullopt;
  return next_commit_;
}

void consumer::assign() {
  const auto list = make_list(starts_.size());
  for (const auto& [partition, start] : starts_) {
    if (!assigned_.insert(partition).second) continue;
    add(list.get(), settings_.commands_topic, partition, offsets_.position(partition).value_or(start));
  }
  if (list->cnt == 0) return;
  if (const error_handle refused(rd_kafka_incremental_assign(instance_.get(), list.get())); refused) {
    warn("command topic not assigned", rd_kafka_error_string(refused.get()));
    failed_ = true;
  }
  if (stopped_ || held_back_) pause(true);
}

void consumer::pause(bool paused) {
  const auto list = make_list(assigned_.size());
  for (const auto partition : assigned_) add(list.get(), settings_.commands_topic, partition, RD_KAFKA_OFFSET_INVALID);
  paused ? rd_kafka_pause_partitions(instance_.get(), list.get()) : rd_kafka_resume_partitions(instance_.get(), list.get());
}

void consumer::poll(std::vector<event::consumed_record>& taken) {
  while (const auto what = queue_->poll()) {
    on_event(what.get(), taken);
    hold_back();
  }
}

void consumer::on_event(rd_kafka_event_t* what, std::vector<event::consumed_record>& taken) {
  switch (rd_kafka_event_type(what)) {
    case RD_KAFKA_EVENT_FETCH:
      while (const auto* message = rd_kafka_event_message_next(what)) on_message(*message, taken);
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

void consumer::on_message(const rd_kafka_message_t& message, std::vector<event::consumed_record>& taken) {
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) return warn("consumer error", rd_kafka_message_errstr(&message));
  if (starts_anew(message)) offsets_.forget(message.partition);
  if (stopped_ || !offsets_.take(message.partition, message.offset)) return;
  taken.push_back(to_consumed_record(message));
}

// An offset that was passed is a repetition - unless the partition ends before it: then the topic was made anew.
bool consumer::starts_anew(const rd_kafka_message_t& message) const {
  const auto next = offsets_.position(message.partition);
  if (!next || message.offset >= *next) return false;
  std::int64_t low = 0;
  std::int64_t high = 0;
  const auto error =
      rd_kafka_get_watermark_offsets(instance_.get(), settings_.commands_topic.c_str(), message.partition, &low, &high);
  return error == RD_KAFKA_RESP_ERR_NO_ERROR && high >= 0 && high < *next;
}

void consumer::on_error(rd_kafka_event_t* what) {
  warn("consumer error", rd_kafka_event_error_string(what));
  if (rd_kafka_fatal_error(instance_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR) failed_ = true;
}

void consumer::on_committed(rd_kafka_event_t* what) {
  committing_ = false;
  const auto* list = rd_kafka_event_topic_partition_list(what);
  const auto error = rd_kafka_event_error(what);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return warn("offsets not committed, tried again", rd_kafka_err2str(error));
  for (int i = 0; list != nullptr && i < list->cnt; ++i) {
    const auto& each = list->elems[i];
    if (each.err == RD_KAFKA_RESP_ERR_NO_ERROR) offsets_.committed(each.partition, each.offset);
  }
}

void consumer::hold_back() {
  const auto limit = settings_.unsettled_commands;
  const bool too_many = held_back_ ? offsets_.unsettled() > limit / 2 : offsets_.unsettled() >= limit;
  if (too_many == held_back_) return;
  held_back_ = too_many;
  if (!stopped_) pause(too_many);
  telemetry::log_limited(telemetry::log("kafka"), spdlog::level::warn,
                         too_many ? "reading commands is held back" : "reading commands goes on",
                         {{"unsettled", std::to_string(offsets_.unsettled())}});
}

void consumer::commit(base::steady_time now) {
  if (committing_ || now < next_commit_) return;
  const auto moved = offsets_.committable();
  if (moved.empty()) return;
  const auto list = make_list(moved.size());
  for (const auto& [partition, offset] : moved) add(list.get(), settings_.commands_topic, partition, offset);
  next_commit_ = now + settings_.commit_interval;
  const auto error = rd_kafka_commit_queue(instance_.get(), list.get(), queue_->get(), nullptr, nullptr);
  committing_ = error == RD_KAFKA_RESP_ERR_NO_ERROR;
  if (!committing_) warn("offsets not committed, tried again", rd_kafka_err2str(error));
}

}  // namespace ocppgw::kafka
