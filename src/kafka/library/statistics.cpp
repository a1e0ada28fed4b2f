#include "kafka/library/statistics.hpp"

#include <simdjson.h>

#include <map>

namespace ocppgw::kafka {
namespace {

double number(simdjson::dom::element of, std::string_view name) {
  double value = 0;
  return of[name].get(value) == simdjson::SUCCESS ? value : 0;
}

std::string_view text(simdjson::dom::element of, std::string_view name) {
  std::string_view value;
  return of[name].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

template <typename Use>
void each_member(simdjson::dom::element of, std::string_view name, Use use) {
  simdjson::dom::object members;
  if (of[name].get(members) != simdjson::SUCCESS) return;
  for (const auto member : members) use(member.key, member.value);
}

// Follows an absolute count that starts at 0 again with each instance.
class follower {
 public:
  explicit follower(prometheus::Counter& counter) : counter_(counter) {}
  void follow(double absolute) {
    counter_.Increment(absolute >= last_ ? absolute - last_ : absolute);
    last_ = absolute;
  }

 private:
  prometheus::Counter& counter_;
  double last_ = 0;
};

}  // namespace

struct statistics::state {
  state(telemetry::metrics& to, std::string_view of)
      : metrics(to),
        client(of),
        queue_messages(to.gauge("kafka_queue_messages", {{"client", of}})),
        queue_bytes(to.gauge("kafka_queue_messages_bytes", {{"client", of}})),
        requests(to.counter("kafka_requests_total", {{"client", of}})),
        request_bytes(to.counter("kafka_requests_bytes_total", {{"client", of}})),
        produced(to.counter("kafka_produced_messages_total", {{"client", of}})),
        consumed(to.counter("kafka_consumed_messages_total", {{"client", of}})) {}

  void totals(simdjson::dom::element all) {
    queue_messages.Set(number(all, "msg_cnt"));
    queue_bytes.Set(number(all, "msg_size"));
    requests.follow(number(all, "tx"));
    request_bytes.follow(number(all, "tx_bytes"));
    produced.follow(number(all, "txmsgs"));
    consumed.follow(number(all, "rxmsgs"));
  }

  void brokers(simdjson::dom::element all) {
    each_member(all, "brokers", [this](std::string_view, simdjson::dom::element broker) {
      simdjson::dom::element rtt;
      const bool bootstrap = number(broker, "nodeid") < 0;  // a connection that is not known as a broker's yet
      if (bootstrap || broker["rtt"].get(rtt) != simdjson::SUCCESS) return;
      metrics.gauge("kafka_broker_rtt_seconds", {{"client", client}, {"broker", text(broker, "nodename")}})
          .Set(number(rtt, "avg") / 1e6);
    });
  }

  void lag(simdjson::dom::element all) {
    each_member(all, "topics", [this](std::string_view topic, simdjson::dom::element of_topic) {
      each_member(of_topic, "partitions", [&](std::string_view partition, simdjson::dom::element of_partition) {
        const auto behind = number(of_partition, "consumer_lag");
        if (partition == "-1" || behind < 0) return;  // librdkafka's placeholder, and "not known yet"
        metrics.gauge("kafka_consumer_lag", {{"topic", topic}, {"partition", partition}}).Set(behind);
      });
    });
  }

  telemetry::metrics& metrics;
  std::string client;
  prometheus::Gauge& queue_messages;
  prometheus::Gauge& queue_bytes;
  follower requests;
  follower request_bytes;
  follower produced;
  follower consumed;
  simdjson::dom::parser parser;
};

statistics::statistics(telemetry::metrics& metrics, std::string_view client) : state_(std::make_unique<state>(metrics, client)) {}

statistics::~statistics() = default;

void statistics::update(std::string_view json) {
  simdjson::dom::element all;
  if (state_->parser.parse(json.data(), json.size()).get(all) != simdjson::SUCCESS) return;
  state_->totals(all);
  state_->brokers(all);
  if (state_->client == "consumer") state_->lag(all);
}

}  // namespace ocppgw::kafka
