#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <vector>

using namespace net_test;

namespace {

const std::string results = R"(ocppgw_handshakes_total{listener="127.0.0.1:0",result=")";

std::string handshakes(const std::string& result) { return results + result + "\"}"; }

}  // namespace

TEST_CASE("a station is accepted with its subprotocol and nothing it did not ask for") {
  gateway under_test;
  const auto who = connect_plain(under_test.plain_port(), {.target = "/ocpp/RDAM%20123/?x=y",
                                                           .subprotocols = "ocpp2.0.1, ocpp1.6",
                                                           .authorization = "Basic UkRBTSAxMjM6c2VjcmV0",
                                                           .compression = true});
  CHECK(who->accepted_header("Sec-WebSocket-Protocol") == "ocpp1.6");
  CHECK(who->accepted_header("Sec-WebSocket-Extensions") == "");
  CHECK(who->accepted_header("Server") == "ocpp-gateway");
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb",{"currentTime":)"));
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  const auto connected = under_test.sink().of_type("ocpp.station.connected").front();
  CHECK(connected.key == "RDAM 123");
  CHECK(connected.value.find("127.0.0.1:") != std::string::npos);
  CHECK(connected.value.find("test station") != std::string::npos);
  CHECK(connected.value.find(R"("securityProfile":1)") != std::string::npos);
}

TEST_CASE("compression is negotiated where it is configured, and works") {
  gateway under_test([](net::settings& what, session::settings&) { what.compression = true; });
  const auto who = connect_plain(under_test.plain_port(), {.compression = true});
  CHECK(who->accepted_header("Sec-WebSocket-Extensions").starts_with("permessage-deflate"));
  CHECK(who->ask(boot).starts_with(R"([3,"b1",{)"));
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb",{)"));
}

TEST_CASE("without a common subprotocol the upgrade is completed without the header and closed with 1002") {
  gateway under_test;
  const auto offers = GENERATE(std::string(), std::string("ocpp2.0.1"), std::string("ocpp1.5, ocpp1.2"));
  const auto who = connect_plain(under_test.plain_port(), {.subprotocols = offers});
  CHECK(who->accepted_header("Sec-WebSocket-Protocol") == "");
  const auto told = who->wait_for_close();
  CHECK(told.code == 1002);
  CHECK(told.reason == "unsupported subprotocol");
  CHECK(under_test.wait_until([&] { return under_test.metric(handshakes("bad_subprotocol")) == 1; }));
  CHECK(under_test.server().sessions() == 0);
  CHECK(under_test.sink().of_type("ocpp.station.connected").empty());
}

TEST_CASE("a missing Connection header is tolerated") {
  gateway under_test;
  const auto client = connect_raw(under_test.plain_port());
  client->send(upgrade_request("/ocpp/CP001", ""));
  CHECK(under_test.sink().wait_for("ocpp.station.connected", 1));
}

TEST_CASE("requests that are no upgrade of a station get their status and a short text") {
  gateway under_test;
  const std::string head = "GET /ocpp/CP001 HTTP/1.1\r\nHost: x\r\n";
  const std::vector<std::pair<std::string, unsigned>> cases{
      {head + "\r\n", 426},
      {"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", 426},
      {head + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n", 400},
      {upgrade_request("/"), 404},
      {upgrade_request("/ocpp/"), 404},
      {upgrade_request("/ocpp/%G1"), 404},
      {upgrade_request("/elsewhere/CP001"), 404},
      {upgrade_request("/ocpp/CP001", "Content-Length: 5\r\n") + "hello", 400},
      {"POST /ocpp/CP001 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 400},
      {"GET /ocpp/CP001 HTTP/1.0\r\n\r\n", 400},
      {"complete nonsense\r\n\r\n", 400},
      {std::string(100, '\0'), 400},
      {"GET /ocpp/a b HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(9000, 'x') + "\r\n\r\n", 431},
      {"GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n", 431},
  };
  for (const auto& [request, status] : cases) {
    CAPTURE(request.substr(0, 120));
    const auto answer = connect_raw(under_test.plain_port())->ask(request);
    CHECK(answer.status == status);
    CHECK(answer.header("Connection").find("close") != std::string::npos);
    CHECK(answer.text.size() < 500);
  }
  const auto plain = connect_raw(under_test.plain_port())->ask(head + "\r\n");
  CHECK(plain.header("Upgrade") == "websocket");
  CHECK(under_test.server().sessions() == 0);
}

TEST_CASE("the authenticator's answer decides the status") {
  gateway under_test;
  under_test.authenticator().answer("UNKNOWN", auth::admission::unknown_station);
  under_test.authenticator().answer("WRONG", auth::admission::unauthorized);
  under_test.authenticator().answer("PLAIN", auth::admission::wrong_transport);
  const auto ask_as = [&](const std::string& who) {
    return connect_raw(under_test.plain_port())->ask(upgrade_request("/ocpp/" + who));
  };
  CHECK(ask_as("UNKNOWN").status == 404);
  CHECK(ask_as("PLAIN").status == 403);
  under_test.authenticator().answer("BUSY", auth::admission::busy);
  const auto busy = ask_as("BUSY");
  CHECK(busy.status == 503);
  const auto wait = std::stoi(busy.header("Retry-After"));
  CHECK(wait >= 10);
  CHECK(wait <= 60);
  const auto unauthorized = ask_as("WRONG");
  CHECK(unauthorized.status == 401);
  CHECK(unauthorized.header("WWW-Authenticate") == "Basic realm=\"ocpp\"");
}

TEST_CASE("an authenticator may take its time, and answer on a thread of its own") {
  gateway under_test;
  under_test.authenticator().answer_later();
  const auto client = connect_raw(under_test.plain_port());
  client->send(upgrade_request());
  REQUIRE(under_test.authenticator().wait_for_question());
  CHECK(under_test.server().sessions() == 0);
  under_test.authenticator().release();
  CHECK(client->receive_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
  CHECK(under_test.sink().wait_for("ocpp.station.connected", 1));
}

TEST_CASE("a station whose authentication takes too long is told so, and its late answer harms nobody") {
  gateway under_test([](net::settings& what, session::settings&) { what.limits.handshake_timeout = 200ms; });
  under_test.authenticator().answer_later();
  const auto client = connect_raw(under_test.plain_port());
  CHECK(client->ask(upgrade_request()).status == 408);
  under_test.authenticator().release();
  CHECK(under_test.wait_until([&] { return under_test.metric(handshakes("timeout")) == 1; }));
  CHECK(under_test.server().sessions() == 0);
}

TEST_CASE("the security profile of an event is what was verified, not what was claimed") {
  gateway under_test;
  const auto password = std::string("Basic UkRBTTpzZWNyZXQ=");
  const auto proven = connect_tls(under_test.tls_port(), {.target = "/ocpp/PROVEN", .authorization = password});
  const auto open = connect_tls(under_test.tls_port(), {.target = "/ocpp/OPEN"});
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 2));
  for (const auto& one : under_test.sink().of_type("ocpp.station.connected")) {
    const auto* profile = one.key == "PROVEN" ? R"("securityProfile":2)" : R"("securityProfile":0)";
    CHECK(one.value.find(profile) != std::string::npos);
  }
}

TEST_CASE("stations are put off with 503 while Kafka takes nothing") {
  gateway under_test;
  under_test.sink().set_accepting(false);
  const auto answer = connect_raw(under_test.plain_port())->ask(upgrade_request());
  CHECK(answer.status == 503);
  CHECK(answer.header("Retry-After") != "");
  under_test.sink().set_accepting(true);
  CHECK(connect_plain(under_test.plain_port())->ask(heartbeat).starts_with(R"([3,"hb")"));
}

TEST_CASE("beyond limits.sessions newcomers are put off with 503, but a station may take its own place again") {
  gateway under_test([](net::settings& what, session::settings&) { what.limits.sessions = 2; });
  const auto first = connect_plain(under_test.plain_port(), {.target = "/ocpp/A"});
  const auto second = connect_plain(under_test.plain_port(), {.target = "/ocpp/B"});
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 2));
  CHECK(connect_raw(under_test.plain_port())->ask(upgrade_request("/ocpp/C")).status == 503);
  CHECK(under_test.metric(R"(ocppgw_limit_reached_total{limit="sessions"})") == 1);
  const auto again = connect_plain(under_test.plain_port(), {.target = "/ocpp/A"});
  CHECK(again->ask(heartbeat).starts_with(R"([3,"hb")"));
}

TEST_CASE("a client that says nothing, or not enough, is gone after handshake_timeout") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.limits.handshake_timeout = 300ms;
    what.limits.close_timeout = 200ms;
  });
  const bool tls = GENERATE(false, true);
  const auto port = tls ? under_test.tls_port() : under_test.plain_port();
  const auto begin = std::chrono::steady_clock::now();
  const auto silent = connect_raw(port);
  const auto slow = connect_raw(port);
  slow->send(tls ? std::string("\x16\x03\x01\x02", 4) : std::string("GET /ocpp/CP001 HTTP/1.1\r\nHost:"));
  const auto told = silent->receive_all();
  const auto told_slow = slow->receive_all();
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  CHECK(std::chrono::steady_clock::now() - begin >= 300ms);
  if (!tls) CHECK(told.starts_with("HTTP/1.1 408 "));
  if (!tls) CHECK(told_slow.starts_with("HTTP/1.1 408 "));
  CHECK(under_test.wait_until([&] { return under_test.metric(handshakes("timeout")) == 2; }));
}

TEST_CASE("silent clients do not use up the handshakes that may be in flight") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.shards = 1;
    what.limits.handshakes_in_flight = 1;
  });
  std::vector<std::unique_ptr<raw_client>> silent;
  for (int i = 0; i < 5; ++i) silent.push_back(connect_raw(under_test.tls_port()));
  CHECK(connect_tls(under_test.tls_port())->ask(heartbeat).starts_with(R"([3,"hb")"));
}

TEST_CASE("beyond handshakes_in_flight clients wait, and are served when there is room again") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.shards = 1;
    what.limits.handshakes_in_flight = 1;
    what.limits.handshake_timeout = 700ms;
    what.limits.close_timeout = 100ms;
  });
  const auto blocker = connect_raw(under_test.tls_port());
  blocker->send(client_hello());
  const auto second = connect_raw(under_test.tls_port());
  second->send(client_hello());
  const auto waiting = connect_raw(under_test.tls_port());
  waiting->send(client_hello());
  CHECK(
      under_test.wait_until([&] { return under_test.metric(R"(ocppgw_limit_reached_total{limit="handshakes_in_flight"})") > 0; }));
  blocker->receive_all();
  second->receive_all();
  waiting->receive_all();
  CHECK(connect_tls(under_test.tls_port())->ask(heartbeat).starts_with(R"([3,"hb")"));
}
