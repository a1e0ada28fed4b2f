// Where the gateway listens, and what it does when the process has no file descriptors left.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

using namespace net_test;

namespace {

// Leaves the process exactly `count` file descriptors, until it is destroyed.
class scarce_descriptors {
 public:
  explicit scarce_descriptors(rlim_t count) {
    getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest_free = dup(STDIN_FILENO);
    close(lowest_free);
    const rlimit scarce{static_cast<rlim_t>(lowest_free) + count, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &scarce);
  }
  scarce_descriptors(const scarce_descriptors&) = delete;
  scarce_descriptors& operator=(const scarce_descriptors&) = delete;
  ~scarce_descriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

// A client of one file descriptor and nothing else.
class bare_client {
 public:
  explicit bare_client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("not connected");
  }
  bare_client(const bare_client&) = delete;
  bare_client& operator=(const bare_client&) = delete;
  ~bare_client() { close(socket_); }

  std::string ask(const std::string& request) const {
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return "not sent";
    std::string answer(1000, '\0');
    const auto size = ::recv(socket_, answer.data(), answer.size(), 0);
    answer.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return answer;
  }

 private:
  int socket_;
};

}  // namespace

TEST_CASE("a listener on [::] serves IPv6 and IPv4") {
  gateway under_test([](net::settings& what, session::settings&) { what.listeners[0].bind = "[::]:0"; });
  const auto six = connect_plain(under_test.plain_port(), {.target = "/ocpp/SIX", .address = "::1"});
  const auto four = connect_plain(under_test.plain_port(), {.target = "/ocpp/FOUR"});
  CHECK(six->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(four->ask(heartbeat).starts_with(R"([3,"hb")"));
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 2));
  for (const auto& one : under_test.sink().of_type("ocpp.station.connected")) {
    const auto* address = one.key == "FOUR" ? R"("remoteAddress":"127.0.0.1:)" : R"("remoteAddress":"[::1]:)";
    CHECK(one.value.find(address) != std::string::npos);
  }
}

TEST_CASE("any number of listeners serve, each behind its prefix") {
  gateway under_test([](net::settings& what, session::settings&) {
    what.listeners.push_back({"127.0.0.1:0", "/other/path", std::nullopt});
  });
  const auto bound = under_test.server().listeners();
  REQUIRE(bound.size() == 3);
  const auto who = connect_plain(bound[2].port, {.target = "/other/path/CP1"});
  CHECK(who->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(connect_raw(bound[2].port)->ask(upgrade_request()).status == 404);
}

TEST_CASE("an address that cannot be bound is named when the server starts") {
  gateway first;
  const auto taken = "127.0.0.1:" + std::to_string(first.plain_port());
  std::string told;
  try {
    gateway second([&](net::settings& what, session::settings&) { what.listeners[0].bind = taken; });
  } catch (const std::runtime_error& why) {
    told = why.what();
  }
  CHECK(told.find(taken) != std::string::npos);
}

TEST_CASE("without file descriptors connections wait in the kernel's queue, and are served when there are some again") {
  gateway under_test;
  const auto exhausted = [&] { return under_test.metric(R"(ocppgw_limit_reached_total{limit="open_files"})"); };
  auto scarce = std::make_unique<scarce_descriptors>(1);
  const bare_client waiting(under_test.plain_port());
  REQUIRE(under_test.wait_until([&] { return exhausted() >= 2; }));
  CHECK(exhausted() < 100);  // it pauses, it does not spin
  scarce.reset();
  CHECK(waiting.ask(upgrade_request()).starts_with("HTTP/1.1 101 "));
}
