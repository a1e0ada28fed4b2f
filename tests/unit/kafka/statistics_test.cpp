#include "kafka/library/statistics.hpp"

#include "support/catch.hpp"

#include <string>

using ocppgw::kafka::statistics;

namespace {

std::string sample(int requests) {
  return R"({"name":"x","msg_cnt":7,"msg_size":700,"tx":)" + std::to_string(requests) +
         R"(,"tx_bytes":1000,"txmsgs":40,"rxmsgs":3,)"
         R"("brokers":{"b:1/1":{"nodeid":1,"nodename":"b:1","rtt":{"avg":2500}},"b:1/bootstrap":{"nodeid":-1,"nodename":"","rtt":{"avg":9}}},)"
         R"("topics":{"ocpp.commands":{"partitions":{"0":{"consumer_lag":12},"1":{"consumer_lag":-1},"-1":{"consumer_lag":5}}}}})";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("statistics become metrics") {
  ocppgw::telemetry::metrics metrics;
  statistics seen(metrics, "consumer");
  seen.update(sample(5));
  const auto text = metrics.render();
  CAPTURE(text);
  CHECK(contains(text, "kafka_queue_messages{client=\"consumer\"} 7"));
  CHECK(contains(text, "kafka_requests_total{client=\"consumer\"} 5"));
  CHECK(contains(text, "kafka_produced_messages_total{client=\"consumer\"} 40"));
  CHECK(contains(text, "kafka_broker_rtt_seconds{broker=\"b:1\",client=\"consumer\"} 0.0025"));
  CHECK(contains(text, "kafka_consumer_lag{partition=\"0\",topic=\"ocpp.commands\"} 12"));
  CHECK_FALSE(contains(text, "partition=\"1\""));
  CHECK_FALSE(contains(text, "partition=\"-1\""));
}

TEST_CASE("absolute counters are followed, and go on when a new instance starts at zero") {
  ocppgw::telemetry::metrics metrics;
  statistics seen(metrics, "producer");
  seen.update(sample(5));
  seen.update(sample(9));
  CHECK(metrics.counter("kafka_requests_total", {{"client", "producer"}}).Value() == 9);
  seen.update(sample(2));
  CHECK(metrics.counter("kafka_requests_total", {{"client", "producer"}}).Value() == 11);
}

TEST_CASE("a text that is no statistics changes nothing") {
  ocppgw::telemetry::metrics metrics;
  statistics seen(metrics, "producer");
  seen.update("{\"tx\":");
  seen.update("[]");
  seen.update("{\"brokers\":[],\"topics\":7}");
  CHECK(metrics.counter("kafka_requests_total", {{"client", "producer"}}).Value() == 0);
}
