#include "kafka/library/properties.hpp"

#include "kafka/library/library_log.hpp"
#include "kafka/library/reserved_properties.hpp"

#include <stdexcept>
#include <string_view>
#include <utility>

namespace ocppgw::kafka {
namespace {

using property_list = std::vector<std::pair<std::string, std::string>>;

// librdkafka's words, or "" if it takes the value.
std::string apply(rd_kafka_conf_t* to, const std::string& name, const std::string& value) {
  char words[512] = "";
  if (rd_kafka_conf_set(to, name.c_str(), value.c_str(), words, sizeof words) == RD_KAFKA_CONF_OK) return "";
  return words;
}

void apply_all(rd_kafka_conf_t* to, const property_list& properties) {
  for (const auto& [name, value] : properties) {
    if (auto words = apply(to, name, value); !words.empty()) throw std::runtime_error(name + ": " + words);
  }
}

void apply_all(rd_kafka_conf_t* to, const property_map& properties) {
  apply_all(to, property_list(properties.begin(), properties.end()));
}

std::string text(std::chrono::milliseconds time) { return std::to_string(time.count()); }

property_list common_defaults(const settings& what) {
  return {{"client.id", "ocppgw-" + what.instance_id},
          {"socket.nagle.disable", "true"},
          {"socket.keepalive.enable", "true"},
          // After a cut of half a second nobody waits longer than a second; librdkafka's own maximum is ten.
          {"reconnect.backoff.max.ms", "1000"},
          {"statistics.interval.ms", text(what.statistics_interval)}};
}

// The gateway counts bytes itself (kafka.queue_bytes) and keeps what librdkafka does not take, so its own limits stay wide.
property_list producer_defaults(const settings& what, batching how) {
  property_list made{{"linger.ms", text(what.linger)},
                     {"compression.type", "lz4"},
                     {"message.timeout.ms", text(what.message_timeout)},
                     {"queue.buffering.max.messages", "1000000"},
                     {"queue.buffering.max.kbytes", "2097151"}};
  if (how.bytes != 0) made.emplace_back("batch.size", std::to_string(how.bytes));
  return made;
}

property_list common_reserved(const settings& what) {
  return {{"bootstrap.servers", what.bootstrap_servers}, {"allow.auto.create.topics", "false"}};
}

property_list producer_reserved(const settings& what, batching how) {
  property_list made{{"enable.idempotence", "true"},
                     {"acks", "all"},
                     {"partitioner", "murmur2_random"},
                     {"message.max.bytes", std::to_string(what.message_max_bytes)}};
  if (how.single) made.insert(made.end(), {{"batch.num.messages", "1"}, {"statistics.interval.ms", "0"}});
  return made;
}

property_list consumer_reserved(const settings& what) {
  return {{"group.id", what.group_id},
          {"enable.auto.commit", "false"},
          {"enable.auto.offset.store", "false"},
          {"enable.partition.eof", "true"},
          {"isolation.level", "read_uncommitted"},
          {"auto.offset.reset", "earliest"}};
}

conf_handle make_conf(const settings& what, const property_list& defaults, const property_map& own, const property_list& reserved) {
  conf_handle conf(rd_kafka_conf_new());
  apply_all(conf.get(), common_defaults(what));
  apply_all(conf.get(), defaults);
  apply_all(conf.get(), what.properties);
  apply_all(conf.get(), own);
  apply_all(conf.get(), common_reserved(what));
  apply_all(conf.get(), reserved);
  rd_kafka_conf_set_log_cb(conf.get(), log_library_line);
  return conf;
}

void collect_errors(const std::string& map_name, const property_map& properties, std::vector<property_error>& errors) {
  const conf_handle scratch(rd_kafka_conf_new());
  for (const auto& [name, value] : properties) {
    auto words = reserved_reason(name, value);
    if (words.empty()) words = apply(scratch.get(), name, value);
    if (!words.empty()) errors.push_back({map_name, name, words});
  }
}

// Some values are refused only together, or when certificates are read; without brokers nothing connects.
void collect_instance_error(rd_kafka_type_t type, const settings& what, std::vector<property_error>& errors) {
  try {
    auto conf = type == RD_KAFKA_PRODUCER ? producer_conf(what) : consumer_conf(what);
    apply(conf.get(), "bootstrap.servers", "");
    rd_kafka_conf_set_log_cb(conf.get(), nullptr);
    make_instance(type, std::move(conf));
  } catch (const std::runtime_error& refused) {
    errors.push_back({"properties", "", std::string(type == RD_KAFKA_PRODUCER ? "producer: " : "consumer: ") + refused.what()});
  }
}

// So that one that is wrong by itself does not hide what is wrong with the others together.
settings without(const std::vector<property_error>& wrong, settings what) {
  for (const auto& one : wrong) {
    auto& map = one.map == "properties"            ? what.properties
                : one.map == "producer_properties" ? what.producer_properties
                                                   : what.consumer_properties;
    map.erase(one.name);
  }
  return what;
}

}  // namespace

std::string to_string(const property_error& wrong) {
  return wrong.map + ": " + (wrong.name.empty() ? "" : wrong.name + ": ") + wrong.what;
}

std::vector<property_error> property_errors(const settings& what) {
  std::vector<property_error> errors;
  collect_errors("properties", what.properties, errors);
  collect_errors("producer_properties", what.producer_properties, errors);
  collect_errors("consumer_properties", what.consumer_properties, errors);
  return errors;
}

conf_handle producer_conf(const settings& what, batching how) {
  auto conf = make_conf(what, producer_defaults(what, how), what.producer_properties, producer_reserved(what, how));
  rd_kafka_conf_set_events(conf.get(), RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS);
  return conf;
}

conf_handle consumer_conf(const settings& what) {
  auto conf = make_conf(what, {}, what.consumer_properties, consumer_reserved(what));
  rd_kafka_conf_set_events(conf.get(),
                           RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS | RD_KAFKA_EVENT_OFFSET_COMMIT);
  return conf;
}

instance_handle make_instance(rd_kafka_type_t type, conf_handle conf) {
  char words[512] = "";
  instance_handle made(rd_kafka_new(type, conf.get(), words, sizeof words));
  if (!made) throw std::runtime_error(words);
  static_cast<void>(conf.release());  // the instance owns it now
  return made;
}

std::vector<property_error> check_properties(const settings& what) {
  auto errors = property_errors(what);
  const auto usable = without(errors, what);
  collect_instance_error(RD_KAFKA_PRODUCER, usable, errors);
  collect_instance_error(RD_KAFKA_CONSUMER, usable, errors);
  return errors;
}

}  // namespace ocppgw::kafka
