#include "net/shard/timer_wheel.hpp"

#include "support/catch.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace {

using namespace ocppgw;
using namespace std::chrono_literals;
using net::timer_wheel;

const base::steady_time origin{1h};

struct alarm_clock : timer_wheel::entry {
  void due(base::steady_time now) override {
    rung.push_back(now - origin);
    if (on_due) on_due();
  }
  std::vector<std::chrono::nanoseconds> rung;
  std::function<void()> on_due;
};

// Advances as the owner does: at next(), until `until`.
void run(timer_wheel& timers, base::steady_time until) {
  for (auto next = timers.next(); next && *next <= until; next = timers.next()) timers.advance(*next);
  timers.advance(until);
}

}  // namespace

TEST_CASE("an entry is due at its time or one granularity later, never earlier") {
  for (const auto after : {1ms, 63ms, 64ms, 65ms, 1000ms, 32'767ms, 32'768ms, 32'769ms, 900'000ms}) {
    CAPTURE(after.count());
    timer_wheel timers(origin);
    alarm_clock one;
    timers.arm(one, origin + after);
    run(timers, origin + after - 1ns);
    CHECK(one.rung.empty());
    run(timers, origin + after + timer_wheel::granularity);
    REQUIRE(one.rung.size() == 1);
    CHECK(one.rung.front() >= after);
    CHECK(one.rung.front() <= after + timer_wheel::granularity);
  }
}

TEST_CASE("nothing is pending in an empty wheel, so that its owner needs no timer") {
  timer_wheel timers(origin);
  CHECK(!timers.next());
  alarm_clock one;
  timers.arm(one, origin + 1s);
  CHECK(timers.next());
  timer_wheel::disarm(one);
  CHECK(!timers.next());
}

TEST_CASE("a later deadline replaces an earlier one, and an earlier one a later one") {
  timer_wheel timers(origin);
  alarm_clock one;
  timers.arm(one, origin + 1s);
  timers.arm(one, origin + 10s);
  run(timers, origin + 9s);
  CHECK(one.rung.empty());
  timers.arm(one, origin + 9'500ms);
  run(timers, origin + 60s);
  REQUIRE(one.rung.size() == 1);
  CHECK(one.rung.front() < 9'600ms);
}

TEST_CASE("a deadline far beyond the wheel is not rung at each turn") {
  timer_wheel timers(origin);
  alarm_clock day;
  timers.arm(day, origin + 24h);
  run(timers, origin + 24h - 1s);
  CHECK(day.rung.empty());
  run(timers, origin + 24h + 1s);
  CHECK(day.rung.size() == 1);
}

TEST_CASE("a deadline in the past is due at the next tick") {
  timer_wheel timers(origin);
  run(timers, origin + 10s);
  alarm_clock late;
  const auto look = timers.arm(late, origin + 1s);
  CHECK(look <= origin + 10s + 2 * timer_wheel::granularity);
  run(timers, look);
  CHECK(late.rung.size() == 1);
}

TEST_CASE("an entry may be armed again, and others be destroyed, while entries are due") {
  timer_wheel timers(origin);
  alarm_clock first;
  auto second = std::make_unique<alarm_clock>();
  first.on_due = [&] {
    second.reset();
    if (first.rung.size() < 3) timers.arm(first, origin + first.rung.back() + 1s);
  };
  timers.arm(first, origin + 1s);
  timers.arm(*second, origin + 1s);
  run(timers, origin + 60s);
  CHECK(first.rung.size() == 3);
  CHECK(!timers.next());
}

TEST_CASE("a wheel that was not advanced for long rings everything that has become due, once") {
  timer_wheel timers(origin);
  std::vector<std::unique_ptr<alarm_clock>> many;
  for (int i = 1; i <= 1000; ++i) {
    many.push_back(std::make_unique<alarm_clock>());
    timers.arm(*many.back(), origin + i * 100ms);
  }
  timers.advance(origin + 50s);
  timers.advance(origin + 50s + timer_wheel::granularity);
  std::size_t rung = 0;
  for (const auto& one : many) rung += one->rung.size();
  CHECK(rung == 500);
  run(timers, origin + 200s);
  for (const auto& one : many) CHECK(one->rung.size() == 1);
}
