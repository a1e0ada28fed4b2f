// The seam between sessions and whatever does WebSocket below it: what an owner is told, and in which order.
#include "ocppgw/transport/websocket.hpp"

#include "support/catch.hpp"
#include "unit/transport/socket_pair.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

using namespace transport_test;

namespace {

using kind = close_cause::kind;
using side = close_cause::side;

const std::string request =
    "GET /ocpp/CP001 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

std::string masked(unsigned char first, const std::string& payload) {
  return std::string{static_cast<char>(first), static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0} + payload;
}
const std::string close_1000 = masked(0x88, "\x03\xe8");

// Writes down what it is told.
struct owner final : websocket_events {
  std::vector<std::string> told;
  close_cause cause;
  void on_text(std::string_view message) noexcept override { told.emplace_back(message); }
  void on_binary(std::string_view message) noexcept override { told.push_back("(binary) " + std::string(message)); }
  void on_alive() noexcept override { told.emplace_back("(alive)"); }
  void on_held(std::string_view limit) noexcept override { told.push_back("(held by " + std::string(limit) + ")"); }
  void on_resumed() noexcept override { told.emplace_back("(resumed)"); }
  void on_timeout() noexcept override { told.emplace_back("(timeout)"); }
  void on_closing() noexcept override { told.emplace_back("(closing)"); }
  void on_closed(const close_cause& why) noexcept override {
    told.emplace_back("(closed)");
    cause = why;
  }
};
using told = std::vector<std::string>;

// A connection right after its upgrade.
struct upgraded : socket_pair {
  owner events;
  bool has_room = true;
  receive_totals totals;
  std::atomic<std::size_t>& receiving_bytes = totals.incomplete;
  receive_control receiving{{}, totals, [this] { return has_room; }};
  websocket_ptr socket;

  explicit upgraded(websocket_settings what = {}) {
    say(request);
    asio::co_spawn(context, upgrade(what), asio::detached);
    REQUIRE(run_until([&] { return socket != nullptr; }));
    std::string answer;
    while (!answer.ends_with("\r\n\r\n")) answer += hear(1);
    CHECK(answer.starts_with("HTTP/1.1 101 "));
    socket->open(events, receiving);
  }
  ~upgraded() { socket->cut(); }

  task<> upgrade(websocket_settings what) {
    const auto connection = incoming_connection::plain(std::move(ours));
    const auto read = co_await connection->read_request(8192);
    REQUIRE(std::holds_alternative<http_request>(read));
    std::string subprotocol = "ocpp1.6";
    socket = co_await connection->upgrade(std::move(subprotocol), what);
  }

  bool is_told(std::size_t count) {
    return run_until([&] { return events.told.size() >= count; });
  }
};

}  // namespace

TEST_CASE("each receive() lets one message come, and no more") {
  upgraded both;
  both.say(masked(0x81, "one") + masked(0x81, "a message that is longer than sixteen bytes") + masked(0x81, "three"));
  both.socket->receive();
  both.socket->receive();
  REQUIRE(both.is_told(1));
  both.context.poll();
  CHECK(both.events.told == told{"one"});
  both.socket->receive();
  REQUIRE(both.is_told(2));
  CHECK(both.events.told.back() == "a message that is longer than sixteen bytes");
}

TEST_CASE("a message that the process has no room for waits, and is not lost") {
  const std::string message = GENERATE("short", "a message that is longer than sixteen bytes");
  upgraded both;
  both.has_room = false;
  both.say(masked(0x81, message));
  both.socket->receive();
  REQUIRE(both.is_told(1));
  CHECK(both.events.told == told{"(held by queue_bytes)"});
  both.receiving.resume({});
  both.context.poll();
  CHECK(both.events.told.size() == 1);
  both.has_room = true;
  both.receiving.resume(std::chrono::steady_clock::now());
  REQUIRE(both.is_told(3));
  CHECK(both.events.told == told{"(held by queue_bytes)", "(resumed)", message});
}

TEST_CASE("a message that does not come to its end is told after message_timeout, not before, and its bytes are counted till then") {
  upgraded both;
  both.say(masked(0x01, "a first fragment of more than sixteen bytes"));
  both.socket->receive();
  REQUIRE(both.run_until([&] { return both.receiving_bytes == 43; }));
  const auto begun = std::chrono::steady_clock::now();
  both.receiving.expire(begun + receive_limits{}.message_timeout - std::chrono::seconds{1});
  CHECK(both.events.told.empty());
  both.receiving.expire(begun + receive_limits{}.message_timeout);
  CHECK(both.events.told == told{"(timeout)"});
  both.socket->cut();
  CHECK(both.receiving_bytes == 0);
}

TEST_CASE("a message in fragments arrives whole, and nothing of it is counted afterwards") {
  upgraded both;
  both.say(masked(0x01, "a first fragment of more than sixteen bytes") + masked(0x00, "") + masked(0x80, ", a last one"));
  both.socket->receive();
  REQUIRE(both.is_told(1));
  CHECK(both.events.told == told{"a first fragment of more than sixteen bytes, a last one"});
  CHECK(both.receiving_bytes == 0);
}

TEST_CASE("messages are written in order, each in a frame of its own") {
  upgraded both;
  CHECK(both.socket->send("one") == send_status::ok);
  CHECK(both.socket->send("two") == send_status::ok);
  both.run_until([&] { return both.peer.available() >= 10; });
  CHECK(both.hear(10) == "\x81\x03one\x81\x03two");
}

TEST_CASE("the peer's close frame is told before and after the stream is torn down, with its code") {
  upgraded both;
  both.socket->receive();
  both.say(close_1000);
  REQUIRE(both.is_told(1));
  CHECK(both.events.told == told{"(closing)"});
  both.peer.close();
  REQUIRE(both.is_told(2));
  CHECK(both.events.told == told{"(closing)", "(closed)"});
  CHECK(both.events.cause == close_cause{side::peer, 1000, kind::close_frame});
}

TEST_CASE("a peer that closes and does not go is cut after close_timeout") {
  upgraded both({.close_timeout = std::chrono::milliseconds{50}});
  both.socket->receive();
  both.say(close_1000);
  REQUIRE(both.is_told(2));
  CHECK(both.events.cause == close_cause{side::peer, 1000, kind::close_frame});
}

TEST_CASE("close() writes what is queued, then its frame, and ends as requested") {
  upgraded both;
  CHECK(both.socket->send("last") == send_status::ok);
  both.socket->close(1001, "draining");
  both.socket->close(1002, "later");
  REQUIRE(both.run_until([&] { return both.peer.available() >= 18; }));
  CHECK(both.hear(18) == "\x81\x04last\x88\x0a\x03\xe9" "draining");
  both.say(close_1000);
  both.run_until([&] { return both.peer.available() != 0 || both.events.told.size() == 1; });
  both.peer.close();
  REQUIRE(both.is_told(1));
  CHECK(both.events.cause == close_cause{side::local, 1001, kind::requested});
}

TEST_CASE("a peer that does not answer a close frame is cut after close_timeout, which still ends as requested") {
  upgraded both({.close_timeout = std::chrono::milliseconds{50}});
  both.socket->close(1001, "draining");
  REQUIRE(both.is_told(1));
  CHECK(both.events.cause == close_cause{side::local, 1001, kind::requested});
}

TEST_CASE("beyond the bound of the write queue a message is dropped, and close() does not wait for the others") {
  upgraded both({.write_queue_bytes = 1000, .close_timeout = std::chrono::milliseconds{200}});
  auto status = send_status::ok;
  for (int i = 0; i < 100'000 && status == send_status::ok; ++i) {
    status = both.socket->send(std::string(900, 'x'));
    both.context.poll();
  }
  CHECK(status == send_status::full);
  both.socket->close(1008, "slow_consumer");
  REQUIRE(both.is_told(1));
  CHECK(both.events.cause == close_cause{side::local, 1008, kind::requested});
}

TEST_CASE("a binary message is told as such, and what to do about it is the owner's") {
  upgraded both;
  both.socket->receive();
  both.say(masked(0x82, "\x01\x02") + masked(0x81, "text"));
  REQUIRE(both.is_told(1));
  both.context.poll();
  CHECK(both.events.told == told{"(binary) \x01\x02"});
}

TEST_CASE("text that is no UTF-8 is told as it came") {
  upgraded both;
  both.socket->receive();
  both.say(masked(0x81, "caf\xe9"));
  REQUIRE(both.is_told(1));
  CHECK(both.events.told == told{"caf\xe9"});
}

TEST_CASE("each ping is answered with its payload, and what is sent in one turn of the loop arrives in order") {
  upgraded both;
  both.socket->receive();
  both.say(masked(0x89, "1") + masked(0x89, "2"));
  REQUIRE(both.is_told(2));
  CHECK(both.socket->send("one") == send_status::ok);
  REQUIRE(both.run_until([&] { return both.peer.available() >= 11; }));
  CHECK(both.hear(11) ==
        "\x8a\x01"
        "1\x8a\x01"
        "2\x81\x03one");
}

TEST_CASE("a frame without a mask is answered by 1002, and the connection ends once the peer has gone") {
  upgraded both;
  both.socket->receive();
  both.say({"\x81\x00", 2});
  REQUIRE(both.is_told(1));
  CHECK(both.events.told == told{"(closing)"});
  REQUIRE(both.run_until([&] { return both.peer.available() >= 4; }));
  CHECK(both.hear(4) == "\x88\x02\x03\xea");
  both.peer.close();
  REQUIRE(both.is_told(2));
  CHECK(both.events.cause == close_cause{side::local, 1002, kind::protocol_error});
}

TEST_CASE("pings and pongs are signs of life") {
  upgraded both;
  both.socket->receive();
  both.say(masked(0x89, "x") + masked(0x8a, ""));
  REQUIRE(both.is_told(2));
  CHECK(both.events.told == told{"(alive)", "(alive)"});
}

TEST_CASE("after cut() the owner hears nothing more, whatever was pending") {
  upgraded both;
  both.socket->receive();
  CHECK(both.socket->send("x") == send_status::ok);
  both.socket->cut();
  both.say(masked(0x81, "late"));
  while (both.context.poll() != 0) {
  }
  CHECK(both.events.told.empty());
}
