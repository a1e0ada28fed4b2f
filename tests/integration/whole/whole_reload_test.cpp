// New settings for a gateway that serves: who is connected stays so, and lives by the new ones.
#include "integration/net/support/net_clients.hpp"

#include "app/dev/dev_mode.hpp"
#include "app/gateway.hpp"

#include "ocppgw/telemetry/log.hpp"

#include "support/catch.hpp"

#include <chrono>
#include <stdexcept>

using namespace ocppgw;
using net_test::connect_plain;
using namespace std::chrono_literals;

namespace {

app::settings initial() {
  app::settings made;
  made.network.listeners.push_back({.bind = "127.0.0.1:0", .prefix = "/ocpp", .tls = {}});
  made.network.shards = 2;
  made.network.drain.grace = 0ms;
  made.admin.bind = "127.0.0.1:0";
  made.auth.mode = app::auth_mode::none;
  return made;
}

// The gateway as the process runs it, with a broker of its own.
class running_gateway {
 public:
  running_gateway() : embedded_(*app::complete(initial())), it_(embedded_.values()) {
    if (!it_.wait_until_ready(20s)) throw std::runtime_error("the gateway is not ready");
  }
  ~running_gateway() { it_.stop(); }
  running_gateway(const running_gateway&) = delete;
  running_gateway& operator=(const running_gateway&) = delete;

  unsigned short port() const { return it_.listeners().front().port; }

  template <class Change>
  app::reload_report apply(const Change& change) {
    auto wanted = *embedded_.values();
    change(wanted);
    return it_.apply(app::complete(std::move(wanted)));
  }

 private:
  app::dev_mode embedded_;
  app::gateway it_;
};

std::string boot(const std::string& id) {
  return R"([2,")" + id + R"(","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}])";
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an open session sees new answers and limits, and none is dropped") {
  running_gateway gateway;
  const auto first = connect_plain(gateway.port(), {.target = "/ocpp/A"});
  const auto second = connect_plain(gateway.port(), {.target = "/ocpp/B"});
  CHECK(contains(first->ask(boot("b1")), R"("interval":300)"));
  CHECK(contains(second->ask(boot("b1")), R"("interval":300)"));

  const auto report = gateway.apply([](app::settings& wanted) {
    wanted.answers.heartbeat_interval = 77s;
    wanted.sessions.garbage_limit = 1;
    wanted.log.level = "warning";
    wanted.kafka.linger = 6ms;
  });
  CHECK(report == app::reload_report{{"ocpp.heartbeat_interval", "limits.garbage", "log.level"}, {"kafka.linger"}});
  CHECK(telemetry::log("net").level() == spdlog::level::warn);
  CHECK(contains(first->ask(boot("b2")), R"("interval":77)"));
  CHECK(contains(second->ask(boot("b2")), R"("interval":77)"));

  second->send("garbage");
  CHECK(second->wait_for_close().code == 1002);
  CHECK(contains(first->ask(boot("b3")), R"("interval":77)"));
  telemetry::configure_logging("info", telemetry::log_format::text);
}

TEST_CASE("settings that cannot be used change nothing for who is connected") {
  running_gateway gateway;
  const auto station = connect_plain(gateway.port());
  CHECK_THROWS_AS(gateway.apply([](app::settings& wanted) {
    wanted.answers.heartbeat_interval = 77s;
    wanted.network.limits.message_size = 2'000'000;
    wanted.kafka.message_max_bytes = 4'000'000;
  }),
                  std::invalid_argument);
  CHECK(contains(station->ask(boot("b1")), R"("interval":300)"));
}
