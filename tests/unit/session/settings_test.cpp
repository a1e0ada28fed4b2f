// Settings are snapshots: a running session changes over to a newer one between two inputs.
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
namespace {

constexpr std::string_view odd_status =
    R"([2,"s1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","colour":"red"}])";

}  // namespace

TEST_CASE("A newer snapshot holds from the next input on") {
  conversation with;
  with.is_established();
  auto newer = calm();
  newer.calls_in_flight = 1;
  newer.call_queue_bytes = 0;
  newer.delivery_timeout = 2s;
  with.use(newer);
  CHECK(with.it.wants_frames());
  with.station_says(status_call("s1"));
  with.expect_event("ocpp.connector.status_reported");
  with.expect_log("debug limit reached action=unknown code=call_queue");
  CHECK_FALSE(with.it.wants_frames());
  with.passes(2s);
  with.expect_close(1011, close_reason::delivery_timeout);
}

TEST_CASE("What a newer snapshot says about the station counts from then on") {
  conversation with;
  with.is_established();
  with.station_says(odd_status);
  with.expect_event("ocpp.connector.status_reported");

  auto newer = calm();
  newer.stations["CP001"].validation = ocpp::tolerance::strict;
  with.use(newer);
  with.station_says(odd_status);
  CHECK(with.expect_faults() == 1);
  with.expect_rejected("refused");
  with.expect_send(send::kind::error);
}

TEST_CASE("Pings come by a newer interval at once, and another change does not put them off") {
  auto seldom = calm();
  seldom.ping_interval = 24h;
  conversation with(seldom);
  with.is_established();
  auto often = seldom;
  often.ping_interval = 60s;
  with.use(often);
  with.passes(50s);
  often.garbage_limit = 3;
  with.use(often);
  with.passes(16s);
  with.expect_ping();
}

}  // namespace ocppgw::session
