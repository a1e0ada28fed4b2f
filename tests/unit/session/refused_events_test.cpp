// Events that Kafka refuses for good: too large for the topic, or not permitted.
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
namespace {

constexpr auto refused = event::delivery_status::refused;

publish expect_frame_instead(conversation& with) {
  auto what = with.expect_rejected("event_refused");
  with.expect_log("warn Kafka refused an event action=unknown code=frame_kept");
  return what;
}

}  // namespace

TEST_CASE("The frame of an event that Kafka refuses is rejected in its place, and answered once that is stored") {
  conversation with;
  with.is_established();
  with.station_says(start_call("1"));
  with.delivered(with.expect_event("ocpp.transaction.started"), refused);
  const auto instead = expect_frame_instead(with);
  CHECK(instead.what.value == start_call("1"));
  with.expect_nothing();
  with.delivered(instead);
  CHECK(contains(with.expect_answer(), R"([3,"1",{"transactionId":)"));
  with.station_says(status_call("2"));
  with.delivered(with.expect_event("ocpp.connector.status_reported"));
  with.expect_answer();
  with.closed();
  const auto end = with.expect_event_without_ticket("ocpp.station.disconnected").what;
  CHECK(contains(end.value, R"("lastSequence":4,"lastDelivered":1)"));
}

TEST_CASE("Its answer keeps its place among those of the other calls") {
  conversation with;
  with.is_established();
  with.station_says(status_call("1"));
  const auto first = with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("2"));
  const auto second = with.expect_event("ocpp.connector.status_reported");
  with.delivered(first, refused);
  const auto instead = expect_frame_instead(with);
  with.delivered(second);
  with.expect_nothing();
  with.delivered(instead);
  CHECK(contains(with.expect_answer(), R"([3,"1",)"));
  CHECK(contains(with.expect_answer(), R"([3,"2",)"));
}

TEST_CASE("Where the frame is refused too the session is closed without an answer") {
  conversation with;
  with.is_established();
  with.station_says(status_call("1"));
  with.delivered(with.expect_event("ocpp.connector.status_reported"), refused);
  with.delivered(expect_frame_instead(with), refused);
  with.expect_log("warn Kafka refused an event action=unknown code=unanswered");
  with.expect_close(1011, close_reason::delivery_failed);
}

TEST_CASE("A Heartbeat that Kafka refuses closes nothing") {
  conversation with;
  with.is_established();
  with.station_says(heartbeat_call);
  const auto event = with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.delivered(event, refused);
  with.delivered(expect_frame_instead(with));
  with.expect_nothing();
}

}  // namespace ocppgw::session
