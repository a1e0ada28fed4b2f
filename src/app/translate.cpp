// From the configuration's values to the settings of each module.
#include "app/configuration.hpp"

#include <unistd.h>

#include <set>
#include <string_view>

namespace ocppgw::app {
namespace {

std::string host_name() {
  std::string name(256, '\0');
  if (gethostname(name.data(), name.size()) != 0) return "gateway";
  name.resize(name.find('\0'));
  return name;
}

ocpp::validation validation_of(std::string_view text) {
  return text == "strict" ? ocpp::validation::strict : ocpp::validation::lenient;
}

event::settings record_settings(const config::settings& values) {
  event::settings records;
  records.gateway_id = values.gateway.id;
  records.instance_id = values.instance.id.empty() ? host_name() : values.instance.id;
  records.mode = values.kafka.content_mode == "structured" ? event::content_mode::structured : event::content_mode::binary;
  records.events_topic = values.kafka.topics.events;
  records.results_topic = values.kafka.topics.command_results;
  records.rejected_topic = values.kafka.topics.rejected;
  records.routes = {values.kafka.routes.begin(), values.kafka.routes.end()};
  records.message_max_bytes = values.kafka.message_max_bytes;
  return records;
}

net::listener listener_settings(const config::listener& from) {
  net::listener to;
  to.bind = from.bind;
  to.prefix = from.prefix;
  if (!from.tls) return to;
  to.tls.emplace();
  for (const auto& certificate : from.tls->certificates) to.tls->certificates.push_back({certificate.cert, certificate.key});
  if (!from.tls->ciphers.empty()) to.tls->ciphers = from.tls->ciphers;
  if (!from.tls->ciphersuites.empty()) to.tls->ciphersuites = from.tls->ciphersuites;
  return to;
}

}  // namespace

session::settings conversation_settings(const config::settings& values) {
  session::settings to;
  to.records = record_settings(values);
  const auto& vendors = values.ocpp.data_transfer_vendors;
  to.answers = session::answer_policy(values.ocpp.heartbeat_interval, {vendors.begin(), vendors.end()},
                                      {values.ocpp.answers.begin(), values.ocpp.answers.end()});
  to.defaults.validation = validation_of(values.ocpp.validation);
  for (const auto& station : values.ocpp.stations)
    to.stations[station.id] = {station.validation.empty() ? to.defaults.validation : validation_of(station.validation)};
  to.ping_interval = values.session.ping_interval;
  to.idle_timeout = values.session.idle_timeout;
  to.quiet_after_open = values.session.quiet_after_open;
  to.delivery_timeout = values.kafka.delivery_timeout;
  to.calls_in_flight = values.limits.calls_in_flight;
  to.command_queue = values.limits.command_queue;
  to.remembered_calls = values.limits.remembered_calls;
  to.garbage_limit = values.limits.garbage;
  return to;
}

ocppgw::command::decoder_settings command_settings(const config::settings& values) {
  ocppgw::command::decoder_settings to;
  to.expires_after = values.commands.expires_after;
  to.response_timeout = values.commands.response_timeout;
  return to;
}

net::settings network_settings(const config::settings& values) {
  net::settings to;
  for (const auto& listener : values.listeners) to.listeners.push_back(listener_settings(listener));
  to.shards = values.limits.shards;
  to.limits.message_size = values.limits.message_size;
  to.limits.header_size = values.limits.header_size;
  to.limits.handshake_timeout = values.limits.handshake_timeout;
  to.limits.handshakes_in_flight = values.limits.handshakes_in_flight;
  to.limits.sessions = values.limits.sessions;
  to.limits.write_queue_bytes = values.limits.write_queue;
  to.limits.close_timeout = values.limits.close_timeout;
  to.limits.remembered_commands = values.limits.remembered_commands;
  to.drain = {values.drain.grace, values.drain.rate, values.drain.deadline};
  to.compression = values.session.compression;
  return to;
}

std::vector<std::string> topics_of(const config::settings& values) {
  const auto& names = values.kafka.topics;
  std::set<std::string> topics{names.events, names.command_results, names.rejected};
  for (const auto& [type, topic] : values.kafka.routes) topics.insert(topic);
  return {topics.begin(), topics.end()};
}

kafka::settings kafka_settings(const config::settings& values) {
  kafka::settings to;
  to.bootstrap_servers = values.kafka.bootstrap_servers;
  to.instance_id = values.instance.id.empty() ? host_name() : values.instance.id;
  to.group_id = values.kafka.group_id;
  to.produced_topics = topics_of(values);
  to.properties = values.kafka.properties;
  to.producer_properties = values.kafka.producer_properties;
  to.consumer_properties = values.kafka.consumer_properties;
  to.message_max_bytes = values.kafka.message_max_bytes;
  to.queue_bytes = values.kafka.queue_bytes;
  to.linger = values.kafka.linger;
  to.message_timeout = values.kafka.message_timeout;
  to.topic_check_interval = values.kafka.topic_check_interval;
  return to;
}

}  // namespace ocppgw::app
