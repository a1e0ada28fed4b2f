// What the client says of Kafka while records cannot be stored: beside the readiness check and in the metrics.
#include "integration/kafka/kafka_support.hpp"

#include "support/catch.hpp"

using namespace kafka_test;

namespace {

constexpr std::int16_t produce = 0;

struct state_fixture {
  std::unique_ptr<kafka::embedded_broker> broker =
      kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  running_client gateway;

  explicit state_fixture(kafka::property_map producer_properties = {}) : gateway(settings_with(std::move(producer_properties))) {
    REQUIRE(eventually([&] { return connected() == 1; }));
  }

  kafka::settings settings_with(kafka::property_map producer_properties) const {
    auto what = settings_for(broker->bootstrap_servers());
    what.producer_properties = std::move(producer_properties);
    return what;
  }
  double connected() { return gateway.metrics.gauge("kafka_connected").Value(); }
  double fault(const std::string& name) { return gateway.metrics.gauge("kafka_fault", {{"fault", name}}).Value(); }
  std::string note() const {
    for (const auto& each : gateway.health.evaluate(telemetry::health::kind::ready)) {
      if (each.name == "kafka") return each.note;
    }
    return "no check named kafka";
  }
};

}  // namespace

TEST_CASE("a broker that is away is named beside the check that lets it pass, and so is its return") {
  state_fixture on;
  CHECK(on.note().empty());
  on.broker->set_down(true);
  CHECK(eventually([&] { return on.fault("unreachable") == 1; }));
  CHECK(on.connected() == 0);
  CHECK(on.gateway.ready());
  CHECK(on.note().starts_with("lost since "));
  CHECK(on.note().find("no broker reached") != std::string::npos);
  on.broker->set_down(false);
  CHECK(eventually([&] { return on.connected() == 1 && on.note().empty(); }));
}

TEST_CASE("a topic that goes missing is named with its fault") {
  state_fixture on;
  on.broker->hide_topic("ocpp.command-results", true);
  CHECK(eventually([&] { return on.fault("topics_missing") == 1; }));
  CHECK(on.note().find("missing topics: ocpp.command-results") != std::string::npos);
  on.broker->hide_topic("ocpp.command-results", false);
  CHECK(eventually([&] { return on.connected() == 1; }));
}

TEST_CASE("a right that is withdrawn is counted by its name, and named until a record is stored again") {
  state_fixture on;
  on.broker->push_request_errors(produce, {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED});
  on.gateway.client->publish({make_record("CP001", "{}", 1)});
  REQUIRE(eventually([&] { return on.fault("refused") == 1; }));
  CHECK(on.note().find("ocpp.events (TOPIC_AUTHORIZATION_FAILED)") != std::string::npos);
  CHECK(on.gateway.metrics.counter("kafka_produce_errors_total", {{"error", "TOPIC_AUTHORIZATION_FAILED"}}).Value() == 1);
  std::uint32_t token = 1;
  CHECK(eventually([&] {
    on.gateway.client->publish({make_record("CP001", "{}", ++token)});
    REQUIRE(on.gateway.deliveries.wait_for(token));
    return on.gateway.deliveries.all().back().status == event::delivery_status::delivered;
  }));
  CHECK(eventually([&] { return on.connected() == 1; }));
}

TEST_CASE("records that the broker keeps turning down without a word to us are seen by their age") {
  state_fixture on({{"retry.backoff.ms", "300"}, {"retries", "1000"}});
  on.broker->push_request_errors(produce, std::vector<int>(25, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS));
  on.gateway.client->publish({make_record("CP001", "{}", 1)});
  CHECK(eventually([&] { return on.fault("not_acknowledged") == 1; }));
  CHECK(on.gateway.metrics.gauge("kafka_oldest_unacknowledged_seconds").Value() > 5);
  REQUIRE(on.gateway.deliveries.wait_for(1, 2 * patience));
  CHECK(on.gateway.deliveries.all()[0].status == event::delivery_status::delivered);
  CHECK(eventually([&] { return on.connected() == 1; }));
}
