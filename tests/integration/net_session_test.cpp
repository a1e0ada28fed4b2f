#include "net_clients.hpp"
#include "net_gateway.hpp"

#include "support/catch.hpp"

#include <functional>
#include <set>
#include <thread>
#include <vector>

using namespace net_test;

namespace {

std::string status_notification(int id) {
  return R"([2,"s)" + std::to_string(id) + R"(","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}])";
}

const std::string start_transaction =
    R"([2,"t","StartTransaction",{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}])";

std::string reason_of(const event::record& disconnected) {
  const std::string key = R"("reason":")";
  const auto at = disconnected.value.find(key);
  if (at == std::string::npos) return disconnected.value;
  const auto begin = at + key.size();
  return disconnected.value.substr(begin, disconnected.value.find('"', begin) - begin);
}

std::string reason_of_first(gateway& under_test) {
  if (!under_test.sink().wait_for("ocpp.station.disconnected", 1)) return "no event";
  return reason_of(under_test.sink().of_type("ocpp.station.disconnected").front());
}

std::string masked(unsigned char first, const std::string& payload) {
  std::string frame{static_cast<char>(first), static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0};
  return frame + payload;
}

void dispatch(gateway& to, std::vector<event::command_record> commands) {
  event::command_sink& sink = to.server();
  sink.dispatch(std::move(commands));
}

std::string masked_long(unsigned char first, const std::string& payload) {
  const auto size = payload.size();
  const std::string length{static_cast<char>(0x80 | 126), static_cast<char>(size >> 8U), static_cast<char>(size & 0xffU)};
  return std::string(1, static_cast<char>(first)) + length + std::string(4, '\0') + payload;
}

event::command_record reset_command(const std::string& station, const std::string& id, std::int64_t offset) {
  return {.topic = "ocpp.commands",
          .ref = {0, offset},
          .key = station,
          .headers = {},
          .value = R"({"commandId":")" + id + R"(","action":"Reset","payload":{"type":"Soft"}})",
          .timestamp = base::now().wall};
}

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

TEST_CASE("frames that WebSocket or the gateway forbids close the session with the code for it, and no other session") {
  struct offence {
    const char* name;
    std::function<void(station&)> commit;
    unsigned code;
    const char* reason;
  };
  const std::vector<offence> offences{
      {"binary", [](station& who) { who.send_binary(heartbeat); }, 1003, "not_text"},
      {"oversized", [](station& who) { who.send("[2,\"x\",\"" + std::string(2000, 'x') + "\"]"); }, 1009, "message_too_big"},
      {"not UTF-8", [](station& who) { who.send_below(masked(0x81, "[2,\"\xff\xfe\"]")); }, 1007, "not_utf8"},
      {"truncated UTF-8", [](station& who) { who.send_below(masked(0x81, "abc\xe2\x82")); }, 1007, "not_utf8"},
      {"unmasked", [](station& who) { who.send_below(std::string("\x81\x02[]", 4)); }, 1002, "protocol_error"},
      {"RSV1 without negotiation", [](station& who) { who.send_below(masked(0xc1, "[]")); }, 1002, "protocol_error"},
      {"reserved opcode", [](station& who) { who.send_below(masked(0x83, "[]")); }, 1002, "protocol_error"},
      {"fragmented ping", [](station& who) { who.send_below(masked(0x09, "x")); }, 1002, "protocol_error"},
      {"continuation of nothing", [](station& who) { who.send_below(masked(0x80, "x")); }, 1002, "protocol_error"},
  };
  const bool tls = GENERATE(false, true);
  for (const auto& [name, commit, code, reason] : offences) {
    CAPTURE(name, tls);
    gateway under_test([](net::settings& what, session::settings&) { what.limits.message_size = 1024; });
    const auto connect = [&](const std::string& target) {
      return tls ? connect_tls(under_test.tls_port(), {.target = target}) : connect_plain(under_test.plain_port(), {.target = target});
    };
    const auto bystander = connect("/ocpp/BYSTANDER");
    const auto who = connect("/ocpp/OFFENDER");
    commit(*who);
    CHECK(who->wait_for_close().code == code);
    CHECK(reason_of_first(under_test) == reason);
    CHECK(bystander->ask(heartbeat).starts_with(R"([3,"hb")"));
    CHECK(under_test.server().sessions() == 1);
  }
}

TEST_CASE("a message of exactly limits.message_size is taken") {
  const std::string frame = R"([2,"hb","Heartbeat",{}])";
  gateway under_test([&](net::settings& what, session::settings&) { what.limits.message_size = frame.size(); });
  const auto who = connect_plain(under_test.plain_port());
  CHECK(who->ask(frame).starts_with(R"([3,"hb")"));
  who->send(frame + " ");
  CHECK(who->wait_for_close().code == 1009);
}

TEST_CASE("a message may come in fragments of any size, with pings in between, and be large") {
  gateway under_test;
  const auto who = connect_tls(under_test.tls_port());
  who->send_fragments(heartbeat, GENERATE(std::size_t{1}, std::size_t{7}, std::size_t{16}, std::size_t{1000}));
  CHECK(who->receive().starts_with(R"([3,"hb")"));
  who->send_below(masked(0x01, "[2,\"hb\",") + masked(0x89, "ping") + masked(0x80, "\"Heartbeat\",{}]"));
  CHECK(who->receive().starts_with(R"([3,"hb")"));
  const auto large = R"([2,"d","DataTransfer",{"vendorId":"v","data":")" + std::string(300'000, 'x') + "\"}]";
  CHECK(who->ask(large).starts_with(R"([3,"d")"));
  const auto records = under_test.sink().of_type("ocpp.data_transfer.received");
  REQUIRE(records.size() == 1);
  CHECK(records.front().value.find(std::string(300'000, 'x')) != std::string::npos);
}

TEST_CASE("many messages in one piece are all answered, in order") {
  gateway under_test;
  const auto who = connect_tls(under_test.tls_port());
  std::string all;
  for (int id = 0; id < 50; ++id) all += masked(0x81, R"([2,")" + std::to_string(id) + R"(","Authorize",{"idTag":"A"}])");
  who->send_below(all);
  for (int id = 0; id < 50; ++id) CHECK(who->receive().starts_with("[3,\"" + std::to_string(id) + "\""));
}

TEST_CASE("records of one round leave in one batch") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port());
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  const auto before = under_test.sink().batches();
  std::string all;
  for (int id = 0; id < 8; ++id) all += masked(0x81, R"([2,")" + std::to_string(id) + R"(","Authorize",{"idTag":"A"}])");
  who->send_below(all);
  for (int id = 0; id < 8; ++id) who->receive();
  CHECK(under_test.sink().of_type("ocpp.authorization.requested").size() == 8);
  CHECK(under_test.sink().batches() - before <= 8);
}

TEST_CASE("the newest connection of a station wins, and the late end of the old one does not disturb it") {
  gateway under_test;
  const auto old = connect_plain(under_test.plain_port());
  CHECK(old->ask(heartbeat).starts_with(R"([3,"hb")"));
  const auto fresh = connect_plain(under_test.plain_port());
  CHECK(fresh->ask(heartbeat).starts_with(R"([3,"hb")"));
  old->wait_for_close();
  CHECK(reason_of_first(under_test) == "replaced");
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
  CHECK(reason_of_first(under_test) == (politely ? "station_closed" : "connection_lost"));
  CHECK(under_test.wait_until([&] { return under_test.server().sessions() == 0; }));
}

TEST_CASE("a station that does not read is closed once its write queue is full") {
  gateway under_test([](net::settings& what, session::settings& conversations) {
    what.limits.write_queue_bytes = 20'000;
    what.limits.close_timeout = 300ms;
    conversations.remembered_calls = 0;
  });
  const auto who = connect_upgraded(under_test.plain_port(), small_window);
  const auto unknown = masked_long(0x81, R"([2,")" + std::string(1000, 'i') + R"(","NoSuchAction",{}])");  // the answer repeats the id
  std::string many;
  for (int i = 0; i < 100; ++i) many += unknown;
  try {
    for (int i = 0; i < 1000 && under_test.sink().of_type("ocpp.station.disconnected").empty(); ++i) who->send(many);
  } catch (const std::runtime_error&) {
    // the gateway has cut the connection
  }
  CHECK(reason_of_first(under_test) == "slow_consumer");
  CHECK(under_test.metric(R"(ocppgw_limit_reached_total{limit="write_queue_bytes"})") == 1);
}

TEST_CASE("a ping is answered with its payload and is a sign of life") {
  gateway under_test;
  const auto who = connect_upgraded(under_test.plain_port());
  who->send(masked(0x89, "are you there") + masked(0x88, ""));
  CHECK(who->receive_all().find(std::string("\x8a\x0d" "are you there")) != std::string::npos);
}

TEST_CASE("the gateway pings a silent station") {
  gateway under_test([](net::settings&, session::settings& what) { what.ping_interval = 100ms; });
  const auto who = connect_upgraded(under_test.plain_port());
  const std::string empty_ping("\x89\x00", 2);
  CHECK(who->receive_until(empty_ping).ends_with(empty_ping));
  who->send(masked(0x8a, ""));
  CHECK(who->receive_until(empty_ping).ends_with(empty_ping));
}

TEST_CASE("a station from which nothing comes for idle_timeout is closed") {
  gateway under_test([](net::settings& what, session::settings& conversations) {
    conversations.idle_timeout = 300ms;
    what.limits.close_timeout = 200ms;
  });
  connect_upgraded(under_test.plain_port())->receive_all();
  CHECK(reason_of_first(under_test) == "idle_timeout");
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

TEST_CASE("a verdict for a session that has gone is counted and goes nowhere") {
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

TEST_CASE("draining closes all sessions with 1001, those in a transaction last, and takes no new ones") {
  gateway under_test([](net::settings& what, session::settings&) { what.drain.rate = 1000; });
  std::vector<std::unique_ptr<station>> stations;
  for (int i = 0; i < 6; ++i) stations.push_back(connect_plain(under_test.plain_port(), {.target = "/ocpp/S" + std::to_string(i)}));
  CHECK(stations[2]->ask(start_transaction).starts_with(R"([3,"t")"));
  std::vector<farewell> told(stations.size());
  std::vector<std::thread> readers;
  for (std::size_t i = 0; i < stations.size(); ++i) readers.emplace_back([&, i] { told[i] = stations[i]->wait_for_close(); });
  under_test.server().drain();
  for (auto& one : readers) one.join();
  for (const auto& one : told) CHECK(one.code == 1001);
  REQUIRE(under_test.sink().wait_for("ocpp.station.disconnected", 6));
  const auto ended = under_test.sink().of_type("ocpp.station.disconnected");
  REQUIRE(ended.size() == 6);
  CHECK(ended.back().key == "S2");
  for (const auto& one : ended) CHECK(reason_of(one) == "draining");
  CHECK(under_test.server().sessions() == 0);
  CHECK_THROWS_AS(connect_plain(under_test.plain_port()), std::exception);
  bool ready = true;
  for (const auto& check : under_test.health().evaluate(telemetry::health::kind::ready)) ready = ready && check.ok;
  CHECK(!ready);
}

TEST_CASE("what does not go by itself is cut at the drain's deadline, and its end is still an event") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.drain.deadline = 200ms;
    what.limits.close_timeout = 30s;
  });
  const auto stubborn = connect_upgraded(under_test.plain_port());
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  under_test.server().drain();
  CHECK(reason_of_first(under_test) == "draining");
  CHECK(under_test.server().sessions() == 0);
}

TEST_CASE("stopping without draining still says of every session that it ended") {
  gateway under_test;
  const auto first = connect_plain(under_test.plain_port(), {.target = "/ocpp/A"});
  const auto second = connect_tls(under_test.tls_port(), {.target = "/ocpp/B"});
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 2));
  under_test.server().stop();
  CHECK(under_test.sink().of_type("ocpp.station.disconnected").size() == 2);
}
