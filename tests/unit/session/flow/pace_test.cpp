// A station that speaks too fast is read more slowly, and nothing else happens to it.
#include "session/calls/pace.hpp"
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
namespace {

using namespace std::chrono_literals;

constexpr base::steady_time start{1000s};

}  // namespace

TEST_CASE("Ten seconds' worth goes at once, then as much as time pays for") {
  pace speed;
  const pace_limits limits{.messages = 2, .bytes = 0, .rejected = 0};
  for (int i = 0; i < 20; ++i) {
    CHECK_FALSE(speed.paused_until(start));
    speed.message(100, limits, start);
  }
  CHECK_FALSE(speed.paused_until(start));
  speed.message(100, limits, start);
  CHECK(speed.paused_until(start) == start + 500ms);
  CHECK_FALSE(speed.paused_until(start + 500ms));
}

TEST_CASE("Bytes and rejected frames have rates of their own, and the slowest counts") {
  pace speed;
  const pace_limits limits{.messages = 100, .bytes = 1000, .rejected = 1};
  speed.message(10'000, limits, start);
  CHECK_FALSE(speed.paused_until(start));
  speed.message(1'000, limits, start);
  CHECK(speed.paused_until(start) == start + 1s);
  for (int i = 0; i < 12; ++i) speed.rejected(limits, start);
  CHECK(speed.paused_until(start) == start + 2s);
}

TEST_CASE("0 is no limit") {
  pace speed;
  for (int i = 0; i < 10'000; ++i) speed.message(1'000'000, {.messages = 0, .bytes = 0, .rejected = 0}, start);
  CHECK_FALSE(speed.paused_until(start));
}

TEST_CASE("A session that is too fast is not read from until the timer says so, and is told nothing") {
  auto limits = calm();
  limits.pace = {.messages = 1, .bytes = 0, .rejected = 0};
  conversation with(limits);
  with.is_established();
  for (int i = 0; i < 10; ++i) {
    CHECK(with.it.wants_frames());
    with.station_says(R"([2,"h)" + std::to_string(i) + R"(","Heartbeat",{}])");
    with.expect_event("ocpp.station.heartbeat");
    with.expect_answer();
  }
  with.station_says(R"([2,"h10","Heartbeat",{}])");
  with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.expect_log("debug limit reached action=unknown code=messages_per_station");
  CHECK_FALSE(with.it.wants_frames());
  with.passes(1s);
  CHECK(with.it.wants_frames());
}

}  // namespace ocppgw::session
