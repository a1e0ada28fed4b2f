#include "app/properties/rules.hpp"

#include "ocppgw/config/property.hpp"

#include <array>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

namespace ocppgw::app {
namespace {

using std::chrono::milliseconds;

// What an event adds to a message: the envelope and the normalised fields (readings are left out where they do not fit).
constexpr std::size_t event_overhead = 64 * 1024;

class rules {
 public:
  rules(const settings& values, bool is_dev, config::findings& found) : values_(values), is_dev_(is_dev), found_(found) {}

  void check() {
    check_listeners();
    check_stations();
    check_times();
    check_sizes();
    check_topics();
    check_passed_through();
  }

 private:
  void report(std::initializer_list<std::string_view> paths, std::string message) { found_.report_at(paths, std::move(message)); }

  void check_listeners() {
    std::set<std::string> binds = {values_.admin.bind};
    for (std::size_t i = 0; i < values_.network.listeners.size(); ++i) {
      const auto& each = values_.network.listeners[i];
      const auto path = "listeners[" + std::to_string(i) + "]";
      const bool any_port = each.bind.ends_with(":0");
      if (!any_port && !each.bind.empty() && !binds.insert(each.bind).second) report({path + ".bind"}, "is used twice");
      if (each.tls && each.tls->certificates.empty() && !is_dev_) report({path + ".tls", path}, "needs at least one certificate");
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
    if (values_.network.drain.grace >= values_.network.drain.deadline)
      report({"drain.grace", "drain.deadline"}, "must be shorter than drain.deadline");
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
    };
    check("kafka.topics.events", records.events_topic);
    check("kafka.topics.command_results", records.results_topic);
    check("kafka.topics.rejected", records.rejected_topic);
    for (const auto& [type, topic] : records.routes) check("kafka.routes." + type, topic);
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
