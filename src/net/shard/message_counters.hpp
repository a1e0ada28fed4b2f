// What is counted per message and per handshake: by each shard for itself, without a lock, and added together at the scrape.
#pragma once

#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/telemetry/metrics.hpp"
#include "ocppgw/telemetry/shard_counters.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ocppgw::net {

// The label `action`; nullptr is a name that is not in the table.
std::string_view label_of(const ocpp::action* row);

enum class message_direction : std::uint8_t { in, out };
using message_kind = session::send::kind;

// The actions of all versions that are counted, each name once. Immutable; any thread.
class counted_actions {
 public:
  counted_actions();
  std::size_t size() const { return rows_.size(); }
  const ocpp::action* row(std::size_t index) const { return rows_[index]; }  // nullptr: all unknown ones
  std::size_t index_of(const ocpp::action* row) const { return indices_.at(row); }

 private:
  void add(const ocpp::action& row);

  std::vector<const ocpp::action*> rows_;
  std::unordered_map<const ocpp::action*, std::size_t> indices_;
};

// Of one shard: written by its thread, read by any.
class message_counters {
 public:
  explicit message_counters(const counted_actions& actions);

  void message(message_direction way, message_kind type, const ocpp::action* row);
  void call_took(message_direction way, const ocpp::action* row, std::chrono::nanoseconds time);
  void handshake_took(std::chrono::nanoseconds time);

  std::uint64_t messages(message_direction way, message_kind type, std::size_t action) const;
  const telemetry::shard_histogram& calls(message_direction way, std::size_t action) const;
  const telemetry::shard_histogram& handshakes() const { return handshakes_; }

 private:
  using per_action = std::vector<telemetry::shard_counter>;

  const counted_actions& actions_;
  std::array<std::array<per_action, 3>, 2> messages_;                // by direction and kind
  std::array<std::deque<telemetry::shard_histogram>, 2> durations_;  // by direction, one per action
  telemetry::shard_histogram handshakes_;
};

// Of all shards. Outlives them.
class message_totals final : public prometheus::Collectable {
 public:
  message_counters& add_shard();
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  prometheus::MetricFamily messages() const;
  prometheus::MetricFamily call_durations() const;
  prometheus::MetricFamily handshake_durations() const;

  const counted_actions actions_;
  mutable std::mutex guard_;
  std::deque<message_counters> shards_;
};

}  // namespace ocppgw::net
