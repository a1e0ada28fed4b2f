// The topics the gateway needs: what readiness says about them.
#include "integration/kafka/kafka_support.hpp"

#include "support/catch.hpp"

using namespace kafka_test;

TEST_CASE("with all topics there, the gateway is ready and takes sessions") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  running_client gateway(settings_for(broker->bootstrap_servers()));
  CHECK(gateway.wait_ready());
  CHECK(eventually([&] { return gateway.ready(); }));
}

TEST_CASE("missing topics are named, and found once they are created") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  broker->hide_topic("ocpp.commands", true);
  broker->hide_topic("ocpp.command-results", true);
  running_client gateway(settings_for(broker->bootstrap_servers()));
  CHECK(eventually([&] { return gateway.reason() == "missing topics: ocpp.command-results, ocpp.commands"; }));
  CHECK_FALSE(gateway.client->accepting());

  broker->hide_topic("ocpp.command-results", false);
  CHECK(eventually([&] { return gateway.reason() == "missing topics: ocpp.commands"; }));
  CHECK_FALSE(gateway.client->accepting());

  broker->hide_topic("ocpp.commands", false);
  CHECK(gateway.wait_ready());
  CHECK(eventually([&] { return gateway.ready(); }));
  write_record(broker->bootstrap_servers(), "ocpp.commands", 0, "CP001", "{}");
  CHECK(gateway.commands.wait_for(1));
}

TEST_CASE("without a broker the gateway says so, and becomes ready when one comes") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  broker->set_down(true);
  running_client gateway(settings_for(broker->bootstrap_servers()));
  CHECK(gateway.reason() == "no broker reached");
  CHECK_FALSE(gateway.client->accepting());
  broker->set_down(false);
  CHECK(gateway.wait_ready());
  CHECK(eventually([&] { return gateway.ready(); }));
}

TEST_CASE("an outage after the first success does not make the gateway unready") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  auto what = settings_for(broker->bootstrap_servers());
  what.message_timeout = 500ms;
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  REQUIRE(eventually([&] { return gateway.ready(); }));
  broker->set_down(true);
  gateway.client->publish({make_record("CP001", "{}", 1)});
  REQUIRE(gateway.deliveries.wait_for(1));
  CHECK(gateway.ready());
  CHECK(gateway.client->accepting());
}

TEST_CASE("a topic that goes missing while the gateway runs turns newcomers away, and leaves it ready") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  REQUIRE(eventually([&] { return gateway.ready(); }));
  broker->hide_topic("ocpp.command-results", true);
  CHECK(eventually([&] { return !gateway.client->accepting(); }));
  CHECK(gateway.ready());
  broker->hide_topic("ocpp.command-results", false);
  CHECK(gateway.wait_ready());
}

TEST_CASE("committed offsets that cannot be read keep the gateway unready") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"});
  constexpr std::int16_t offset_fetch = 9;
  broker->push_request_errors(offset_fetch, std::vector<int>(3, RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED));
  running_client gateway(settings_for(broker->bootstrap_servers()));
  CHECK(eventually([&] { return gateway.reason().find("ocpp.commands (committed offsets: ") != std::string::npos; }));
  CHECK(gateway.wait_ready());
}

TEST_CASE("the readiness check outlives the client") {
  telemetry::health health;
  {
    telemetry::metrics metrics;
    const auto client = kafka::client::create(settings_for("127.0.0.1:1"), metrics, health);
  }
  CHECK(health.evaluate(telemetry::health::kind::ready).at(0).reason == "no broker reached");
}

TEST_CASE("once reading has stopped, stopping without a broker waits for no question to one") {
  remembered_deliveries deliveries;
  remembered_records commands;
  telemetry::metrics metrics;
  telemetry::health health;
  const auto client = kafka::client::create(settings_for("127.0.0.1:1"), metrics, health);
  client->start(deliveries, {{.topic = "ocpp.commands", .sink = &commands}});
  client->publish({make_record("CP001", "{}")});
  client->stop_reading();
  CHECK_FALSE(client->flush(2500ms));  // longer than a question
  const auto before = std::chrono::steady_clock::now();
  CHECK(client->stop() == 1);
  CHECK(std::chrono::steady_clock::now() - before < 500ms);
}

TEST_CASE("stopping without a broker takes no longer than a question to one") {
  remembered_deliveries deliveries;
  remembered_records commands;
  telemetry::metrics metrics;
  telemetry::health health;
  const auto client = kafka::client::create(settings_for("127.0.0.1:1"), metrics, health);
  client->start(deliveries, {{.topic = "ocpp.commands", .sink = &commands}});
  const auto before = std::chrono::steady_clock::now();
  client->stop();
  CHECK(std::chrono::steady_clock::now() - before < 10s);
}
