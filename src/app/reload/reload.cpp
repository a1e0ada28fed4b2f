#include "app/reload/reload.hpp"

#include "app/properties/properties.hpp"
#include "app/properties/rules.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace ocppgw::app {
namespace {

bool is_known(const std::string& topic, const settings& running) {
  const auto& known = running.kafka.produced_topics;
  return std::find(known.begin(), known.end(), topic) != known.end();
}

bool can_take_routes(const settings& running, const settings& wanted) {
  const auto& routes = wanted.sessions.records.routes;
  return std::all_of(routes.begin(), routes.end(), [&](const auto& route) { return is_known(route.second, running); });
}

std::vector<std::string> differing_paths(const settings& one, const settings& other) {
  std::vector<std::string> paths;
  for (auto& each : diff(one, other)) paths.push_back(std::move(each.path));
  return paths;
}

// `wanted` as a whole keeps the rules; what is made of it and of the running one might not.
void require_rules(const settings& mixed) {
  config::findings found;
  check_rules(mixed, false, found);
  if (found.problems.empty()) return;
  const auto& first = found.problems.front();
  throw std::invalid_argument(first.path + " " + first.message + "; not without a restart");
}

}  // namespace

std::vector<config::change> diff(const settings& before, const settings& after) {
  auto was = before;
  auto is = after;
  return config::changes(properties(), &was, &is);
}

snapshot reloaded(const settings& running, const settings& wanted) {
  auto result = running;
  auto source = wanted;
  config::take_reloadable(properties(), &result, &source);
  if (!can_take_routes(running, wanted)) result.sessions.records.routes = running.sessions.records.routes;
  return complete(std::move(result));
}

reload_report apply(const settings& wanted, snapshot& running, net::server& network) {
  const auto newer = reloaded(*running, wanted);
  require_rules(*newer);
  reload_report report{differing_paths(*running, *newer), differing_paths(*newer, wanted)};
  network.apply(network_of(newer), sessions_of(newer));
  telemetry::configure_logging(newer->log.level, newer->log.format);
  running = newer;
  return report;
}

}  // namespace ocppgw::app
