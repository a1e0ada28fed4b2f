// What a station may send and what not, and how fast it has to read.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <functional>
#include <vector>

using namespace net_test;

namespace {

std::string masked(unsigned char first, const std::string& payload) {
  std::string frame{static_cast<char>(first), static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0};
  return frame + payload;
}

std::string masked_long(unsigned char first, const std::string& payload) {
  const auto size = payload.size();
  const std::string length{static_cast<char>(0x80 | 126), static_cast<char>(size >> 8U), static_cast<char>(size & 0xffU)};
  return std::string(1, static_cast<char>(first)) + length + std::string(4, '\0') + payload;
}

}  // namespace

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
      return tls ? connect_tls(under_test.tls_port(), {.target = target})
                 : connect_plain(under_test.plain_port(), {.target = target});
    };
    const auto bystander = connect("/ocpp/BYSTANDER");
    const auto who = connect("/ocpp/OFFENDER");
    commit(*who);
    CHECK(who->wait_for_close().code == code);
    CHECK(under_test.first_ending() == reason);
    CHECK(bystander->ask(heartbeat).starts_with(R"([3,"hb")"));
    CHECK(under_test.server().sessions() == 1);
  }
}

TEST_CASE("text that is no UTF-8 closes the session where validation is strict, and is kept") {
  const std::string text = GENERATE("[2,\"\xff\xfe\"]", "abc\xe2\x82");
  gateway under_test([](net::settings&, session::settings& what) { what.defaults.validation = ocpp::tolerance::strict; });
  const auto who = connect_plain(under_test.plain_port());
  who->send_below(masked(0x81, text));
  CHECK(who->wait_for_close().code == 1007);
  CHECK(under_test.first_ending() == "not_utf8");
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

namespace {

// Asks and never reads, until the condition holds or the gateway has cut the connection.
template <class Condition>
void flood(raw_client& who, Condition until) {
  const auto unknown =
      masked_long(0x81, R"([2,")" + std::string(1000, 'i') + R"(","NoSuchAction",{}])");  // the answer repeats the id
  std::string many;
  for (int i = 0; i < 100; ++i) many += unknown;
  try {
    for (int i = 0; i < 1000 && !until(); ++i) who.send(many);
  } catch (const std::runtime_error&) {
    // the gateway has cut the connection
  }
}

const std::string overflows = R"(ocppgw_limit_reached_total{limit="write_queue_bytes"})";

}  // namespace

TEST_CASE("a station that does not read is closed once its write queue is full") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.limits.write_queue_bytes = 20'000;
    what.limits.close_timeout = 300ms;
  });
  const auto who = connect_upgraded(under_test.plain_port(), small_window);
  flood(*who, [&] { return !under_test.sink().of_type("ocpp.station.disconnected").empty(); });
  CHECK(under_test.first_ending() == "slow_consumer");
  CHECK(under_test.metric(overflows) == 1);
}

TEST_CASE("a station that is being closed because it does not read gets no commands any more") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.limits.write_queue_bytes = 20'000;
    what.limits.close_timeout = 60s;
  });
  const auto who = connect_upgraded(under_test.plain_port(), small_window);
  flood(*who, [&] { return under_test.metric(overflows) == 1; });
  REQUIRE(under_test.wait_until([&] { return under_test.metric(overflows) == 1; }));
  dispatch(under_test, {reset_command("CP001", "c1", 1)});
  CHECK(under_test.sink().wait_for("ocpp.command.offline", 1));
  CHECK(under_test.sink().of_type("ocpp.command.dispatched").empty());
  CHECK(under_test.server().sessions() == 1);
}

TEST_CASE("a ping is answered with its payload and is a sign of life") {
  gateway under_test;
  const auto who = connect_upgraded(under_test.plain_port());
  who->send(masked(0x89, "are you there") + masked(0x88, ""));
  CHECK(who->receive_all().find(std::string("\x8a\x0d"
                                            "are you there")) != std::string::npos);
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
  gateway under_test([](net::settings& what, session::settings& sessions) {
    sessions.idle_timeout = 300ms;
    what.limits.close_timeout = 200ms;
  });
  connect_upgraded(under_test.plain_port())->receive_all();
  CHECK(under_test.first_ending() == "idle_timeout");
}
