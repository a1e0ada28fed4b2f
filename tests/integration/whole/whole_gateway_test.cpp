// Kafka down, slow and broken for good, seen from a station: what was answered is stored, what is not stored is not answered.
#include "integration/whole/whole_gateway.hpp"
#include "integration/net/support/net_clients.hpp"

#include "support/catch.hpp"

#include <set>

using namespace whole_test;
using net_test::connect_plain;

namespace {

std::string start(const std::string& id, int meter) {
  return R"([2,")" + id + R"(","StartTransaction",{"connectorId":1,"idTag":"04B0","meterStart":)" + std::to_string(meter) +
         R"(,"timestamp":"2026-01-01T00:00:00Z"}])";
}

std::string reset_command(const std::string& id) {
  return R"({"commandId":")" + id + R"(","action":"Reset","payload":{"type":"Soft"}})";
}

// The text between the first and the third quote of [2,"<id>","...
std::string id_of(const std::string& call) {
  const auto begin = call.find('"') + 1;
  return call.substr(begin, call.find('"', begin) - begin);
}

}  // namespace

TEST_CASE("a station's transaction is answered and is in the topic under its key") {
  whole_gateway gateway;
  const auto station = connect_plain(gateway.port());
  CHECK(station->ask(start("t1", 100)).find(R"([3,"t1",{"transactionId":)") == 0);

  const auto events = gateway.of_type("ocpp.events", "ocpp.transaction.started", 1);
  REQUIRE(events.size() == 1);
  CHECK(events[0].key == "CP001");
  CHECK(header(events[0], "ce_sequence") == "0000000002");
}

TEST_CASE("while the broker is down nothing is answered: the session is closed 1011 and the repeat has the same identity") {
  whole_gateway gateway(3s);
  const auto station = connect_plain(gateway.port());
  REQUIRE(station->ask(start("t0", 1)).find("[3,") == 0);

  gateway.broker().set_down(true);
  station->send(start("t1", 100));
  CHECK(station->wait_for_close().code == 1011);

  gateway.broker().set_down(false);
  const auto again = connect_plain(gateway.port());
  const auto answer = again->ask(start("t2", 100));
  REQUIRE(answer.find(R"([3,"t2",)") == 0);

  std::set<std::string> ids;
  for (const auto& each : gateway.of_type("ocpp.events", "ocpp.transaction.started", 2)) {
    if (each.value.find(R"("meterStartWh":100)") != std::string::npos) ids.insert(header(each, "ce_id"));
  }
  CHECK(ids.size() == 1);
}

TEST_CASE("a slow broker makes answers late, not lost") {
  whole_gateway gateway;
  const auto station = connect_plain(gateway.port());
  gateway.broker().set_round_trip(300ms);
  const auto asked = std::chrono::steady_clock::now();
  CHECK(station->ask(start("t1", 100)).find(R"([3,"t1",)") == 0);
  CHECK(std::chrono::steady_clock::now() - asked >= 250ms);
}

TEST_CASE("after a fatal producer error everything that was asked is answered and stored, in order") {
  whole_gateway gateway;
  const auto station = connect_plain(gateway.port());
  gateway.broker().set_round_trip(100ms);
  for (int i = 0; i < 6; ++i) station->send(start("t" + std::to_string(i), i));
  gateway.kafka().provoke_fatal_error();
  for (int i = 0; i < 6; ++i) CHECK(id_of(station->receive()) == "t" + std::to_string(i));
  gateway.broker().set_round_trip(0ms);

  std::vector<std::string> sequences;
  for (const auto& each : gateway.of_type("ocpp.events", "ocpp.transaction.started", 6)) {
    const auto number = header(each, "ce_sequence");
    if (sequences.empty() || sequences.back() < number) sequences.push_back(number);
  }
  CHECK(sequences.size() == 6);
}

TEST_CASE("a command travels from its topic to the station and its outcome back, dispatched first, and its offset is committed") {
  whole_gateway gateway;
  const auto station = connect_plain(gateway.port());
  REQUIRE(station->ask(net_test::heartbeat).find("[3,") == 0);
  kafka_test::write_record(gateway.bootstrap(), "ocpp.commands", 0, "CP001", reset_command("c1"));

  const auto call = station->receive();
  CHECK(call.find(R"("Reset",{"type":"Soft"}])") != std::string::npos);
  CHECK(gateway.of_type("ocpp.command-results", "ocpp.command.dispatched", 1).size() == 1);
  station->send(R"([3,")" + id_of(call) + R"(",{"status":"Accepted"}])");

  const auto outcomes = gateway.of_type("ocpp.command-results", "ocpp.command.answered", 1);
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].value.starts_with(R"({"commandId":"c1",)"));
  CHECK(kafka_test::eventually(
      [&] { return kafka_test::committed_offset(gateway.bootstrap(), "ocppgw-test", "ocpp.commands", 0) == 1; }));
}

TEST_CASE("a command for a station that is not there ends offline") {
  whole_gateway gateway;
  kafka_test::write_record(gateway.bootstrap(), "ocpp.commands", 1, "nobody", reset_command("c2"));
  CHECK(gateway.of_type("ocpp.command-results", "ocpp.command.offline", 1).size() == 1);
}
