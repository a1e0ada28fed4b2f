// Many connections that want nothing: others are served all the same.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace net_test;

namespace {

constexpr auto heartbeat = R"([2,"hb","Heartbeat",{}])";
constexpr auto stranger = "127.0.0.2";

std::string limit(const std::string& name) { return R"(ocppgw_limit_reached_total{limit=")" + name + R"("})"; }

using crowd = std::vector<std::unique_ptr<raw_client>>;

crowd gather(std::size_t many, unsigned short port, const std::string& first_words) {
  crowd all;
  for (std::size_t i = 0; i < many; ++i) {
    all.push_back(connect_raw_from(stranger, port));
    if (!first_words.empty()) all.back()->send(first_words);
  }
  return all;
}

bool is_served(const std::unique_ptr<station>& who) { return who->ask(heartbeat).starts_with(R"([3,"hb")"); }

}  // namespace

TEST_CASE("TLS clients that say one byte stop neither their own listener nor another") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.limits.handshakes_in_flight = 10;
    what.limits.pending_connections = 250;
  });
  const auto silent = gather(200, under_test.tls_port(), "\x16");
  const auto begin = std::chrono::steady_clock::now();
  CHECK(is_served(connect_plain(under_test.plain_port())));
  CHECK(is_served(connect_tls(under_test.tls_port())));
  CHECK(std::chrono::steady_clock::now() - begin < 3s);
  CHECK(under_test.metric(limit("handshakes_in_flight")) == 0);
}

TEST_CASE("a listener that is full leaves the others alone, and its own silent clients give way") {
  gateway under_test([](net::settings& what, session::settings&) { what.limits.pending_connections = 20; });
  const auto silent = gather(60, under_test.tls_port(), "\x16");
  REQUIRE(under_test.wait_until([&] { return under_test.metric(limit("pending_connections")) > 0; }));
  CHECK(is_served(connect_plain(under_test.plain_port())));
  CHECK(is_served(connect_tls(under_test.tls_port())));
  CHECK(under_test.metric(R"(ocppgw_handshakes_total{listener="127.0.0.1:0",result="crowded_out"})") > 0);
}

TEST_CASE("who begins a TLS handshake and does not go on gives way to those who wait for theirs") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.shards = 1;
    what.limits.handshakes_in_flight = 1;
    what.limits.tls_timeout = 60s;
    what.limits.handshake_timeout = 60s;
  });
  const auto blocker = gather(1, under_test.tls_port(), client_hello());
  blocker[0]->receive_until("\x16");
  CHECK(is_served(connect_tls(under_test.tls_port())));
  CHECK(under_test.metric(limit("handshakes_in_flight")) > 0);
}

TEST_CASE("a ClientHello may come in pieces") {
  gateway under_test;
  const auto who = connect_raw(under_test.tls_port());
  const auto hello = client_hello();
  for (const auto& [from, size] : {std::pair<std::size_t, std::size_t>{0, 1}, {1, 6}, {7, std::string::npos}}) {
    who->send(hello.substr(from, size));
    std::this_thread::yield();
  }
  CHECK(!who->receive_until("\x16\x03\x03").empty());
}

TEST_CASE("an address has so many connections without a session, not one more, and others are not its concern") {
  gateway under_test([](net::settings& what, session::settings&) { what.limits.pending_per_address = 3; });
  const auto silent = gather(3, under_test.plain_port(), "G");
  const auto one_more = connect_raw_from(stranger, under_test.plain_port());
  CHECK(one_more->receive_all().empty());
  CHECK(under_test.metric(limit("pending_per_address")) == 1);
  CHECK(is_served(connect_plain(under_test.plain_port(), {.source = "127.0.0.3"})));
}

TEST_CASE("who says nothing, and who does not end its TLS handshake, is gone at the deadline of that") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.limits.first_byte_timeout = 200ms;
    what.limits.tls_timeout = 300ms;
    what.limits.close_timeout = 100ms;
  });
  const bool speaks = GENERATE(false, true);
  const auto who = gather(1, under_test.tls_port(), speaks ? client_hello() : "");
  const auto begin = std::chrono::steady_clock::now();
  who[0]->receive_all();
  CHECK(std::chrono::steady_clock::now() - begin < 3s);
  CHECK(under_test.metric(limit(speaks ? "tls_timeout" : "first_byte_timeout")) == 1);
}
