#include "config/rules.hpp"

#include "config/slots.hpp"
#include "config/units.hpp"

#include <array>
#include <initializer_list>
#include <set>
#include <utility>

namespace ocppgw::config {
namespace {

// What an event adds to a message: the envelope and the normalised fields (readings are left out where they do not fit).
constexpr std::size_t event_overhead = 64 * 1024;

class rules {
 public:
  rules(assembly& all, const sources& from) : all_(all), from_(from), values_(all.values()) {}

  void check() {
    check_presence();
    check_listeners();
    check_stations();
    check_times();
    check_sizes();
    check_topics();
    check_passed_through();
  }

 private:
  // At the first of the paths that somebody set.
  void report(std::initializer_list<std::string_view> paths, std::string message) {
    std::string where;
    for (const auto path : paths) {
      if (where.empty()) where = all_.origin_of(path);
    }
    if (where.empty()) where = source_of(from_);
    all_.found().report(std::move(where), std::string(*paths.begin()), std::move(message));
  }

  bool is_reported(std::string_view path) const {
    for (const auto& each : all_.found().problems) {
      if (each.path == path) return true;
    }
    return false;
  }

  void check_presence() {
    auto copy = values_;
    for (const auto& each : properties()) {
      const bool needed = each.presence == need::required || (each.presence == need::required_but_dev && !from_.dev);
      if (!needed || !is_empty(each.at(copy)) || is_reported(each.path)) continue;
      report({each.path}, "has to be given (" + describe(each.as) + "); there is no default");
    }
  }

  void check_listeners() {
    std::set<std::string> binds = {values_.admin.bind};
    for (std::size_t i = 0; i < values_.listeners.size(); ++i) {
      const auto& each = values_.listeners[i];
      const auto path = "listeners[" + std::to_string(i) + "]";
      const bool any_port = each.bind.ends_with(":0");
      if (!any_port && !each.bind.empty() && !binds.insert(each.bind).second) report({path + ".bind"}, "is used twice");
      if (each.tls && each.tls->certificates.empty() && !from_.dev) report({path + ".tls", path}, "needs at least one certificate");
    }
  }

  void check_stations() {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < values_.ocpp.stations.size(); ++i) {
      const auto& id = values_.ocpp.stations[i].id;
      if (!id.empty() && !ids.insert(id).second)
        report({"ocpp.stations[" + std::to_string(i) + "].id"}, "station " + id + " stands twice");
    }
  }

  void check_times() {
    const auto& session = values_.session;
    const auto idle = session.idle_timeout;
    const auto zero = milliseconds(0);
    if (idle > zero && session.ping_interval > zero && idle <= session.ping_interval) {
      report({"session.idle_timeout", "session.ping_interval"},
             "must be longer than session.ping_interval, or idle stations are disconnected");
    }
    if (idle > zero && session.ping_interval == zero && idle <= values_.ocpp.heartbeat_interval) {
      report({"session.idle_timeout", "session.ping_interval"}, "without pings it must be longer than ocpp.heartbeat_interval");
    }
    if (values_.kafka.delivery_timeout > values_.kafka.message_timeout) {
      report({"kafka.delivery_timeout", "kafka.message_timeout"}, "must not be longer than kafka.message_timeout");
    }
    if (values_.drain.grace >= values_.drain.deadline)
      report({"drain.grace", "drain.deadline"}, "must be shorter than drain.deadline");
  }

  void check_sizes() {
    const auto most = values_.kafka.message_max_bytes;
    if (values_.limits.message_size + event_overhead > most) {
      report({"limits.message_size", "kafka.message_max_bytes"}, "must leave 64KiB below kafka.message_max_bytes (" +
                                                                     write_size(static_cast<std::int64_t>(most)) +
                                                                     ") for what the event adds");
    }
    if (values_.kafka.queue_bytes < most)
      report({"kafka.queue_bytes", "kafka.message_max_bytes"}, "must hold at least kafka.message_max_bytes");
  }

  // What the gateway writes must not come back to it as a command.
  void check_topics() {
    const auto& topics = values_.kafka.topics;
    const auto check = [&](const std::string& path, const std::string& topic) {
      if (topic == topics.commands) report({path, "kafka.topics.commands"}, "must not be the topic of commands");
    };
    check("kafka.topics.events", topics.events);
    check("kafka.topics.command_results", topics.command_results);
    check("kafka.topics.rejected", topics.rejected);
    for (const auto& [type, topic] : values_.kafka.routes) check("kafka.routes." + type, topic);
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
        const auto path = join(map, theirs);
        if (!all_.origin_of(path).empty() && !all_.origin_of(ours).empty())
          report({path}, "is set by " + std::string(ours) + " too; give one of the two");
      }
    }
  }

  assembly& all_;
  const sources& from_;
  const settings& values_;
};

}  // namespace

void check_rules(assembly& all, const sources& from) { rules(all, from).check(); }

}  // namespace ocppgw::config
