// How sessions end when the process stops: the drain, its deadline, shards that are stuck.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <thread>
#include <vector>

using namespace net_test;

namespace {

const std::string start_transaction =
    R"([2,"t","StartTransaction",{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}])";

std::string begin_transaction(station& who) {
  const auto answer = who.ask(start_transaction);
  const std::string before = R"("transactionId":)";
  const auto begin = answer.find(before) + before.size();
  return answer.substr(begin, answer.find_first_of(",}", begin) - begin);
}

std::string stop_transaction(const std::string& id) {
  return R"([2,"e","StopTransaction",{"transactionId":)" + id + R"(,"meterStop":9,"timestamp":"2026-01-01T01:00:00Z"}])";
}

std::unique_ptr<station> connect(gateway& to, int number) {
  return connect_plain(to.plain_port(), {.target = "/ocpp/S" + std::to_string(number)});
}

}  // namespace

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
  CHECK(under_test.first_ending() == "draining");
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

TEST_CASE("stations that end or begin a transaction while the gateway drains are closed with 1001 like all others") {
  constexpr int busy = 4;
  constexpr int all = 12;
  gateway under_test([](net::settings& what, session::settings&) {
    what.drain.rate = 10;
    what.drain.deadline = 20s;
  });
  std::vector<std::unique_ptr<station>> stations;
  std::vector<std::string> transactions;
  for (int i = 0; i < all; ++i) stations.push_back(connect(under_test, i));
  for (int i = 0; i < busy; ++i) transactions.push_back(begin_transaction(*stations[static_cast<std::size_t>(i)]));

  const auto before = std::chrono::steady_clock::now();
  std::vector<std::thread> readers;
  std::vector<farewell> told(all);
  const auto read_on = [&](std::size_t i) { readers.emplace_back([&, i] { told[i] = stations[i]->wait_for_close(); }); };
  read_on(all - 1);  // it goes at once; the others keep the gateway waiting, and with it those in a transaction
  std::thread draining([&] { under_test.server().drain(); });
  REQUIRE(under_test.sink().wait_for("ocpp.station.disconnected", 1));
  for (std::size_t i = 0; i < busy; ++i) CHECK(stations[i]->ask(stop_transaction(transactions[i])).starts_with(R"([3,"e")"));
  for (std::size_t i = busy; i < all - 1; i += 2) {
    try {
      stations[i]->send(start_transaction);
    } catch (const std::exception&) {
      continue;  // it has been sent away already
    }
  }
  for (std::size_t i = 0; i < all - 1; ++i) read_on(i);
  draining.join();
  for (auto& one : readers) one.join();
  for (const auto& one : told) CHECK(one.code == 1001);
  CHECK(std::chrono::steady_clock::now() - before < 15s);
}

TEST_CASE("a shard that is stuck delays neither the drain of the others nor the end") {
  gateway under_test([](net::settings& what, session::settings&) { what.drain.deadline = 2s; });
  const auto stuck = connect(under_test, 0);
  const auto well = connect(under_test, 1);
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 2));
  under_test.sink().block_publishing_of("S0");
  stuck->send(heartbeat);
  REQUIRE(under_test.sink().wait_until_blocked());

  const auto before = std::chrono::steady_clock::now();
  farewell told;
  std::thread reader([&] { told = well->wait_for_close(); });
  CHECK_FALSE(under_test.server().drain());
  reader.join();
  CHECK(told.code == 1001);
  CHECK_FALSE(under_test.server().stop());
  CHECK(std::chrono::steady_clock::now() - before < 15s);
  under_test.sink().unblock_publishing();
  CHECK(under_test.wait_until([&] { return under_test.server().stop(); }));
}
