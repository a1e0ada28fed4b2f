#include "app/properties/warnings.hpp"

#include "support/catch.hpp"

using namespace ocppgw;

namespace {

std::vector<config::problem> warnings_of(std::size_t sessions, std::size_t rate, std::chrono::seconds deadline) {
  app::settings values;
  values.network.limits.sessions = sessions;
  values.network.drain.rate = rate;
  values.network.drain.deadline = deadline;
  return app::find_warnings(values, {});
}

}  // namespace

TEST_CASE("the defaults give no warning") { CHECK(app::find_warnings({}, {}).empty()); }

TEST_CASE("a drain whose deadline is too short for all sessions is warned of, with the time that it would take") {
  CHECK(warnings_of(15'000, 500, std::chrono::seconds{30}).empty());
  const auto found = warnings_of(15'001, 500, std::chrono::seconds{30});
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "drain.deadline");
  CHECK(found[0].message.find("within 31s") != std::string::npos);
}
