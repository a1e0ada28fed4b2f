// Actions print so that a failing transcript can be read.
#include "unit/session/support/conversation.hpp"
#include "support/ocpp16.hpp"

namespace ocppgw::session {

TEST_CASE("Every action prints as one line that says what would be done") {
  const auto* heartbeat = ocpp::ocpp16.find("Heartbeat");
  CHECK(printed(send{"[3]", send::kind::result, heartbeat}) == "send result [3]");
  CHECK(printed(send{"[2]", send::kind::call, nullptr}) == "send call [2]");
  CHECK(printed(arm{base::steady_time{1500ms}}) == "arm 1500 ms");
  CHECK(printed(ping{}) == "ping");
  CHECK(printed(session::close{1011, close_reason::delivery_timeout}) == "close 1011 delivery_timeout");
  CHECK(printed(note{note::kind::event_undelivered, "lost", heartbeat, "x"}) ==
        "warn Kafka refused an event action=Heartbeat code=lost detail=x");
  CHECK(printed(measured{nullptr, true, 5ns}) == "measured unknown from station 5 ns");
  CHECK(printed(received{send::kind::error, heartbeat}) == "received error Heartbeat");
  event::record record;
  record.topic = "t";
  record.value = "{}";
  CHECK(printed(publish{record, 7}) == "publish t - ticket 7 {}");
  record.headers.add("ce_type", "ocpp.x");
  CHECK(printed(publish{record, 0}) == "publish t ocpp.x ticket 0 {}");
}

TEST_CASE("Close reasons are called what the contract calls them") {
  CHECK(to_string(close_reason::station_closed) == "station_closed");
  CHECK(to_string(close_reason::message_timeout) == "message_timeout");
  CHECK(to_string(close_reason::not_utf8) == "not_utf8");
  CHECK(to_string(close_reason::internal_error) == "internal_error");
  CHECK(to_string(disconnect::side::network) == "network");
}

}  // namespace ocppgw::session
