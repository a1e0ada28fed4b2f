// The whole process, as `run --dev` plugs it together, on ports of its own.
#include "app/gateway.hpp"
#include "app/dev/dev_mode.hpp"
#include "unit/app/fixture.hpp"

#include "ocppgw/app/commands.hpp"
#include "ocppgw/kafka/embedded_broker.hpp"

#include "support/catch.hpp"
#include "telemetry/families.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <iterator>

using namespace ocppgw;
using namespace ocppgw::app;

namespace {

constexpr std::chrono::seconds patience{20};

dev_mode start_dev_mode(std::vector<std::string> sets = {}) {
  sets.insert(sets.end(), {R"(listeners=[{bind: "127.0.0.1:0"}])", "admin.bind=127.0.0.1:0", "limits.shards=1", "drain.grace=0"});
  const auto read = load({.file = {}, .environment = {}, .sets = std::move(sets), .dev = true});
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

// A station that has a session and never says a word.
class open_station {
 public:
  explicit open_station(unsigned short port) {
    socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    boost::asio::write(socket_, boost::asio::buffer(std::string(
                                    "GET /ocpp/CP001 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                                    "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n")));
    boost::asio::streambuf answer;
    boost::asio::read_until(socket_, answer, "\r\n\r\n");
  }

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool has_sample(const std::string& metrics, const ocppgw::telemetry::family& of) {
  const auto* suffix = of.kind == ocppgw::telemetry::family_kind::histogram ? "_count" : "";
  const auto name = '\n' + std::string(of.name) + suffix;
  return contains(metrics, name + ' ') || contains(metrics, name + '{');
}

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

TEST_CASE("without Kafka a gateway stops in bounded time and says that something was left behind") {
  const auto broker = kafka::embedded_broker::create({"ocpp.events", "ocpp.commands", "ocpp.command-results", "ocpp.rejected"});
  const auto embedded = start_dev_mode({"kafka.bootstrap_servers=" + broker->bootstrap_servers(), "drain.flush=500ms",
                                        "limits.close_timeout=500ms", "drain.deadline=2s"});
  gateway running(embedded.values());
  REQUIRE(running.wait_until_ready(patience));
  broker->set_down(true);
  const open_station station(running.listeners().front().port);
  const auto before = std::chrono::steady_clock::now();
  CHECK_FALSE(running.stop());
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{6});
  CHECK(contains(get(running.admin_port(), "/metrics"), "ocppgw_events_dropped_total{reason=\"stopped\"} 2\n"));
}

TEST_CASE("a gateway that has just started shows every metric with 0, but for those of brokers and partitions") {
  const auto embedded = start_dev_mode();
  gateway running(embedded.values());
  const auto metrics = get(running.admin_port(), "/metrics");
  for (const auto& family : ocppgw::telemetry::families()) {
    CAPTURE(family.name);
    const bool of_broker = family.labels == "broker,client" || family.labels == "partition,topic";
    const bool of_tls = family.labels == "listener" && family.name.ends_with("_timestamp_seconds");
    CHECK(contains(metrics, "\n# HELP " + std::string(family.name) + ' '));
    if (!of_broker && !of_tls) CHECK(has_sample(metrics, family));
  }
  CHECK(contains(metrics, R"(ocppgw_messages_total{direction="in",type="call",action="StopTransaction"} 0)"));
  CHECK(contains(metrics, R"(ocppgw_messages_total{direction="in",type="error",action="Reset"} 0)"));
  CHECK(contains(metrics, R"(ocppgw_call_duration_seconds_count{direction="out",action="Reset"} 0)"));
  CHECK(contains(metrics, R"(ocppgw_events_total{result="failed",type="ocpp.meter.sampled"} 0)"));
  CHECK(contains(metrics, R"(ocppgw_commands_total{action="Reset",outcome="uncertain"} 0)"));
  CHECK(contains(metrics, R"(ocppgw_handshakes_total{listener="127.0.0.1:0",result="bad_path"} 0)"));
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
