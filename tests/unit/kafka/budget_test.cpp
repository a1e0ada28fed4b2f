#include "kafka/budget.hpp"

#include "support/catch.hpp"

using ocppgw::kafka::budget;

TEST_CASE("a budget is full above its limit, not at it") {
  budget room(1000);
  room.add(1000);
  CHECK(room.open());
  room.add(1);
  CHECK_FALSE(room.open());
}

TEST_CASE("a full budget opens again at eighty percent") {
  budget room(1000);
  room.add(1001);
  CHECK_FALSE(room.open());
  room.remove(200);
  CHECK_FALSE(room.open());
  room.remove(1);
  CHECK(room.bytes() == 800);
  CHECK(room.open());
}

TEST_CASE("a peak between two looks is noticed until the level is low") {
  budget room(1000);
  room.add(1001);
  room.remove(100);
  CHECK_FALSE(room.open());
}
