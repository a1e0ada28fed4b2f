#include "net/shard/message_counters.hpp"

#include "ocppgw/ocpp/protocol.hpp"

#include <algorithm>

namespace ocppgw::net {
namespace {

using way = message_direction;
using kind = message_kind;

constexpr std::string_view call_duration = "ocppgw_call_duration_seconds";
constexpr std::string_view handshake_duration = "ocppgw_handshake_duration_seconds";
constexpr std::array<std::string_view, 2> way_labels{"in", "out"};
constexpr std::array<std::string_view, 3> kind_labels{"call", "result", "error"};

template <class Enum>
constexpr std::size_t index(Enum value) {
  return static_cast<std::size_t>(value);
}

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

// Whether CALLs of this action go this way. What is unknown may come in, but is not sent.
bool is_called(way in_or_out, const ocpp::action* row) {
  if (row == nullptr) return in_or_out == way::in;
  return in_or_out == way::in ? row->station_may_send() : row->central_system_may_send();
}

// Answers go the other way; those that nobody awaits are unknown.
bool may_happen(way in_or_out, kind type, const ocpp::action* row) {
  if (type == kind::call) return is_called(in_or_out, row);
  return row == nullptr || is_called(in_or_out == way::in ? way::out : way::in, row);
}

prometheus::ClientMetric::Label label(std::string_view name, std::string_view value) {
  return {std::string(name), std::string(value)};
}

}  // namespace

std::string_view label_of(const ocpp::action* row) { return row == nullptr ? "unknown" : row->name; }

counted_actions::counted_actions() : rows_{nullptr}, indices_{{nullptr, 0}} {
  for (const auto* spoken : ocpp::protocols()) {
    for (const auto& row : spoken->actions) add(row);
  }
}

// An action that several versions have is one label.
void counted_actions::add(const ocpp::action& row) {
  const auto same = [&row](const ocpp::action* one) { return one != nullptr && one->name == row.name; };
  const auto found = std::find_if(rows_.begin(), rows_.end(), same);
  indices_.emplace(&row, static_cast<std::size_t>(found - rows_.begin()));
  if (found == rows_.end()) rows_.push_back(&row);
}

message_counters::message_counters(const counted_actions& actions)
    : actions_(actions), handshakes_(telemetry::metrics::buckets(handshake_duration)) {
  for (auto& by_kind : messages_) {
    for (auto& counters : by_kind) counters = per_action(actions.size());
  }
  for (auto& by_action : durations_) {
    for (std::size_t i = 0; i < actions.size(); ++i) by_action.emplace_back(telemetry::metrics::buckets(call_duration));
  }
}

void message_counters::message(way in_or_out, kind type, const ocpp::action* row) {
  messages_[index(in_or_out)][index(type)][actions_.index_of(row)].increment();
}

void message_counters::call_took(way in_or_out, const ocpp::action* row, std::chrono::nanoseconds time) {
  durations_[index(in_or_out)][actions_.index_of(row)].observe(seconds(time));
}

void message_counters::handshake_took(std::chrono::nanoseconds time) { handshakes_.observe(seconds(time)); }

std::uint64_t message_counters::messages(way in_or_out, kind type, std::size_t action) const {
  return messages_[index(in_or_out)][index(type)][action].get();
}

const telemetry::shard_histogram& message_counters::calls(way in_or_out, std::size_t action) const {
  return durations_[index(in_or_out)][action];
}

message_counters& message_totals::add_shard() {
  const std::lock_guard hold(guard_);
  return shards_.emplace_back(actions_);
}

std::vector<prometheus::MetricFamily> message_totals::Collect() const {
  const std::lock_guard hold(guard_);
  return {messages(), call_durations(), handshake_durations()};
}

prometheus::MetricFamily message_totals::messages() const {
  auto family = telemetry::metrics::describe("ocppgw_messages_total");
  for (const auto in_or_out : {way::in, way::out}) {
    for (const auto type : {kind::call, kind::result, kind::error}) {
      for (std::size_t action = 0; action < actions_.size(); ++action) {
        const auto* row = actions_.row(action);
        if (!may_happen(in_or_out, type, row)) continue;
        auto& sum = family.metric.emplace_back();
        sum.label = {label("direction", way_labels[index(in_or_out)]), label("type", kind_labels[index(type)]),
                     label("action", label_of(row))};
        for (const auto& shard : shards_) sum.counter.value += static_cast<double>(shard.messages(in_or_out, type, action));
      }
    }
  }
  return family;
}

prometheus::MetricFamily message_totals::call_durations() const {
  auto family = telemetry::metrics::describe(call_duration);
  for (const auto in_or_out : {way::in, way::out}) {
    for (std::size_t action = 0; action < actions_.size(); ++action) {
      const auto* row = actions_.row(action);
      if (row == nullptr || !is_called(in_or_out, row)) continue;
      auto& sum = family.metric.emplace_back();
      sum.label = {label("direction", way_labels[index(in_or_out)]), label("action", label_of(row))};
      for (const auto& shard : shards_) shard.calls(in_or_out, action).add_to(sum.histogram);
    }
  }
  return family;
}

prometheus::MetricFamily message_totals::handshake_durations() const {
  auto family = telemetry::metrics::describe(handshake_duration);
  auto& sum = family.metric.emplace_back();
  for (const auto& shard : shards_) shard.handshakes().add_to(sum.histogram);
  return family;
}

}  // namespace ocppgw::net
