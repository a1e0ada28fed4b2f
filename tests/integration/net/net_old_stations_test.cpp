// What stations of old fleets do differently at the upgrade, over TCP and over TLS.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

using namespace net_test;

namespace {

std::unique_ptr<raw_client> connect(const gateway& to, bool tls) {
  return tls ? connect_raw_tls(to.tls_port()) : connect_raw(to.plain_port());
}

std::string request_with_key(const std::string& key) {
  return "GET /ocpp/CP001 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Protocol: ocpp1.6\r\nSec-WebSocket-Key: " +
         key + "\r\n\r\n";
}

// A text frame of a client, with a mask of zeros.
std::string frame(const std::string& text) {
  return std::string{static_cast<char>(0x81), static_cast<char>(0x80U | text.size()), 0, 0, 0, 0} + text;
}

response upgraded(raw_client& client) { return {101, client.receive_until("\r\n\r\n")}; }

}  // namespace

TEST_CASE("a key of another length is accepted over what was sent") {
  const bool tls = GENERATE(false, true);
  const auto [key, accept] = GENERATE(table<std::string, std::string>({
      {"dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="},  // of RFC 6455
      {"x", "JVxkmtKFjDcI/Pm/AGPEKSN6wT8="},
      {"a key with blanks, not base64 at all", "JLtIGOH/G+mMxM8ochr8PPWNqcg="},
      {std::string(128, 'k'), "LcijRWdSv8weHsk1E7Dug2wMBbg="},
  }));
  gateway under_test;
  const auto client = connect(under_test, tls);
  client->send(request_with_key(key));
  const auto answer = upgraded(*client);
  CHECK(answer.text.starts_with("HTTP/1.1 101 "));
  CHECK(answer.header("Sec-WebSocket-Accept") == accept);
  client->send(frame(heartbeat));
  CHECK(client->receive_until("}]").find(R"([3,"hb",{)") != std::string::npos);
}

TEST_CASE("the 101 spells Connection: Upgrade as RFC 6455 does") {
  gateway under_test;
  const auto client = connect(under_test, GENERATE(false, true));
  client->send(upgrade_request());
  const auto answer = upgraded(*client);
  CHECK(answer.header("Connection") == "Upgrade");
  CHECK(answer.header("Upgrade") == "websocket");
}

TEST_CASE("a listener with the prefix / takes the station from the whole path") {
  gateway under_test([](net::settings& what, session::settings&) {
    for (auto& one : what.listeners) one.prefix = "/";
  });
  const auto client = connect(under_test, GENERATE(false, true));
  client->send(upgrade_request("/ABCD1234"));
  CHECK(upgraded(*client).text.starts_with("HTTP/1.1 101 "));
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  CHECK(under_test.sink().of_type("ocpp.station.connected").front().key == "ABCD1234");
}

TEST_CASE("blank lines before the request do not matter") {
  const auto blank = GENERATE(std::string("\r\n"), std::string("\r\n\r\n\n"), std::string(4096, '\n'));
  gateway under_test;
  const auto client = connect(under_test, GENERATE(false, true));
  client->send(blank);
  client->send(upgrade_request());
  CHECK(upgraded(*client).text.starts_with("HTTP/1.1 101 "));
}

TEST_CASE("nothing but blank lines is too large a head at last") {
  gateway under_test;
  const auto client = connect(under_test, GENERATE(false, true));
  CHECK(client->ask(std::string(9000, '\n')).status == 431);
}

TEST_CASE("the first frames may arrive together with the request, whole or in part") {
  gateway under_test;
  const auto client = connect(under_test, GENERATE(false, true));
  const auto second = frame(R"([2,"h2","Heartbeat",{}])");
  client->send(upgrade_request() + frame(heartbeat) + second.substr(0, 10));
  const auto told = client->receive_until("}]");
  CHECK(told.starts_with("HTTP/1.1 101 "));
  CHECK(told.find(R"([3,"hb",{)") != std::string::npos);
  client->send(second.substr(10));
  CHECK(client->receive_until("}]").find(R"([3,"h2",{)") != std::string::npos);
}

TEST_CASE("bytes behind the request that are no WebSocket end it with 1002") {
  gateway under_test;
  const auto client = connect(under_test, GENERATE(false, true));
  client->send(upgrade_request() + "early data");
  const auto told = client->receive_all();
  CHECK(told.starts_with("HTTP/1.1 101 "));
  CHECK(told.find(std::string{'\x88', '\x02', '\x03', '\xea'}) != std::string::npos);
}
