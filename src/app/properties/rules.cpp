#include "app/properties/rules.hpp"

#include "app/properties/event_types.hpp"

#include "ocppgw/base/socket_address.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/config/property.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::app {
namespace {

using std::chrono::milliseconds;

// What an event adds to a message: the envelope and the normalised fields (readings are left out where they do not fit).
constexpr std::size_t event_overhead = 64 * 1024;

// Whether the first is every address of the other's port; the other is not the same address.
bool covers(const std::string& bind, const std::string& other) {
  const auto one = base::parse_socket_address(bind);
  const auto two = base::parse_socket_address(other);
  if (!one || !two || one->port == 0 || one->port != two->port || one->host == two->host) return false;
  const bool is_v6 = two->host.find(':') != std::string::npos;
  return one->host == "::" || (one->host == "0.0.0.0" && !is_v6);
}

class rules {
 public:
  rules(const settings& values, bool is_dev, config::findings& found) : values_(values), is_dev_(is_dev), found_(found) {}

  void check() {
    check_listeners();
    check_authentication();
    check_wildcards();
    check_stations();
    check_times();
    check_drain();
    check_sizes();
    check_topics();
    check_commands();
    check_passed_through();
  }

 private:
  void report(std::initializer_list<std::string_view> paths, std::string message) { found_.report_at(paths, std::move(message)); }

  void warn(std::initializer_list<std::string_view> paths, std::string message) { found_.warn_at(paths, std::move(message)); }

  void check_listeners() {
    std::set<std::string> binds = {values_.admin.bind, values_.probes_bind};
    if (values_.admin.bind == values_.probes_bind) report({"admin.probes_bind"}, "is admin.bind");
    for (std::size_t i = 0; i < values_.network.listeners.size(); ++i) {
      const auto& each = values_.network.listeners[i];
      const auto path = "listeners[" + std::to_string(i) + "]";
      const bool any_port = each.bind.ends_with(":0");
      if (!any_port && !each.bind.empty() && !binds.insert(each.bind).second) report({path + ".bind"}, "is used twice");
      if (each.proxy_protocol && each.trusted_proxies.empty())
        report({path + ".trusted_proxies", path + ".proxy_protocol"}, "is needed for proxy_protocol");
      if (each.tls && each.tls->certificates.empty() && !is_dev_) report({path + ".tls", path}, "needs at least one certificate");
    }
  }

  void check_commands() {
    const auto& decoding = values_.commands.decoding;
    if (decoding.expires_after > decoding.max_lifetime)
      report({"commands.expires_after", "commands.max_lifetime"}, "must not be longer than commands.max_lifetime");
  }

  void check_authentication() {
    if (values_.auth.mode != auth_mode::stations) return;
    if (values_.auth.stations.file.empty() && values_.auth.topic.empty())
      report({"auth.stations.file", "auth.mode"}, "or auth.stations.topic is needed for auth.mode stations");
  }

  // On Linux the second of the two cannot be bound.
  void check_wildcards() {
    const auto& all = values_.network.listeners;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto path = "listeners[" + std::to_string(i) + "].bind";
      if (covers(all[i].bind, values_.admin.bind) || covers(values_.admin.bind, all[i].bind))
        warn({path}, "takes the port of admin.bind (" + values_.admin.bind + ") too");
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (k != i && covers(all[k].bind, all[i].bind))
          warn({path}, "takes the port of " + all[k].bind + ", which is every address");
      }
    }
  }

  void check_stations() {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < values_.stations.size(); ++i) {
      const auto& id = values_.stations[i].id;
      if (!id.empty() && !ids.insert(id).second)
        report({"ocpp.stations[" + std::to_string(i) + "].id"}, "station " + id + " stands twice");
    }
  }

  void check_times() {
    check_idle_timeout("session.ping_interval", values_.sessions.ping_interval);
    check_idle_timeout("ocpp.heartbeat_interval", values_.answers.heartbeat_interval);
    if (values_.sessions.delivery_timeout > values_.kafka.message_timeout) {
      report({"kafka.delivery_timeout", "kafka.message_timeout"}, "must not be longer than kafka.message_timeout");
    }
  }

  // A drain closes at most `rate` sessions per second until its deadline.
  void check_drain() {
    const auto& drain = values_.network.drain;
    if (drain.grace >= drain.deadline) report({"drain.grace", "drain.deadline"}, "must be shorter than drain.deadline");
    const auto needed = std::chrono::seconds((values_.network.limits.sessions + drain.rate - 1) / drain.rate);
    if (needed <= drain.deadline) return;
    warn({"drain.deadline", "limits.sessions"},
         "limits.sessions leave at drain.rate within " + std::to_string(needed.count()) +
             "s, so stations are cut without a close frame: raise drain.deadline or drain.rate");
  }

  // Some stations answer no ping, and one Heartbeat may be lost on the way.
  void check_idle_timeout(std::string_view path, milliseconds interval) {
    const auto idle = values_.sessions.idle_timeout;
    if (idle == milliseconds(0) || idle >= 3 * interval) return;
    report({"session.idle_timeout", path}, "must be at least three times " + std::string(path) + ", or idle stations are disconnected");
  }

  void check_sizes() {
    const auto most = values_.kafka.message_max_bytes;
    if (values_.network.limits.message_size + event_overhead > most) {
      report({"limits.message_size", "kafka.message_max_bytes"}, "must leave 64KiB below kafka.message_max_bytes (" +
                                                                     config::write_size(static_cast<std::int64_t>(most)) +
                                                                     ") for what the event adds");
    }
    if (values_.kafka.queue_bytes < most)
      report({"kafka.queue_bytes", "kafka.message_max_bytes"}, "must hold at least kafka.message_max_bytes");
  }

  // What the gateway writes must not come back to it as a command.
  void check_topics() {
    const auto& records = values_.sessions.records;
    const auto check = [&](const std::string& path, const std::string& topic) {
      if (topic == values_.commands_topic) report({path, "kafka.topics.commands"}, "must not be the topic of commands");
      if (!topic.empty() && topic == values_.auth.topic) report({path, "auth.stations.topic"}, "must not be the topic of stations");
    };
    check("kafka.topics.events", records.events_topic);
    check("kafka.topics.command_results", records.results_topic);
    check("kafka.topics.rejected", records.rejected_topic);
    for (const auto& [type, topic] : records.routes) check("kafka.routes." + type, topic);
    if (values_.auth.topic == values_.commands_topic)
      report({"auth.stations.topic", "kafka.topics.commands"}, "must not be the topic of commands");
    if (records.events_topic == records.rejected_topic)
      warn({"kafka.topics.rejected", "kafka.topics.events"}, "is the topic of the events: consumers would read what is none");
    for (const auto& [type, topic] : records.routes) check_type(type);
  }

  void check_type(const std::string& type) {
    const auto known = event_types();
    if (std::find(known.begin(), known.end(), type) != known.end()) return;
    const std::vector<std::string_view> names(known.begin(), known.end());
    const auto near = base::closest_match(type, names);
    warn({"kafka.routes." + type},
         near.empty() ? "no event has this type" : "no event has this type, did you mean " + std::string(near) + "?");
  }

  // The same thing said twice, once as a property of ours and once to librdkafka.
  void check_passed_through() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> same = {{
        {"bootstrap.servers", "kafka.bootstrap_servers"},
        {"metadata.broker.list", "kafka.bootstrap_servers"},
        {"group.id", "kafka.group_id"},
        {"linger.ms", "kafka.linger"},
        {"queue.buffering.max.ms", "kafka.linger"},
        {"message.timeout.ms", "kafka.message_timeout"},
        {"message.max.bytes", "kafka.message_max_bytes"},
    }};
    for (const auto map : {"kafka.properties", "kafka.producer_properties", "kafka.consumer_properties"}) {
      for (const auto& [theirs, ours] : same) {
        const auto path = config::join(map, theirs);
        if (!found_.origin_of(path).empty() && !found_.origin_of(ours).empty())
          report({path}, "is set by " + std::string(ours) + " too; give one of the two");
      }
    }
  }

  const settings& values_;
  const bool is_dev_;
  config::findings& found_;
};

}  // namespace

void check_rules(const settings& values, bool is_dev, config::findings& found) { rules(values, is_dev, found).check(); }

}  // namespace ocppgw::app
