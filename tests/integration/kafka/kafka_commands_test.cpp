// Commands: from the topic to the sink, and back to a committed offset.
#include "integration/kafka/kafka_support.hpp"

#include "kafka/reader/consumer.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <set>

using namespace kafka_test;

namespace {

struct command_fixture {
  explicit command_fixture(int partitions = 1)
      : broker(kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands"}, partitions)),
        what(settings_for(broker->bootstrap_servers())) {}

  void write(const std::string& value, std::int32_t partition = 0) {
    write_record(broker->bootstrap_servers(), "ocpp.commands", partition, "CP001", value);
  }
  void write_many(int count) {
    for (int i = 0; i < count; ++i) write(std::to_string(i));
  }
  std::int64_t committed(std::int32_t partition = 0) {
    return committed_offset(broker->bootstrap_servers(), what.group_id, "ocpp.commands", partition);
  }

  std::unique_ptr<kafka::embedded_broker> broker;
  kafka::settings what;
};

std::vector<std::int64_t> offsets_of(const std::vector<event::consumed_record>& commands) {
  std::vector<std::int64_t> found;
  for (const auto& each : commands) found.push_back(each.position.offset);
  return found;
}

using numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE_METHOD(command_fixture, "the first start reads the command topic from its earliest record on") {
  write_many(3);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(3));
  const auto first = gateway.commands.all()[0];
  CHECK(first.position.topic == "ocpp.commands");
  CHECK(first.key == "CP001");
  CHECK(first.value == "0");
  CHECK(first.position == event::record_position{"ocpp.commands", 0, 0});
  CHECK(std::chrono::abs(first.timestamp - base::now().wall) < 1min);
  CHECK(offsets_of(gateway.commands.all()) == numbers{0, 1, 2});
}

TEST_CASE_METHOD(command_fixture, "records of any kind reach the sink, without key or value too") {
  write_record(broker->bootstrap_servers(), "ocpp.commands", 0, std::nullopt, std::nullopt);
  write_record(broker->bootstrap_servers(), "ocpp.commands", 0, std::string("\0k", 2), std::string("\xff\0\x01", 3));
  write_record(broker->bootstrap_servers(), "ocpp.commands", 0, "CP001", std::string(500'000, '{'));
  write("{}");
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(4));
  const auto commands = gateway.commands.all();
  CHECK(commands[0].key.empty());
  CHECK(commands[0].value.empty());
  CHECK(commands[1].key == std::string("\0k", 2));
  CHECK(commands[1].value == std::string("\xff\0\x01", 3));
  CHECK(commands[2].value.size() == 500'000);
  CHECK(commands[3].value == "{}");
}

TEST_CASE("all partitions are read") {
  command_fixture fixture(4);
  for (std::int32_t each = 0; each < 4; ++each) fixture.write("x", each);
  running_client gateway(fixture.what);
  REQUIRE(gateway.commands.wait_for(4));
  std::set<std::int32_t> partitions;
  for (const auto& each : gateway.commands.all()) partitions.insert(each.position.partition);
  CHECK(partitions == std::set<std::int32_t>{0, 1, 2, 3});
}

TEST_CASE_METHOD(command_fixture, "only what is below the lowest unsettled command is committed, and a restart goes on there") {
  write_many(5);
  {
    running_client gateway(what);
    REQUIRE(gateway.commands.wait_for(5));
    for (const std::int64_t settled : {0, 1, 3}) gateway.client->settle({"ocpp.commands", 0, settled});
    CHECK(gateway.client->flush(patience));
    CHECK(committed() == 2);
  }
  running_client again(what);
  REQUIRE(again.commands.wait_for(3));
  CHECK(offsets_of(again.commands.all()) == numbers{2, 3, 4});
}

TEST_CASE_METHOD(command_fixture, "a restart after everything was settled reads only what is new") {
  write_many(2);
  {
    running_client gateway(what);
    REQUIRE(gateway.commands.wait_for(2));
    gateway.client->settle({"ocpp.commands", 0, 0});
    gateway.client->settle({"ocpp.commands", 0, 1});
    gateway.client->stop();
  }
  CHECK(committed() == 2);
  running_client again(what);
  write("new");
  REQUIRE(again.commands.wait_for(1));
  CHECK(again.commands.all()[0].value == "new");
}

TEST_CASE_METHOD(command_fixture, "an outcome settles its command when it is delivered, not before") {
  write_many(1);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  broker->set_round_trip(300ms);
  gateway.client->publish({make_outcome({"ocpp.commands", 0, 0})});
  CHECK_FALSE(gateway.client->flush(100ms));
  broker->set_round_trip(0ms);
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 1);
  CHECK(read_topic(broker->bootstrap_servers(), "ocpp.command-results", 1).size() == 1);
}

TEST_CASE_METHOD(command_fixture, "an outcome that times out is published again until it is in the topic") {
  write_many(1);
  what.message_timeout = 500ms;
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  broker->set_down(true);
  gateway.client->publish({make_outcome({"ocpp.commands", 0, 0}, "late"), make_record("CP001", "{}", 1)});
  REQUIRE(gateway.deliveries.wait_for(1));
  CHECK(gateway.deliveries.all()[0].status == event::delivery_status::unknown);
  broker->set_down(false);
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 1);
  const auto seen = read_topic(broker->bootstrap_servers(), "ocpp.command-results", 1);
  REQUIRE_FALSE(seen.empty());
  CHECK(seen[0].value == "late");
}

TEST_CASE_METHOD(command_fixture, "an outcome that the broker refuses for now is published again") {
  write_many(1);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  broker->push_request_errors(0, {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED});
  gateway.client->publish({make_outcome({"ocpp.commands", 0, 0})});
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 1);
  CHECK(read_topic(broker->bootstrap_servers(), "ocpp.command-results", 1).size() == 1);
}

TEST_CASE_METHOD(command_fixture, "an outcome that is too large is stored in its smaller form before its command is committed") {
  write_many(1);
  what.message_max_bytes = 2'000;
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  auto outcome = make_outcome({"ocpp.commands", 0, 0}, std::string(3'000, 'x'));
  outcome.smaller = event::smaller_form{{{"ce_type", "ocpp.command.answered"}}, "small"};
  gateway.client->publish({outcome});
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 1);
  const auto seen = read_topic(broker->bootstrap_servers(), "ocpp.command-results", 1);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].value == "small");
  CHECK(seen[0].headers == outcome.smaller->headers);
  CHECK(gateway.metrics.counter("ocppgw_events_dropped_total", {{"reason", "too_large"}}).Value() == 0);
}

TEST_CASE_METHOD(command_fixture, "an outcome that Kafka never takes is not committed, and not called lost before the end") {
  write_many(1);
  what.message_max_bytes = 2'000;
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  gateway.client->publish({make_outcome({"ocpp.commands", 0, 0}, std::string(3'000, 'x'))});
  CHECK_FALSE(gateway.client->flush(1'500ms));
  CHECK(committed() <= 0);
}

TEST_CASE_METHOD(command_fixture, "outcomes survive a fatal error of the producer") {
  write_many(20);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(20));
  broker->set_round_trip(200ms);
  std::vector<event::record> outcomes;
  for (std::int64_t each = 0; each < 20; ++each) outcomes.push_back(make_outcome({"ocpp.commands", 0, each}, std::to_string(each)));
  gateway.client->publish(outcomes);
  gateway.client->provoke_fatal_error();
  REQUIRE(eventually([&] { return gateway.metrics.counter("ocppgw_producer_restarts_total").Value() == 1; }));
  broker->set_round_trip(0ms);
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 20);
  std::set<std::string> values;
  for (const auto& each : read_topic(broker->bootstrap_servers(), "ocpp.command-results", 20)) values.insert(each.value);
  CHECK(values.size() == 20);
}

TEST_CASE_METHOD(command_fixture, "reading is held back while too many commands are unsettled, and loses and repeats none") {
  what.consumer_properties = {{"fetch.message.max.bytes", "1000"}};
  write_many(50);
  running_client gateway(what, 4);
  std::size_t settled = 0;
  while (settled < 50) {
    REQUIRE(gateway.commands.wait_for(settled + 1));
    const auto taken = gateway.commands.all();
    // One fetch may go beyond the limit by what it holds.
    for (; settled < taken.size(); ++settled) gateway.client->settle(taken[settled].position);
  }
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 50);
  auto offsets = offsets_of(gateway.commands.all());
  REQUIRE(offsets.size() == 50);
  CHECK(std::is_sorted(offsets.begin(), offsets.end()));
}

TEST_CASE_METHOD(command_fixture, "held back, no further command is taken") {
  write_many(2);
  running_client gateway(what, 2);
  REQUIRE(gateway.commands.wait_for(2));
  write("third");
  CHECK_FALSE(gateway.commands.wait_for(3, 500ms));
  gateway.client->settle({"ocpp.commands", 0, 0});
  CHECK(gateway.commands.wait_for(3));
}

TEST_CASE_METHOD(command_fixture, "after stop_reading none is taken any more, and what was taken is still settled") {
  write_many(1);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  gateway.client->stop_reading();
  REQUIRE(gateway.client->flush(patience));
  write("too late");
  gateway.client->publish({make_outcome({"ocpp.commands", 0, 0})});
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 1);
  CHECK_FALSE(gateway.commands.wait_for(2, 300ms));
}

TEST_CASE_METHOD(command_fixture, "a commit that the broker refuses is tried again") {
  write_many(1);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(1));
  broker->push_request_errors(8, {RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED});
  gateway.client->settle({"ocpp.commands", 0, 0});
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed() == 1);
}

TEST_CASE_METHOD(command_fixture, "commands go on after an outage, none twice") {
  write_many(2);
  running_client gateway(what);
  REQUIRE(gateway.commands.wait_for(2));
  broker->set_down(true);
  broker->set_down(false);
  write("after");
  REQUIRE(gateway.commands.wait_for(3));
  CHECK(offsets_of(gateway.commands.all()) == numbers{0, 1, 2});
}

namespace {

// The consumer alone, polled by the test.
struct polled_consumer {
  polled_consumer(const kafka::settings& what, std::int64_t start) : reader(what, wake, metrics) {
    reader.add({.topic = "ocpp.commands", .sink = &commands});
    reader.read({{"ocpp.commands", {{0, {start, start}}}}});
  }
  bool poll_until(const std::function<bool()>& condition) {
    return eventually([&] {
      reader.poll_once(std::chrono::steady_clock::now());
      return condition();
    });
  }
  bool take(std::size_t count) {
    return poll_until([&] { return commands.all().size() >= count; });
  }

  const kafka::wake_up wake;
  telemetry::metrics metrics;
  remembered_records commands;
  kafka::consumer reader;
};

}  // namespace

TEST_CASE_METHOD(command_fixture, "a fatal consumer is replaced and goes on where it was") {
  write_many(3);
  polled_consumer polled(what, 0);
  REQUIRE(polled.take(3));
  const auto* before = polled.reader.handle().get();
  rd_kafka_test_fatal_error(polled.reader.handle().get(), RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, "provoked by a test");
  REQUIRE(polled.poll_until([&] { return polled.reader.handle().get() != before; }));
  write("after");
  REQUIRE(polled.take(4));
  CHECK(offsets_of(polled.commands.all()) == numbers{0, 1, 2, 3});
}

TEST_CASE_METHOD(command_fixture, "a position that the topic no longer has becomes the earliest") {
  write_many(3);
  polled_consumer polled(what, 500);
  REQUIRE(polled.take(3));
  CHECK(offsets_of(polled.commands.all()) == numbers{0, 1, 2});
}
