#include "kafka/heartbeat.hpp"

#include "support/catch.hpp"

using ocppgw::kafka::heartbeat;
using namespace std::chrono_literals;

TEST_CASE("a thread that goes round is alive, one that is silent for over a minute is not") {
  const auto start = std::chrono::steady_clock::now();
  heartbeat thread;
  CHECK(thread.trouble(start).empty());
  thread.tick(start);
  CHECK(thread.trouble(start + 60s).empty());
  CHECK_FALSE(thread.trouble(start + 61s).empty());
  thread.tick(start + 61s);
  CHECK(thread.trouble(start + 62s).empty());
}

TEST_CASE("a thread that was stopped is not stuck") {
  const auto start = std::chrono::steady_clock::now();
  heartbeat thread;
  thread.tick(start);
  thread.stop();
  CHECK(thread.trouble(start + 1h).empty());
}
