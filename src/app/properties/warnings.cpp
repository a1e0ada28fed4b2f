#include "app/properties/warnings.hpp"

#include <string>

namespace ocppgw::app {
namespace {

// A drain closes at most `rate` sessions per second until its deadline.
std::string drain_problem(const net::settings& network) {
  const auto needed = std::chrono::seconds((network.limits.sessions + network.drain.rate - 1) / network.drain.rate);
  if (needed <= network.drain.deadline) return {};
  return "limits.sessions leave at drain.rate within " + std::to_string(needed.count()) +
         "s, so stations are cut without a close frame: raise drain.deadline or drain.rate";
}

}  // namespace

std::vector<config::problem> find_warnings(const settings& values, const config::findings& found) {
  std::vector<config::problem> warnings;
  if (auto wrong = drain_problem(values.network); !wrong.empty())
    warnings.push_back({found.where("drain.deadline"), "drain.deadline", std::move(wrong)});
  return warnings;
}

}  // namespace ocppgw::app
