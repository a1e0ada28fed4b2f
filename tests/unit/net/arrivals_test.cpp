#include "net/session/arrivals.hpp"

#include "support/catch.hpp"

using ocppgw::net::arrivals;

TEST_CASE("of two of one name under way only one is the first, and others are not in their way") {
  arrivals all;
  const auto one = all.enter("CP-1");
  CHECK(one.was_first());
  CHECK_FALSE(all.enter("CP-1").was_first());
  CHECK_FALSE(all.enter("CP-1").was_first());
  CHECK(all.enter("CP-2").was_first());
}

TEST_CASE("who has arrived is under way no more") {
  arrivals all;
  {
    auto one = all.enter("CP-1");
    const auto moved = std::move(one);
    CHECK_FALSE(all.enter("CP-1").was_first());
  }
  CHECK(all.enter("CP-1").was_first());
}
