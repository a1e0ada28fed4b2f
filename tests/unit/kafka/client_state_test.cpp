#include "kafka/client_state.hpp"

#include "support/catch.hpp"

using ocppgw::kafka::queue_budget;
using ocppgw::kafka::watchdog;
using namespace std::chrono_literals;

TEST_CASE("a budget is full above its limit, not at it") {
  queue_budget room(1000);
  room.add(1000);
  CHECK(room.open());
  room.add(1);
  CHECK_FALSE(room.open());
}

TEST_CASE("a full budget opens again at eighty percent") {
  queue_budget room(1000);
  room.add(1001);
  CHECK_FALSE(room.open());
  room.remove(200);
  CHECK_FALSE(room.open());
  room.remove(1);
  CHECK(room.bytes() == 800);
  CHECK(room.open());
}

TEST_CASE("a peak between two looks is noticed until the level is low") {
  queue_budget room(1000);
  room.add(1001);
  room.remove(100);
  CHECK_FALSE(room.open());
}

TEST_CASE("a thread that runs its loop is alive, one that is silent for over a minute is not") {
  const auto start = std::chrono::steady_clock::now();
  watchdog thread;
  CHECK(thread.problem(start).empty());
  thread.tick(start);
  CHECK(thread.problem(start + 60s).empty());
  CHECK_FALSE(thread.problem(start + 61s).empty());
  thread.tick(start + 61s);
  CHECK(thread.problem(start + 62s).empty());
}

TEST_CASE("a thread that was stopped is not stuck") {
  const auto start = std::chrono::steady_clock::now();
  watchdog thread;
  thread.tick(start);
  thread.stop();
  CHECK(thread.problem(start + 1h).empty());
}
