#include "ocppgw/telemetry/health.hpp"

#include "support/catch.hpp"

#include <stdexcept>

using namespace ocppgw;
using kind = telemetry::health::kind;

TEST_CASE("checks of one kind are evaluated in the order they were added") {
  telemetry::health health;
  health.add(kind::ready, "kafka", [] { return std::string("topic ocpp.events is missing"); });
  health.add(kind::live, "shards", [] { return std::string(); });
  health.add(kind::ready, "listeners", [] { return std::string(); });

  const auto ready = health.evaluate(kind::ready);
  REQUIRE(ready.size() == 2);
  CHECK(ready[0].name == "kafka");
  CHECK_FALSE(ready[0].ok);
  CHECK(ready[0].reason == "topic ocpp.events is missing");
  CHECK(ready[1].name == "listeners");
  CHECK(ready[1].ok);
  CHECK(health.evaluate(kind::live).size() == 1);
}

TEST_CASE("a probe is asked anew each time") {
  telemetry::health health;
  std::string reason = "not yet";
  health.add(kind::ready, "x", [&reason] { return reason; });
  CHECK_FALSE(health.evaluate(kind::ready)[0].ok);
  reason.clear();
  CHECK(health.evaluate(kind::ready)[0].ok);
}

TEST_CASE("a probe that throws is a failed check") {
  telemetry::health health;
  health.add(kind::live, "x", []() -> std::string { throw std::runtime_error("broken"); });
  CHECK_FALSE(health.evaluate(kind::live)[0].ok);
  CHECK(health.evaluate(kind::live)[0].reason == "broken");
}
