// The two topics of commands as logs of one partition each, and what is committed of them. What stands in a log stays there.
#pragma once

#include "ocppgw/event/ports.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::session {

struct simulated_kafka {
  static constexpr const char* commands_topic = "ocpp.commands";
  static constexpr const char* results_topic = "ocpp.command-results";

  std::vector<event::consumed_record> commands;
  std::vector<event::consumed_record> results;
  std::int64_t committed_commands = 0;
  std::int64_t committed_results = 0;

  void command(const std::string& station, std::string value, base::wall_time at) {
    commands.push_back({{commands_topic, 0, static_cast<std::int64_t>(commands.size())}, station, {}, std::move(value), at});
  }
  void append(const event::record& what, base::wall_time at) {
    if (what.topic != results_topic) return;
    results.push_back({{results_topic, 0, static_cast<std::int64_t>(results.size())}, what.key, what.headers, what.value, at});
  }
};

// Which commands of a reader have no outcome yet, as its offsets are committed below them.
class simulated_offsets {
 public:
  explicit simulated_offsets(std::int64_t start) : next_(start) {}

  [[nodiscard]] std::int64_t next() const { return next_; }
  void take() { unsettled_.insert(next_++); }
  void settle(std::int64_t offset) { unsettled_.erase(offset); }
  [[nodiscard]] std::int64_t committable() const { return unsettled_.empty() ? next_ : *unsettled_.begin(); }

 private:
  std::int64_t next_;
  std::set<std::int64_t> unsettled_;
};

}  // namespace ocppgw::session
