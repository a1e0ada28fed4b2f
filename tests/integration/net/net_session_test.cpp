// The life of sessions: answers, commands, replacement, ends.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <set>
#include <thread>
#include <vector>

using namespace net_test;

namespace {

std::string status_notification(int id) {
  return R"([2,"s)" + std::to_string(id) +
         R"(","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}])";
}

const std::string start_transaction =
    R"([2,"t","StartTransaction",{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}])";

}  // namespace

TEST_CASE("an answer that waits for delivery comes once Kafka has the event, not before") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port());
  under_test.sink().hold_deliveries();
  who->send(boot);
  REQUIRE(under_test.sink().wait_for("ocpp.station.booted", 1));
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  under_test.sink().release_deliveries();
  CHECK(who->receive().starts_with(R"([3,"b1")"));
}

TEST_CASE("reading stops at calls_in_flight and goes on when deliveries come") {
  gateway under_test([](net::settings&, session::settings& what) { what.calls_in_flight = 3; });
  const auto who = connect_plain(under_test.plain_port());
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  under_test.sink().hold_deliveries();
  for (int id = 0; id < 5; ++id) who->send(status_notification(id));
  who->send(heartbeat);
  REQUIRE(under_test.sink().wait_for("ocpp.connector.status_reported", 3));
  const auto bystander = connect_plain(under_test.plain_port(), {.target = "/ocpp/OTHER"});
  CHECK(bystander->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(under_test.sink().of_type("ocpp.connector.status_reported").size() == 3);
  under_test.sink().release_deliveries();
  std::set<std::string> answered;
  for (int i = 0; i < 6; ++i) answered.insert(who->receive().substr(0, 8));
  CHECK(answered.size() == 6);
  CHECK(under_test.sink().of_type("ocpp.connector.status_reported").size() == 5);
}

TEST_CASE("while Kafka's queue is full nothing more is read from any station, and all goes on when there is room") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port());
  const auto other = connect_tls(under_test.tls_port(), {.target = "/ocpp/OTHER"});
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(other->ask(heartbeat).starts_with(R"([3,"hb")"));
  under_test.sink().set_room(false);
  who->send(status_notification(1));
  other->send(status_notification(2));
  REQUIRE(under_test.wait_until([&] { return under_test.metric(R"(ocppgw_limit_reached_total{limit="queue_bytes"})") >= 2; }));
  CHECK(under_test.sink().of_type("ocpp.connector.status_reported").empty());
  under_test.sink().set_room(true);
  CHECK(who->receive().starts_with("[3,"));
  CHECK(other->receive().starts_with("[3,"));
}

TEST_CASE("the newest connection of a station wins, and the late end of the old one does not disturb it") {
  gateway under_test;
  const auto old = connect_plain(under_test.plain_port());
  CHECK(old->ask(heartbeat).starts_with(R"([3,"hb")"));
  const auto fresh = connect_plain(under_test.plain_port());
  CHECK(fresh->ask(heartbeat).starts_with(R"([3,"hb")"));
  old->wait_for_close();
  CHECK(under_test.first_ending() == "replaced");
  CHECK(under_test.server().sessions() == 1);
  dispatch(under_test, {reset_command("CP001", "c1", 1)});
  CHECK(fresh->receive().find("\"Reset\"") != std::string::npos);
}

TEST_CASE("a station that closes, and one that vanishes, end with the event that says so") {
  gateway under_test;
  const bool politely = GENERATE(true, false);
  const auto who = connect_tls(under_test.tls_port());
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  politely ? who->close() : who->vanish();
  CHECK(under_test.first_ending() == (politely ? "station_closed" : "connection_lost"));
  CHECK(under_test.wait_until([&] { return under_test.server().sessions() == 0; }));
}

TEST_CASE("a command reaches its station, and its outcome the results topic") {
  gateway under_test;
  const auto who = connect_tls(under_test.tls_port());
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  dispatch(under_test, {reset_command("CP001", "c1", 1), reset_command("NOBODY", "c2", 2)});
  REQUIRE(under_test.sink().wait_for("ocpp.command.offline", 1));
  const auto call = who->receive();
  REQUIRE(call.find("\"Reset\"") != std::string::npos);
  const auto id = call.substr(3, call.find(',', 3) - 3);
  who->send("[3," + id + R"(,{"status":"Accepted"}])");
  REQUIRE(under_test.sink().wait_for("ocpp.command.answered", 1));
  CHECK(under_test.sink().of_type("ocpp.command.dispatched").size() == 1);
  CHECK(under_test.metric(R"(ocppgw_commands_total{action="Reset",outcome="answered"})") == 1);
}

TEST_CASE("commands keep their order when a newer connection of their station takes over") {
  gateway under_test;
  const auto old = connect_plain(under_test.plain_port());
  CHECK(old->ask(heartbeat).starts_with(R"([3,"hb")"));
  under_test.sink().hold_deliveries();
  dispatch(under_test, {reset_command("CP001", "c1", 1), reset_command("CP001", "c2", 2)});
  REQUIRE(under_test.sink().wait_for("ocpp.command.dispatched", 1));
  const auto fresh = connect_plain(under_test.plain_port());
  CHECK(fresh->ask(heartbeat).starts_with(R"([3,"hb")"));
  dispatch(under_test, {reset_command("CP001", "c3", 3)});
  under_test.sink().release_deliveries();
  for (int i = 0; i < 3; ++i) {
    const auto call = fresh->receive();
    fresh->send("[3," + call.substr(3, call.find(',', 3) - 3) + R"(,{"status":"Accepted"}])");
  }
  REQUIRE(under_test.sink().wait_for("ocpp.command.answered", 3));
  std::vector<std::string> order;
  for (const auto& outcome : under_test.sink().of_type("ocpp.command.answered")) order.push_back(outcome.value.substr(0, 17));
  CHECK(order == std::vector<std::string>{R"({"commandId":"c1")", R"({"commandId":"c2")", R"({"commandId":"c3")"});
}

TEST_CASE("commands that wait for their station are counted while they wait") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port());
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  dispatch(under_test, {reset_command("CP001", "c1", 1), reset_command("CP001", "c2", 2), reset_command("CP001", "c3", 3)});
  CHECK(who->receive().find("\"Reset\"") != std::string::npos);
  CHECK(under_test.wait_until([&] { return under_test.metric("ocppgw_command_queue") == 2; }));
  who->vanish();
  REQUIRE(under_test.sink().wait_for("ocpp.station.disconnected", 1));
  CHECK(under_test.wait_until([&] { return under_test.metric("ocppgw_command_queue") == 0; }));
}

TEST_CASE("repeated calls and results that nobody awaits are counted") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port());
  CHECK(who->ask(boot).starts_with(R"([3,"b1")"));
  CHECK(who->ask(boot).starts_with(R"([3,"b1")"));
  CHECK(under_test.metric("ocppgw_repeated_calls_total") == 1);
  who->send(R"([3,"nobody",{}])");
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(under_test.metric("ocppgw_late_results_total") == 1);
}

TEST_CASE("a delivery report for a session that has gone is counted and goes nowhere") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port());
  under_test.sink().hold_deliveries();
  who->send(boot);
  REQUIRE(under_test.sink().wait_for("ocpp.station.booted", 1));
  who->vanish();
  REQUIRE(under_test.sink().wait_for("ocpp.station.disconnected", 1));
  under_test.sink().release_deliveries();
  CHECK(under_test.wait_until([&] { return under_test.metric("ocppgw_stale_deliveries_total") >= 1; }));
}
