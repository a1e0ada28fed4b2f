#include "app/settings.hpp"

#include <unistd.h>

#include <set>
#include <utility>

namespace ocppgw::app {
namespace {

std::string host_name() {
  std::string name(256, '\0');
  if (gethostname(name.data(), name.size()) != 0) return "gateway";
  name.resize(name.find('\0'));
  return name;
}

std::vector<std::string> topics_of(const event::settings& records) {
  std::set<std::string> topics{records.events_topic, records.results_topic, records.rejected_topic};
  for (const auto& [type, topic] : records.routes) topics.insert(topic);
  return {topics.begin(), topics.end()};
}

session::answer_policy policy_of(const session::answer_settings& answers) {
  const auto& vendors = answers.data_transfer_vendors;
  return {answers.heartbeat_interval, {vendors.begin(), vendors.end()}, answers.overrides};
}

session::station_settings settings_of(const station_override& station, const session::station_settings& usual) {
  return {station.validation.value_or(usual.validation), station.quiet_after_open.value_or(usual.quiet_after_open)};
}

}  // namespace

snapshot complete(settings all) {
  auto& records = all.sessions.records;
  if (records.instance_id.empty()) records.instance_id = host_name();
  records.message_max_bytes = all.kafka.message_max_bytes;
  all.kafka.instance_id = records.instance_id;
  all.kafka.produced_topics = topics_of(records);
  all.kafka.rejected_topic = records.rejected_topic;
  all.kafka.compacted_topics.clear();
  if (!all.auth.topic.empty()) all.kafka.compacted_topics.push_back(all.auth.topic);
  all.kafka.equal_partitions = {{all.commands_topic, records.results_topic}};
  all.sessions.answers = policy_of(all.answers);
  all.sessions.stations.clear();
  for (const auto& each : all.stations) all.sessions.stations[each.id] = settings_of(each, all.sessions.defaults);
  return std::make_shared<const settings>(std::move(all));
}

std::shared_ptr<const net::settings> network_of(const snapshot& all) { return {all, &all->network}; }
std::shared_ptr<const session::settings> sessions_of(const snapshot& all) { return {all, &all->sessions}; }

}  // namespace ocppgw::app
