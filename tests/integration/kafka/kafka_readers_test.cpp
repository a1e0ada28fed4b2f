// Readers: where they start, what they commit, and that they do not disturb each other.
#include "integration/kafka/kafka_support.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>

using namespace kafka_test;

namespace {

struct reader_fixture {
  reader_fixture()
      : broker(kafka::embedded_broker::create({"ocpp.events", "ocpp.command-results", "ocpp.commands", "ocpp.decisions"}, 1)),
        what(settings_for(broker->bootstrap_servers())) {}

  void write(const std::string& topic, const std::string& value) {
    write_record(broker->bootstrap_servers(), topic, 0, "CP001", value);
  }
  std::int64_t committed(const std::string& topic) { return committed_offset(broker->bootstrap_servers(), what.group_id, topic, 0); }
  kafka::topic_reader decisions(kafka::start_position start) {
    return {.topic = "ocpp.decisions", .sink = &sink, .start = start, .commit = kafka::commit_policy::none};
  }

  std::unique_ptr<kafka::embedded_broker> broker;
  kafka::settings what;
  remembered_records sink;  // outlives the clients
};

std::vector<std::string> values_of(const remembered_records& taken) {
  std::vector<std::string> values;
  for (const auto& each : taken.all()) values.push_back(each.value);
  return values;
}

using values = std::vector<std::string>;

// Fails at its first records, as a sink may for want of memory.
struct failing_sink final : event::record_sink, memory<event::consumed_record> {
  void dispatch(std::vector<event::consumed_record> records) override {
    if (!std::exchange(failed, true)) throw std::runtime_error("provoked by a test");
    add(records.data(), records.size());
  }
  bool failed = false;
};

// What it was told, in order.
struct catching_up final : event::record_sink, memory<event::consumed_record> {
  void dispatch(std::vector<event::consumed_record> records) override { add(records.data(), records.size()); }
  void caught_up() override {
    event::consumed_record mark;
    mark.value = "(caught up)";
    add(&mark, 1);
  }
};

// How many came at a time.
struct piecewise final : event::record_sink, memory<event::consumed_record> {
  void dispatch(std::vector<event::consumed_record> records) override {
    largest = std::max(largest.load(), records.size());
    add(records.data(), records.size());
  }
  std::atomic<std::size_t> largest = 0;
};

}  // namespace

TEST_CASE_METHOD(reader_fixture, "a reader is told once that all is read that was there, also where nothing was") {
  catching_up filled;
  catching_up empty;
  for (const auto* each : {"0", "1"}) write("ocpp.decisions", each);
  running_client gateway(what, {{.topic = "ocpp.decisions", .sink = &filled, .start = kafka::from_offset{0}},
                                {.topic = "ocpp.commands", .sink = &empty}});
  REQUIRE(filled.wait_for(3));
  REQUIRE(empty.wait_for(1));
  write("ocpp.decisions", "2");
  REQUIRE(filled.wait_for(4));
  values told;
  for (const auto& each : filled.all()) told.push_back(each.value);
  CHECK(told == values{"0", "1", "(caught up)", "2"});
  CHECK(empty.all().size() == 1);
}

TEST_CASE_METHOD(reader_fixture,
                 "a topic that is read from its beginning comes in pieces, between which the thread does its other work") {
  constexpr std::size_t written = 20'000;
  {
    running_client writer(what, std::vector<kafka::topic_reader>{});
    std::vector<event::record> records(written, make_record("CP001", "{}"));
    for (auto& each : records) each.topic = "ocpp.decisions";
    writer.client->publish(std::move(records));
    REQUIRE(writer.client->flush(patience));
  }
  piecewise all;
  running_client gateway(
      what, {{.topic = "ocpp.decisions", .sink = &all, .start = kafka::from_offset{0}, .commit = kafka::commit_policy::none}});
  REQUIRE(all.wait_for(written));
  CHECK(all.largest <= 1'000);
}

TEST_CASE_METHOD(reader_fixture, "a reader from the end takes only what comes after its start") {
  write("ocpp.decisions", "old");
  running_client gateway(what, {decisions(kafka::from_end{})});
  REQUIRE(gateway.wait_ready());
  write("ocpp.decisions", "new");
  REQUIRE(sink.wait_for(1));
  CHECK(values_of(sink) == values{"new"});
}

TEST_CASE_METHOD(reader_fixture, "a reader starts at the offset it was given, and at the earliest where the topic has no such offset") {
  for (const auto* each : {"0", "1", "2"}) write("ocpp.decisions", each);
  const auto [offset, expected] = GENERATE(table<std::int64_t, values>({{1, {"1", "2"}}, {7, {"0", "1", "2"}}}));
  running_client gateway(what, {decisions(kafka::from_offset{offset})});
  REQUIRE(sink.wait_for(expected.size()));
  CHECK(values_of(sink) == expected);
}

TEST_CASE_METHOD(reader_fixture, "a reader that commits nothing neither settles nor moves an offset") {
  write("ocpp.decisions", "0");
  {
    auto reader = decisions(kafka::from_offset{0});
    reader.unsettled_limit = 1;
    running_client gateway(what, {reader});
    REQUIRE(sink.wait_for(1));
    write("ocpp.decisions", "1");
    REQUIRE(sink.wait_for(2));
    CHECK(gateway.client->flush(patience));
  }
  CHECK(committed("ocpp.decisions") < 0);
}

TEST_CASE_METHOD(reader_fixture, "two readers get their own records, and one that is held back does not hold back the other") {
  remembered_records commands;
  running_client gateway(what, {{.topic = "ocpp.commands", .sink = &commands, .unsettled_limit = 1}, decisions(kafka::from_end{})});
  REQUIRE(gateway.wait_ready());
  write("ocpp.commands", "c0");
  REQUIRE(commands.wait_for(1));
  write("ocpp.commands", "c1");
  write("ocpp.decisions", "d0");
  write("ocpp.decisions", "d1");
  REQUIRE(sink.wait_for(2));
  CHECK(values_of(sink) == values{"d0", "d1"});
  CHECK(values_of(commands) == values{"c0"});
  gateway.client->settle({"ocpp.commands", 0, 0});
  REQUIRE(commands.wait_for(2));
  gateway.client->settle({"ocpp.commands", 0, 1});
  REQUIRE(gateway.client->flush(patience));
  CHECK(committed("ocpp.commands") == 2);
}

TEST_CASE_METHOD(reader_fixture, "after stop_reading the readers that commit nothing go on") {
  running_client gateway(what, {decisions(kafka::from_end{})});
  REQUIRE(gateway.wait_ready());
  gateway.client->stop_reading();
  write("ocpp.decisions", "during the drain");
  CHECK(sink.wait_for(1));
}

TEST_CASE_METHOD(reader_fixture, "an exception of a sink is counted, and the Kafka thread goes on") {
  failing_sink commands;
  running_client gateway(what, {{.topic = "ocpp.commands", .sink = &commands}});
  REQUIRE(gateway.wait_ready());
  write("ocpp.commands", "0");
  auto& errors = gateway.metrics.counter("ocppgw_kafka_thread_errors_total");
  REQUIRE(eventually([&] { return errors.Value() == 1; }));
  write("ocpp.commands", "1");
  REQUIRE(commands.wait_for(1));
  CHECK(commands.all()[0].value == "1");
  gateway.client->publish({make_record("CP001", "{}", 1)});
  CHECK(gateway.deliveries.wait_for(1));
}
