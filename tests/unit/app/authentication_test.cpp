#include "app/authentication.hpp"

#include "support/catch.hpp"

#include <optional>
#include <stdexcept>

using namespace ocppgw;
using namespace ocppgw::app;

TEST_CASE("the mode none admits whoever connects, and claims that nothing was proven") {
  telemetry::metrics metrics;
  std::optional<auth::verification> found;
  make_authenticator({.mode = auth_mode::none}, nullptr, metrics)->verify("CP001", {}, [&](auth::verification what) {
    found = std::move(what);
  });
  REQUIRE(found);
  CHECK(found->result == auth::admission::granted);
  CHECK(found->security_profile == 0);
}

TEST_CASE("a mode without an authenticator is no open door") {
  telemetry::metrics metrics;
  CHECK_THROWS(make_authenticator({.mode = std::nullopt}, nullptr, metrics));
  CHECK_THROWS_AS(make_authenticator({.mode = static_cast<auth_mode>(99)}, nullptr, metrics), std::logic_error);
}
