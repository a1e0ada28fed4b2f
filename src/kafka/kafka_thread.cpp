#include "kafka/kafka_thread.hpp"

#include "kafka/deadline.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace ocppgw::kafka {
namespace {

using namespace std::chrono_literals;

// librdkafka wakes us for everything; should a wake-up ever be lost, it costs this much.
constexpr std::chrono::milliseconds longest_sleep = 1s;
constexpr std::chrono::milliseconds pause_after_error = 100ms;
constexpr auto last_commit = 1s;

std::string missing_topics(const topic_view& view) {
  std::string names;
  for (const auto& each : view.missing) names += (names.empty() ? "missing topics: " : ", ") + each;
  return names;
}

std::string reason_of(const topic_view& view) { return view.reached ? missing_topics(view) : "no broker reached"; }

}  // namespace

kafka_thread::kafka_thread(const settings& what, telemetry::metrics& metrics)
    : settings_(what),
      errors_(metrics.counter("ocppgw_kafka_thread_errors_total")),
      state_(std::make_shared<kafka_state>(metrics, settings_.linger)),
      budget_(settings_.queue_bytes),
      mailbox_(wake_),
      producer_(settings_, wake_, metrics, budget_),
      consumer_(settings_, wake_, metrics),
      watch_(settings_, mailbox_, [this](std::string_view reason) { on_error(reason); }) {}

void kafka_thread::publish(std::vector<event::record> batch) {
  if (batch.empty()) return;
  std::size_t bytes = 0;
  for (const auto& each : batch) bytes += weight(each);
  budget_.add(bytes);
  mailbox_.post({std::move(batch), std::chrono::steady_clock::now()});
}

bool kafka_thread::flush(std::chrono::milliseconds at_most) {
  const auto ticket = gate_.ask();
  wake_.notify();
  return gate_.wait(ticket, at_most);
}

void kafka_thread::request(std::atomic<bool>& flag) {
  flag = true;
  wake_.notify();
}

void kafka_thread::prepare(event::delivery_sink& deliveries, std::vector<topic_reader> readers) {
  deliveries_ = &deliveries;
  for (const auto& each : readers) consumer_.add(each);
  watched_ = consumer_.handle();
  watch_.start(std::move(readers), watched_);
}

void kafka_thread::run() {
  while (!stopping_) {
    const bool busy = guarded_poll();
    wake_.wait(busy ? 0ms : sleep_time());
  }
  commit_at_last();
  unsaid_ = producer_.report_unsaid();
  alive_->stop();
}

// Nobody has to know any more which topics there are; and a question that nobody answers takes seconds.
void kafka_thread::stop_reading() {
  watch_.request_stop();
  request(reading_stopped_);
}

std::size_t kafka_thread::stop_watch() {
  watch_.stop();
  return unsaid_;
}

// True if there was something to do: then there may be more.
bool kafka_thread::guarded_poll() {
  try {
    return poll_once();
  } catch (const std::exception& problem) {
    on_error(problem.what());
  } catch (...) {
    on_error("unknown exception");
  }
  wake_.wait(pause_after_error);
  return true;
}

bool kafka_thread::poll_once() {
  const auto ticket = gate_.waiting();
  const auto now = std::chrono::steady_clock::now();
  alive_->tick(now);
  take_mail();
  if (fatal_wanted_.exchange(false)) producer_.provoke_fatal_error();
  const auto results = producer_.poll_once(now);
  for (const auto& each : results.settled) consumer_.settle(each);
  publish_state(now);
  if (!results.deliveries.empty()) deliveries_->dispatch(results.deliveries);
  if (reading_stopped_) consumer_.stop_reading();
  const bool busy = consumer_.poll_once(now);
  follow_consumer();
  if (ticket != 0) grant_flush(ticket);
  return busy;
}

void kafka_thread::take_mail() {
  auto mail = mailbox_.collect();
  for (auto& batch : mail.batches) producer_.add(std::move(batch));
  for (const auto& each : mail.settled) consumer_.settle(each);
  for (const auto& each : mail.kept) consumer_.keep_from(each);
  if (mail.topics) on_topics(*mail.topics);
}

void kafka_thread::on_topics(const topic_view& view) {
  if (!view.starts.empty()) consumer_.read(view.starts);
  if (view.batch_bytes) producer_.limit_batches(*view.batch_bytes);
  topics_asked_ = true;
  observed_.cluster = view.reached ? "" : "no broker reached";
  observed_.topics = missing_topics(view);
  observed_.replicas = view.few_replicas.empty() ? "" : "too few replicas in sync: " + view.few_replicas;
  if (view.reached) topics_there_ = view.complete();
  if (view.complete()) topics_seen_ = true;
  topics_missing_ = topics_seen_ ? "" : reason_of(view);
}

void kafka_thread::publish_state(base::steady_time now) {
  topic_refused_ = producer_.topic_refused();
  const auto failure = producer_.failure();
  observed_.producer = failure.empty() ? "" : "producer failed: " + failure;
  observed_.refused = producer_.refused();
  observed_.oldest = producer_.oldest(now);
  ready_->set(failure.empty() ? topics_missing_ : observed_.producer);
  if (topics_asked_) state_->observe(observed_, base::now().wall);
  if (producer_.lost_brokers()) watch_.hurry();
}

void kafka_thread::follow_consumer() {
  if (consumer_.handle() == watched_) return;
  watched_ = consumer_.handle();
  watch_.use(watched_);
}

void kafka_thread::grant_flush(std::uint64_t ticket) {
  if (std::exchange(committing_for_, ticket) != ticket) consumer_.commit_now();
  if (producer_.idle() && consumer_.all_committed()) gate_.grant(ticket);
}

std::chrono::milliseconds kafka_thread::sleep_time() const {
  const auto due = earlier(producer_.due(), consumer_.due());
  if (!due) return longest_sleep;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - std::chrono::steady_clock::now());
  return std::clamp(left, 0ms, longest_sleep);
}

// Settled commands are not to be carried out again by the next process only because this one ended.
void kafka_thread::commit_at_last() {
  take_mail();
  if (!observed_.cluster.empty()) return;  // nobody would answer
  const auto deadline = std::chrono::steady_clock::now() + last_commit;
  consumer_.stop_reading();
  while (!consumer_.all_committed() && std::chrono::steady_clock::now() < deadline) {
    consumer_.commit_now();
    consumer_.poll_once(std::chrono::steady_clock::now());
    wake_.wait(20ms);
  }
}

void kafka_thread::on_error(std::string_view reason) {
  errors_.Increment();
  telemetry::log_limited(telemetry::log("kafka"), spdlog::level::err, "exception on a thread for Kafka, it goes on",
                         {{"reason", reason}});
}

}  // namespace ocppgw::kafka
