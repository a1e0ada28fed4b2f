#include "net/listener/acceptor.hpp"

#include "support/catch.hpp"

#include <stdexcept>
#include <vector>

using namespace ocppgw;
using namespace ocppgw::net;
namespace asio = transport::asio;

namespace {

// Takes connections, but for the first, at which it throws.
struct faulty_target final : connection_target {
  asio::io_context loop{1};
  int asked = 0;
  std::vector<transport::tcp_socket> taken;

  asio::io_context& context() override { return loop; }
  void accept(std::size_t, transport::tcp_socket socket) override {
    if (++asked == 1) throw std::runtime_error("out of something");
    taken.push_back(std::move(socket));
  }
};

template <class Condition>
bool run_until(asio::io_context& loop, Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!condition() && std::chrono::steady_clock::now() < deadline) loop.run_one_for(std::chrono::milliseconds{10});
  return condition();
}

}  // namespace

TEST_CASE("an exception while a connection is accepted costs that connection, not the listener") {
  telemetry::metrics metrics;
  faulty_target target;
  acceptor listening("127.0.0.1:0", 0, target.loop, [&]() -> connection_target* { return &target; }, metrics);
  listening.start();
  asio::io_context of_client;
  transport::tcp_socket first(of_client);
  first.connect(listening.local());
  REQUIRE(run_until(target.loop, [&] { return target.asked == 1; }));
  transport::tcp_socket second(of_client);
  second.connect(listening.local());
  CHECK(run_until(target.loop, [&] { return target.taken.size() == 1; }));
}

TEST_CASE("while nobody has room connections wait, and are taken once somebody has") {
  telemetry::metrics metrics;
  faulty_target target;
  target.asked = 1;
  bool room = false;
  int looked = 0;
  const auto choose = [&]() -> connection_target* {
    ++looked;
    return room ? &target : nullptr;
  };
  acceptor listening("127.0.0.1:0", 0, target.loop, choose, metrics);
  listening.start();
  asio::io_context of_client;
  transport::tcp_socket client(of_client);
  client.connect(listening.local());
  REQUIRE(run_until(target.loop, [&] { return looked >= 2; }));
  CHECK(target.taken.empty());
  room = true;
  CHECK(run_until(target.loop, [&] { return target.taken.size() == 1; }));
}
