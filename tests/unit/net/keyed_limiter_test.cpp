#include "net/listener/keyed_limiter.hpp"

#include "support/catch.hpp"

using namespace std::chrono_literals;
using ocppgw::net::keyed_limiter;

namespace {

constexpr ocppgw::base::steady_time start{1000s};

}  // namespace

TEST_CASE("each key has its number per minute, at once or spread, and others have theirs") {
  keyed_limiter limiter(3);
  for (int i = 0; i < 3; ++i) CHECK(limiter.take("a", start));
  CHECK_FALSE(limiter.take("a", start));
  CHECK(limiter.take("b", start));
  CHECK_FALSE(limiter.take("a", start + 19s));
  CHECK(limiter.take("a", start + 39s));
  CHECK_FALSE(limiter.take("a", start + 39s));
}

TEST_CASE("to ask costs nothing") {
  keyed_limiter limiter(1);
  for (int i = 0; i < 3; ++i) CHECK(limiter.has("a", start));
  CHECK(limiter.take("a", start));
  CHECK_FALSE(limiter.has("a", start));
  CHECK(limiter.has("a", start + 61s));
}

TEST_CASE("0 is no limit, and a new number counts at once") {
  keyed_limiter limiter(0);
  for (int i = 0; i < 1000; ++i) REQUIRE(limiter.take("a", start));
  limiter.use(1);
  CHECK(limiter.take("a", start));
  CHECK_FALSE(limiter.take("a", start));
}

TEST_CASE("it remembers a bounded number of keys, those that did something last") {
  keyed_limiter limiter(1);
  for (std::size_t i = 0; i < keyed_limiter::remembered; ++i) REQUIRE(limiter.take("old" + std::to_string(i), start));
  CHECK(limiter.take("new", start + 62s));
  CHECK_FALSE(limiter.take("new", start + 62s));
}
