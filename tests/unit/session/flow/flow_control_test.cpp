// A slow Kafka slows stations down, and nothing else: which frames are read on, which wait, and when reading stops.
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
namespace {

constexpr std::string_view heartbeat_again = R"([2,"h2","Heartbeat",{}])";
constexpr std::string_view calls_limit = "debug limit reached action=StatusNotification code=calls_in_flight";
constexpr std::string_view queue_limit = "debug limit reached action=unknown code=call_queue";

settings with_limits(std::size_t calls_in_flight, std::size_t call_queue_bytes) {
  auto few = calm();
  few.calls_in_flight = calls_in_flight;
  few.call_queue_bytes = call_queue_bytes;
  return few;
}

// With the limits from then on: station.connected would fill a small window.
void establish(conversation& with, settings limits) {
  with.is_established();
  with.use(std::move(limits));
}

// Established, with `calls_in_flight` events on their way to Kafka.
std::vector<publish> fill_window(conversation& with) {
  const auto limits = with.common;
  with.use(calm());
  establish(with, limits);
  std::vector<publish> events;
  for (std::size_t i = 1; i <= with.common.calls_in_flight; ++i) {
    CHECK(with.it.wants_frames());
    with.station_says(status_call("s" + std::to_string(i), static_cast<int>(i)));
    events.push_back(with.expect_event("ocpp.connector.status_reported"));
  }
  return events;
}

}  // namespace

TEST_CASE("Past calls_in_flight further CALLs wait, and become events in their order as there is room") {
  conversation with(with_limits(2, 1000));
  auto events = fill_window(with);
  with.station_says(status_call("s3", 3));
  with.expect_log(calls_limit);
  with.station_says(status_call("s4", 4));
  with.expect_nothing();
  CHECK(with.it.wants_frames());

  with.delivered(events[0]);
  CHECK(contains(with.expect_answer(), R"([3,"s1")"));
  const auto third = with.expect_event("ocpp.connector.status_reported");
  CHECK(contains(third.what.value, R"("messageId":"s3")"));
  with.delivered(events[1]);
  CHECK(contains(with.expect_answer(), R"([3,"s2")"));
  CHECK(contains(with.expect_event("ocpp.connector.status_reported").what.value, R"("messageId":"s4")"));
  with.delivered(third);
  CHECK(contains(with.expect_answer(), R"([3,"s3")"));
}

TEST_CASE("A CALL that waited says when it came, and its time for an answer runs from then") {
  conversation with(with_limits(1, 1000));
  const auto events = fill_window(with);
  with.passes(2s);
  with.station_says(status_call("s2", 2));
  with.expect_log(calls_limit);
  const auto came = with.now.wall;
  with.passes(5s);
  with.delivered(events[0]);
  with.expect_answer();
  CHECK(with.expect_event("ocpp.connector.status_reported").what.timestamp == came);
  with.passes(with.common.delivery_timeout - 5s - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_close(1011, close_reason::delivery_timeout);
}

TEST_CASE("Heartbeats are answered while CALLs wait for Kafka") {
  conversation with(with_limits(1, 1000));
  fill_window(with);
  with.station_says(status_call("s2", 2));
  with.expect_log(calls_limit);
  for (const auto frame : {heartbeat_call, heartbeat_again}) {
    with.station_says(frame);
    with.expect_event("ocpp.station.heartbeat");
    CHECK(contains(with.expect_answer(), "currentTime"));
  }
}

TEST_CASE("A CALLERROR overtakes CALLs that wait; a CALL that would become an event does not") {
  conversation with(with_limits(1, 1000));
  const auto events = fill_window(with);
  with.station_says(status_call("s2", 2));
  with.expect_log(calls_limit);
  with.station_says(R"([2,"x1","Heartbeatt",{}])");
  with.expect_log("debug fault in a call action=unknown code=NotImplemented");
  with.expect_rejected("refused");
  with.expect_send(send::kind::error);
  with.delivered(events[0]);
  with.expect_answer();  // the rejected frame still fills the window
  with.station_says(status_call("s3", 3));
  with.expect_nothing();
}

TEST_CASE("Results are read while CALLs wait for Kafka: a command that was answered in time is answered") {
  conversation with(with_limits(1, 1000));
  with.is_established();
  with.reset("c1");
  const auto id = id_of(with.expect_call_sent());
  with.station_says(status_call("s1"));
  with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("s2", 2));
  with.expect_log(calls_limit);
  with.passes(2s);
  with.station_says(R"([3,")" + id + R"(",{"status":"Accepted"}])");
  with.expect_outcome("answered", "c1");
}

TEST_CASE("Reading stops once what waits reaches limits.call_queue, not a byte before") {
  const auto call = status_call("s2", 2);
  const bool fits = GENERATE(true, false);
  conversation with(with_limits(1, fits ? call.size() + 1 : call.size()));
  const auto events = fill_window(with);
  with.station_says(call);
  with.expect_log(calls_limit);
  if (fits) {
    CHECK(with.it.wants_frames());
    return;
  }
  with.expect_log(queue_limit);
  CHECK_FALSE(with.it.wants_frames());

  with.delivered(events[0]);
  with.expect_answer();
  with.expect_event("ocpp.connector.status_reported");
  CHECK(with.it.wants_frames());
}

TEST_CASE("Heartbeats and rejected frames fill the same bound: neither fills memory on a slow Kafka") {
  const bool garbage = GENERATE(true, false);
  conversation with(with_limits(1, 4096));
  fill_window(with);
  int taken = 0;
  for (; with.it.wants_frames() && taken < 1000; ++taken) {
    auto caused =
        with.it.frame(garbage ? std::string("garbage") : R"([2,")" + std::to_string(taken) + R"(","Heartbeat",{}])", with.now);
    REQUIRE_FALSE(caused.empty());
    with.common.garbage_limit = 2000;
    with.use(with.common);
  }
  CHECK(taken > 1);
  CHECK(taken < 1000);
}

TEST_CASE("A station that is not read from for as long as an answer may be withheld is closed, Heartbeats or not") {
  conversation with;
  establish(with, with_limits(1, 0));
  with.station_says(heartbeat_call);
  const auto event = with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.expect_log(queue_limit);
  with.passes(with.common.delivery_timeout - 1ms);
  with.timer_fires();
  with.expect_nothing();
  SECTION("unless reading goes on") {
    with.delivered(event);
    with.passes(with.common.delivery_timeout);
    with.expect_nothing();
  }
  SECTION("closed") {
    with.passes(1ms);
    with.expect_close(1011, close_reason::delivery_timeout);
  }
}

TEST_CASE("The time to answer a command does not run while the station is not read from") {
  const bool by_owner = GENERATE(true, false);
  auto slow = with_limits(1, 0);
  slow.delivery_timeout = 60s;
  conversation with;
  establish(with, slow);
  with.reset("c1");
  const auto id = id_of(with.expect_call_sent());
  with.passes(10s);
  std::optional<publish> event;
  if (by_owner) {
    with.reading_held(true);
  } else {
    with.station_says(heartbeat_call);
    event = with.expect_event("ocpp.station.heartbeat");
    with.expect_answer();
    with.expect_log(queue_limit);
  }
  with.passes(50s);
  with.timer_fires();
  with.expect_nothing();
  if (event) {
    with.delivered(*event);
  } else {
    with.reading_held(false);
  }
  with.passes(20s - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_outcome("timed_out", "c1");
}

TEST_CASE("CALLs that waited when the session ended were not answered, and the log says so") {
  conversation with(with_limits(1, 1000));
  fill_window(with);
  with.station_says(status_call("s2", 2));
  with.expect_log(calls_limit);
  with.closed();
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=undelivered");
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=unprocessed");
  CHECK(contains(with.expect_publish().what.value, R"("lastSequence":3,"lastDelivered":1)"));
}

}  // namespace ocppgw::session
