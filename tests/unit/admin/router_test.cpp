#include "admin/router.hpp"

#include "support/catch.hpp"

using namespace ocppgw;

TEST_CASE("verbose says what a check lets pass") {
  telemetry::metrics metrics;
  telemetry::health health;
  health.add(
      telemetry::health::kind::ready, "kafka", [] { return std::string(); }, [] { return std::string("lost since then"); });
  CHECK(health.evaluate(telemetry::health::kind::ready).at(0).note == "lost since then");
  const admin::router routes("{}", false, metrics, health);
  CHECK(routes.get("/readyz?verbose").body == "[+]kafka ok, but lost since then\nok\n");
  CHECK(routes.get("/readyz?verbose").status == 200);
}
