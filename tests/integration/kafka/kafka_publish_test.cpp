// Publishing: what an independent consumer finds in the topic, and what is reported of them.
#include "integration/kafka/kafka_support.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace kafka_test;

namespace {

std::vector<std::string> topics() { return {"ocpp.events", "ocpp.command-results", "ocpp.commands"}; }

std::vector<event::record> numbered(std::size_t count, std::size_t stations) {
  std::vector<event::record> made;
  for (std::size_t i = 1; i <= count; ++i) {
    made.push_back(make_record("CP" + std::to_string(i % stations), std::to_string(i), static_cast<std::uint32_t>(i)));
  }
  return made;
}

// The values of each key in the order of the topic, repetitions dropped: what a consumer keeps that drops known ids.
std::map<std::string, std::vector<int>> by_station(const std::vector<seen_record>& seen) {
  std::map<std::string, std::vector<int>> kept;
  std::set<std::string> known;
  for (const auto& each : seen) {
    if (known.insert(each.value).second) kept[each.key].push_back(std::stoi(each.value));
  }
  return kept;
}

std::set<std::string> values_of(const std::vector<seen_record>& seen) {
  std::set<std::string> values;
  for (const auto& each : seen) values.insert(each.value);
  return values;
}

void check_each_once(const std::vector<event::delivery>& reports, std::size_t count, event::delivery_status expected) {
  std::set<std::uint64_t> tokens;
  for (const auto& each : reports) {
    CHECK(each.status == expected);
    CHECK(tokens.insert(each.token.value).second);
  }
  CHECK(tokens.size() == count);
}

}  // namespace

TEST_CASE("a record arrives with its key, value, headers and time") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  auto sent = make_record("CP001", R"({"a":1})", 7);
  sent.headers = {{"ce_id", "x-1"}, {"ce_type", "ocpp.station.booted"}, {"empty", ""}};
  sent.timestamp = base::wall_time(1'700'000'000'123ms);
  gateway.client->publish({sent});

  const auto seen = read_topic(broker->bootstrap_servers(), "ocpp.events", 1);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].key == "CP001");
  CHECK(seen[0].value == R"({"a":1})");
  CHECK(seen[0].headers == sent.headers);
  CHECK(seen[0].timestamp == 1'700'000'000'123);
  REQUIRE(gateway.deliveries.wait_for(1));
  CHECK(gateway.deliveries.all()[0] == event::delivery{{7}, event::delivery_status::delivered});
}

TEST_CASE("keys go to the partitions where the Java client puts them") {
  const auto broker = kafka::embedded_broker::create(topics(), 7);
  running_client gateway(settings_for(broker->bootstrap_servers()));
  // (Utils.murmur2(key) & 0x7fffffff) % 7
  const std::map<std::string, std::int32_t> expected = {{"CP001", 0},       {"CP002", 3},
                                                        {"CP003", 2},       {"STATION-0815", 0},
                                                        {"DE*ABC*E123", 5}, {"\xc3\xa4-station", 4},
                                                        {"x", 4},           {"0123456789012345678901234567890123456789", 4}};
  for (const auto& [key, partition] : expected) gateway.client->publish({make_record(key, "{}")});
  const auto seen = read_topic(broker->bootstrap_servers(), "ocpp.events", expected.size());
  REQUIRE(seen.size() == expected.size());
  for (const auto& each : seen) {
    CAPTURE(each.key);
    CHECK(each.partition == expected.at(each.key));
  }
}

TEST_CASE("many records arrive in order, their delivery reports in batches") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  constexpr std::size_t count = 5'000;
  gateway.client->publish(numbered(count, 50));
  REQUIRE(gateway.client->flush(patience));
  REQUIRE(gateway.deliveries.wait_for(count));
  check_each_once(gateway.deliveries.all(), count, event::delivery_status::delivered);
  CHECK(gateway.deliveries.calls() < count / 10);

  const auto stations = by_station(read_topic(broker->bootstrap_servers(), "ocpp.events", count));
  REQUIRE(stations.size() == 50);
  for (const auto& [station, values] : stations) {
    CAPTURE(station);
    CHECK(values.size() == count / 50);
    CHECK(std::is_sorted(values.begin(), values.end()));
  }
  const auto type = std::string_view("ocpp.station.heartbeat");
  CHECK(gateway.metrics.counter("ocppgw_events_total", {{"type", type}, {"result", "delivered"}}).Value() == count);
}

TEST_CASE("records without a token give no delivery report but are counted and flushed") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  gateway.client->publish({make_record("CP001", "{}")});
  CHECK(gateway.client->flush(patience));
  CHECK(gateway.deliveries.all().empty());
  CHECK(read_topic(broker->bootstrap_servers(), "ocpp.events", 1).size() == 1);
}

TEST_CASE("records published before the start are not lost") {
  const auto broker = kafka::embedded_broker::create(topics());
  telemetry::metrics metrics;
  telemetry::health health;
  remembered_deliveries deliveries;
  remembered_records commands;
  const auto client = kafka::client::create(settings_for(broker->bootstrap_servers()), metrics, health);
  client->publish({make_record("CP001", "{}", 1)});
  client->start(deliveries, {{.topic = "ocpp.commands", .sink = &commands}});
  CHECK(deliveries.wait_for(1));
  client->stop();
  client->stop();
}

TEST_CASE("a record that is too large is refused, and the next one is delivered") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.message_max_bytes = 2'000;
  running_client gateway(what);
  gateway.client->publish({make_record("CP001", std::string(3'000, 'x'), 1), make_record("CP001", "{}", 2)});
  REQUIRE(gateway.deliveries.wait_for(2));
  CHECK(gateway.deliveries.all()[0] == event::delivery{{1}, event::delivery_status::refused});
  CHECK(gateway.deliveries.all()[1] == event::delivery{{2}, event::delivery_status::delivered});
  // Who holds a token counts its loss, and may still make it good.
  auto& lost = gateway.metrics.counter("ocppgw_events_dropped_total", {{"reason", "too_large"}});
  CHECK(lost.Value() == 0);
  gateway.client->publish({make_record("CP001", std::string(3'000, 'x'))});
  CHECK(eventually([&] { return lost.Value() == 1; }));
}

TEST_CASE("more records than librdkafka queues wait their turn in order") {
  const auto broker = kafka::embedded_broker::create(topics(), 1);
  auto what = settings_for(broker->bootstrap_servers());
  what.producer_properties = {{"queue.buffering.max.messages", "10"}};
  running_client gateway(what);
  constexpr std::size_t count = 500;
  gateway.client->publish(numbered(count, 1));
  REQUIRE(gateway.deliveries.wait_for(count));
  check_each_once(gateway.deliveries.all(), count, event::delivery_status::delivered);
  const auto values = by_station(read_topic(broker->bootstrap_servers(), "ocpp.events", count)).at("CP0");
  CHECK(values.size() == count);
  CHECK(std::is_sorted(values.begin(), values.end()));
}

TEST_CASE("a broker that is down leaves it unknown what was stored, and publishing recovers with it") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.message_timeout = 1'000ms;
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  gateway.client->publish({make_record("CP001", "1", 1), make_record("CP001", "2")});
  REQUIRE(gateway.deliveries.wait_for(1));
  CHECK(gateway.deliveries.all()[0] == event::delivery{{1}, event::delivery_status::unknown});
  broker->set_down(false);
  gateway.client->publish({make_record("CP001", "3", 3)});
  REQUIRE(gateway.deliveries.wait_for(2));
  CHECK(gateway.deliveries.all()[1].token.value == 3);
  // Who holds a token repeats its record; the other one nobody else would repeat.
  REQUIRE(gateway.client->flush(patience));
  CHECK(values_of(read_topic(broker->bootstrap_servers(), "ocpp.events", 3, 2s)).contains("2"));
  CHECK(gateway.metrics.counter("ocppgw_events_dropped_total", {{"reason", "timed_out"}}).Value() == 0);
}

TEST_CASE("a record that is kept until it is stored outlives an outage, and its status is told once") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.message_timeout = 300ms;
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  auto kept = make_record("CP001", "kept", 1);
  kept.until_stored = true;
  gateway.client->publish({kept, make_record("CP001", "other", 2)});
  REQUIRE(gateway.deliveries.wait_for(1));
  CHECK(gateway.deliveries.all()[0] == event::delivery{{2}, event::delivery_status::unknown});
  CHECK_FALSE(gateway.deliveries.wait_for(2, 2s));
  broker->set_down(false);
  REQUIRE(gateway.deliveries.wait_for(2));
  CHECK(gateway.deliveries.all()[1] == event::delivery{{1}, event::delivery_status::delivered});
}

TEST_CASE("records that nobody repeats are kept only within queue_bytes, and counted once when they are lost") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.message_timeout = 300ms;
  what.queue_bytes = 10'000;
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  gateway.client->publish({make_record("CP001", std::string(9'000, '1')), make_record("CP001", std::string(9'000, '2'))});
  auto& lost = gateway.metrics.counter("ocppgw_events_dropped_total", {{"reason", "timed_out"}});
  CHECK(eventually([&] { return lost.Value() >= 1; }));
  broker->set_down(false);
  REQUIRE(gateway.client->flush(patience));
  CHECK(lost.Value() + static_cast<double>(read_topic(broker->bootstrap_servers(), "ocpp.events", 2, 1s).size()) == 2);
}

TEST_CASE("what is left unsaid at the end is counted, but for what others say again") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  gateway.client->publish({make_record("CP001", "session end"), make_record("CP001", "answered later", 1)});
  gateway.client->stop();
  CHECK(gateway.metrics.counter("ocppgw_events_dropped_total", {{"reason", "stopped"}}).Value() == 1);
}

TEST_CASE("a batch that is refused for its size takes none of its records along") {
  const auto broker = kafka::embedded_broker::create(topics(), 1);
  auto what = settings_for(broker->bootstrap_servers());
  what.linger = 200ms;
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  broker->push_request_errors(0, {RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE});
  gateway.client->publish(numbered(3, 1));
  REQUIRE(gateway.deliveries.wait_for(3));
  check_each_once(gateway.deliveries.all(), 3, event::delivery_status::delivered);
  CHECK(read_topic(broker->bootstrap_servers(), "ocpp.events", 3).size() == 3);
}

TEST_CASE("a topic that is deleted refuses its records, and takes what was kept once it is made again") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.producer_properties = {{"topic.metadata.refresh.interval.ms", "50"}};
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  gateway.client->publish({make_record("CP001", "before", 1)});
  REQUIRE(gateway.deliveries.wait_for(1));
  broker->hide_topic("ocpp.events", true);
  // librdkafka learns of it after a while; from then on it refuses the record as it is given.
  std::uint32_t token = 1;
  REQUIRE(eventually([&] {
    gateway.client->publish({make_record("CP001", "refused", ++token)});
    return gateway.deliveries.wait_for(token, 5s) &&
           gateway.deliveries.all().back().status == event::delivery_status::refused;
  }));
  gateway.client->publish({make_record("CP001", "kept")});
  CHECK_FALSE(gateway.client->flush(300ms));
  CHECK_FALSE(gateway.client->accepting());
  broker->hide_topic("ocpp.events", false);
  REQUIRE(gateway.client->flush(patience));
  CHECK(values_of(read_topic(broker->bootstrap_servers(), "ocpp.events", token, 1s)).contains("kept"));
  CHECK(gateway.wait_ready());
}

TEST_CASE("records that librdkafka never took time out as well") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.message_timeout = 1'000ms;
  what.producer_properties = {{"queue.buffering.max.messages", "1"}};
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  gateway.client->publish(numbered(3, 1));
  REQUIRE(gateway.deliveries.wait_for(3));
  check_each_once(gateway.deliveries.all(), 3, event::delivery_status::unknown);
}

TEST_CASE("a slow broker delays delivery reports, nothing else") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  broker->set_round_trip(400ms);
  const auto before = std::chrono::steady_clock::now();
  gateway.client->publish(numbered(20, 2));
  CHECK_FALSE(gateway.client->flush(50ms));
  REQUIRE(gateway.deliveries.wait_for(20));
  CHECK(std::chrono::steady_clock::now() - before >= 390ms);
  check_each_once(gateway.deliveries.all(), 20, event::delivery_status::delivered);
}

TEST_CASE("a refused topic fails records") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  broker->push_request_errors(0, {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED});
  gateway.client->publish({make_record("CP001", "{}", 1)});
  REQUIRE(gateway.deliveries.wait_for(1));
  CHECK(gateway.deliveries.all()[0].status == event::delivery_status::refused);
}

TEST_CASE("a fatal producer is replaced, and everything unacknowledged is published again in order") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  broker->set_round_trip(200ms);
  constexpr std::size_t count = 1'000;
  gateway.client->publish(numbered(count, 20));
  gateway.client->provoke_fatal_error();
  REQUIRE(eventually([&] { return gateway.metrics.counter("ocppgw_producer_restarts_total").Value() == 1; }));
  broker->set_round_trip(0ms);
  REQUIRE(gateway.client->flush(patience));
  REQUIRE(gateway.deliveries.wait_for(count));
  check_each_once(gateway.deliveries.all(), count, event::delivery_status::delivered);

  const auto stations = by_station(read_topic(broker->bootstrap_servers(), "ocpp.events", count));
  REQUIRE(stations.size() == 20);
  for (const auto& [station, values] : stations) {
    CAPTURE(station);
    CHECK(values.size() == count / 20);
    CHECK(std::is_sorted(values.begin(), values.end()));
  }
  CHECK(gateway.ready());
}

TEST_CASE("an error of the broker that is fatal for an idempotent producer loses nothing") {
  const auto broker = kafka::embedded_broker::create(topics(), 1);
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  gateway.client->publish({make_record("CP1", "1", 1)});
  REQUIRE(gateway.client->flush(patience));
  broker->push_request_errors(0, {RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER});
  gateway.client->publish({make_record("CP1", "2", 2), make_record("CP1", "3", 3)});
  REQUIRE(gateway.deliveries.wait_for(3));
  check_each_once(gateway.deliveries.all(), 3, event::delivery_status::delivered);
  CHECK(by_station(read_topic(broker->bootstrap_servers(), "ocpp.events", 3)).at("CP1") == std::vector<int>{1, 2, 3});
}

TEST_CASE("above queue_bytes no new sessions are taken, until it is down to eighty percent") {
  const auto broker = kafka::embedded_broker::create(topics());
  auto what = settings_for(broker->bootstrap_servers());
  what.queue_bytes = 100'000;
  running_client gateway(what);
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  gateway.client->publish({make_record("CP001", std::string(60'000, 'x'), 1)});
  CHECK(gateway.client->accepting());
  gateway.client->publish({make_record("CP001", std::string(60'000, 'x'), 2)});
  CHECK_FALSE(gateway.client->accepting());
  CHECK(eventually([&] { return gateway.metrics.gauge("ocppgw_producer_queue_bytes").Value() > 120'000; }));
  broker->set_down(false);
  REQUIRE(gateway.client->flush(patience));
  CHECK(gateway.client->accepting());
  CHECK(eventually([&] { return gateway.metrics.gauge("ocppgw_producer_queue_bytes").Value() == 0; }));
}

TEST_CASE("after stop nothing reaches the sinks") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  REQUIRE(gateway.wait_ready());
  broker->set_down(true);
  gateway.client->publish(numbered(10, 1));
  gateway.client->stop();
  const auto count = gateway.deliveries.all().size();
  broker->set_down(false);
  gateway.client->publish(numbered(10, 1));
  CHECK_FALSE(gateway.client->flush(50ms));
  CHECK(gateway.deliveries.all().size() == count);
}

TEST_CASE("statistics of librdkafka appear among the metrics") {
  const auto broker = kafka::embedded_broker::create(topics());
  running_client gateway(settings_for(broker->bootstrap_servers()));
  gateway.client->publish(numbered(5, 1));
  CHECK(eventually([&] {
    return gateway.metrics.counter("kafka_produced_messages_total", {{"client", "producer"}}).Value() >= 5 &&
           gateway.metrics.counter("kafka_requests_total", {{"client", "consumer"}}).Value() > 0;
  }));
}
