#include "kafka/reader/offsets.hpp"

#include "support/catch.hpp"

using ocppgw::kafka::offsets;
using positions = std::map<std::int32_t, std::int64_t>;

TEST_CASE("nothing is committable before a command is settled") {
  offsets tracked;
  CHECK(tracked.take(0, 10, 1));
  CHECK(tracked.committable().empty());
  CHECK(tracked.unsettled() == 1);
}

TEST_CASE("an offset is committable only below the lowest unsettled command") {
  offsets tracked;
  for (std::int64_t each = 10; each < 14; ++each) REQUIRE(tracked.take(0, each, 1));

  tracked.settle(0, 11);
  tracked.settle(0, 13);
  CHECK(tracked.committable().empty());

  tracked.settle(0, 10);
  CHECK(tracked.committable() == positions{{0, 12}});

  tracked.settle(0, 12);
  CHECK(tracked.committable() == positions{{0, 14}});
}

TEST_CASE("partitions are tracked apart from each other") {
  offsets tracked;
  REQUIRE(tracked.take(0, 5, 1));
  REQUIRE(tracked.take(3, 5, 1));
  tracked.settle(3, 5);
  CHECK(tracked.committable() == positions{{3, 6}});
}

TEST_CASE("what was committed is not committed again") {
  offsets tracked;
  REQUIRE(tracked.take(0, 0, 1));
  tracked.settle(0, 0);
  tracked.committed(0, 1);
  CHECK(tracked.committable().empty());

  REQUIRE(tracked.take(0, 1, 1));
  tracked.settle(0, 1);
  CHECK(tracked.committable() == positions{{0, 2}});
}

TEST_CASE("a late report about an older commit does not move the offset back") {
  offsets tracked;
  for (std::int64_t each = 0; each < 3; ++each) REQUIRE(tracked.take(0, each, 1));
  for (std::int64_t each = 0; each < 3; ++each) tracked.settle(0, each);
  tracked.committed(0, 3);
  tracked.committed(0, 1);
  CHECK(tracked.committable().empty());
}

TEST_CASE("a command that was taken is not taken again") {
  offsets tracked;
  REQUIRE(tracked.take(0, 7, 1));
  CHECK_FALSE(tracked.take(0, 7, 1));
  CHECK_FALSE(tracked.take(0, 6, 1));
  tracked.settle(0, 7);
  CHECK_FALSE(tracked.take(0, 7, 1));
  CHECK(tracked.unsettled() == 0);
}

TEST_CASE("gaps in the offsets, as compaction leaves them, hold nothing up") {
  offsets tracked;
  REQUIRE(tracked.take(0, 3, 1));
  REQUIRE(tracked.take(0, 900, 1));
  tracked.settle(0, 3);
  CHECK(tracked.committable() == positions{{0, 900}});
  tracked.settle(0, 900);
  CHECK(tracked.committable() == positions{{0, 901}});
}

TEST_CASE("settling twice, or what was never taken, changes nothing") {
  offsets tracked;
  tracked.settle(4, 1);
  REQUIRE(tracked.take(0, 1, 1));
  REQUIRE(tracked.take(0, 2, 1));
  tracked.settle(0, 1);
  tracked.settle(0, 1);
  tracked.settle(0, 99);
  CHECK(tracked.unsettled() == 1);
  CHECK(tracked.committable() == positions{{0, 2}});
}

TEST_CASE("reading goes on behind the last command that was taken") {
  offsets tracked;
  CHECK_FALSE(tracked.position(0).has_value());
  REQUIRE(tracked.take(0, 41, 1));
  CHECK(tracked.position(0) == 42);
}

TEST_CASE("a partition whose offsets were reset starts anew") {
  offsets tracked;
  REQUIRE(tracked.take(0, 500, 1));
  tracked.forget(0);
  CHECK(tracked.unsettled() == 0);
  CHECK_FALSE(tracked.position(0).has_value());
  CHECK(tracked.take(0, 0, 1));
}

TEST_CASE("what is unsettled weighs what it takes to hold it") {
  offsets tracked;
  REQUIRE(tracked.take(0, 5, 100));
  REQUIRE(tracked.take(1, 5, 40));
  REQUIRE(tracked.take(0, 6, 7));
  CHECK(tracked.unsettled_bytes() == 147);
  tracked.settle(0, 5);
  tracked.settle(0, 5);
  CHECK(tracked.unsettled_bytes() == 47);
  tracked.forget(1);
  CHECK(tracked.unsettled_bytes() == 7);
}
