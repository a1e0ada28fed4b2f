// The whole process, as `run --dev` plugs it together, on ports of its own.
#include "app/dev/dev_mode.hpp"
#include "app/gateway.hpp"
#include "unit/app/fixture.hpp"

#include "ocppgw/app/commands.hpp"

#include "support/catch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <iterator>

using namespace ocppgw::app;

namespace {

constexpr std::chrono::seconds patience{20};

dev_mode start_dev_mode() {
  const auto read = load({.file = {}, .environment = {}, .sets = {R"(listeners=[{bind: "127.0.0.1:0"}])", "admin.bind=127.0.0.1:0",
                                                                  "limits.shards=1", "drain.grace=0"},
                          .dev = true});
  REQUIRE(read.problems.empty());
  return dev_mode(*complete(read.values));
}

std::string get(unsigned short port, const std::string& target) {
  namespace asio = boost::asio;
  asio::io_context io;
  asio::ip::tcp::socket socket(io);
  socket.connect({asio::ip::address_v4::loopback(), port});
  asio::write(socket, asio::buffer("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
  asio::streambuf answer;
  boost::system::error_code end;
  asio::read(socket, answer, end);
  return {std::istreambuf_iterator<char>(&answer), {}};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a running gateway says which build it is and that its configuration was loaded") {
  const auto embedded = start_dev_mode();
  gateway running(embedded.values());
  REQUIRE(running.wait_until_ready(patience));
  const auto metrics = get(running.admin_port(), "/metrics");
  CHECK(contains(metrics, "ocppgw_config_last_reload_success 1\n"));
  CHECK(contains(metrics, "revision=\"" + revision_text() + '"'));
  CHECK(contains(get(running.admin_port(), "/version"), "\"revision\":\"" + revision_text() + '"'));
  CHECK(running.stop());
}

TEST_CASE("a gateway that is left by an exception ends Kafka's thread before the network that it calls") {
  const auto embedded = start_dev_mode();
  const auto fail_while_running = [&] {
    gateway running(embedded.values());
    REQUIRE(running.wait_until_ready(patience));
    throw std::runtime_error("nobody stopped it");
  };
  CHECK_THROWS_AS(fail_while_running(), std::runtime_error);
}
