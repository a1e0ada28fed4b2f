#include "kafka/producer/producer_instances.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <stdexcept>

namespace ocppgw::kafka {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t largest_batch = 1'000'000;  // librdkafka's default
constexpr std::chrono::milliseconds shortest_restart_delay = 500ms;
constexpr std::chrono::milliseconds longest_restart_delay = 30s;
// A producer that lived this long was well: the next failure is a new one.
constexpr auto settled_down = 60s;

}  // namespace

producer_instances::producer_instances(const settings& what, const wake_up& wake)
    : settings_(what),
      wake_(wake),
      batch_(largest_batch),
      wanted_batch_(largest_batch),
      batched_(std::make_unique<producer_instance>(what, batching{batch_, false}, wake)) {}

std::string producer_instances::fatal_error() const {
  auto words = batched_ ? batched_->fatal_error() : "";
  return words.empty() && single_ ? single_->fatal_error() : words;
}

void producer_instances::fail(base::steady_time now) {
  failure_ = fatal_error();
  end();
  const bool first = now - restart_at_ >= settled_down;
  if (!first) return delay_restart(now);
  restart_delay_ = {};
  restart_at_ = now;
}

void producer_instances::start_if_due(base::steady_time now) {
  if (running() || now < restart_at_) return;
  try {
    batched_ = std::make_unique<producer_instance>(settings_, batching{wanted_batch_, false}, wake_);
    batch_ = wanted_batch_;
    restart_at_ = now;
  } catch (const std::runtime_error& refused) {
    failure_ = refused.what();
    delay_restart(now);
    telemetry::log_line(telemetry::log("kafka"), spdlog::level::err, "no new producer", {{"reason", failure_}});
  }
}

std::optional<base::steady_time> producer_instances::due() const {
  return running() ? std::nullopt : std::optional(restart_at_);
}

void producer_instances::limit_batches(std::size_t bytes) { wanted_batch_ = std::min(bytes, largest_batch); }

void producer_instances::renew(base::steady_time now) {
  end();
  restart_at_ = now;
  start_if_due(now);
}

rd_kafka_resp_err_t producer_instances::produce(const event::record& what, std::uint64_t id, bool alone) {
  if (!alone) return batched_->produce(what, id);
  if (!single_) single_ = std::make_unique<producer_instance>(settings_, batching{0, true}, wake_);
  return single_->produce(what, id);
}

event_handle producer_instances::poll() {
  if (!running()) return {};
  auto next = batched_->poll();
  return next || !single_ ? std::move(next) : single_->poll();
}

void producer_instances::provoke_fatal_error() {
  if (running()) batched_->provoke_fatal_error();
}

void producer_instances::end() {
  single_.reset();
  batched_.reset();
}

void producer_instances::delay_restart(base::steady_time now) {
  restart_delay_ = std::clamp(restart_delay_ * 2, shortest_restart_delay, longest_restart_delay);
  restart_at_ = now + restart_delay_;
}

}  // namespace ocppgw::kafka
