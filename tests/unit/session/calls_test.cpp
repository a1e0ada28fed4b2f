// The CALLs of a station: stored, then answered, in order.
#include "unit/session/support/conversation.hpp"
#include "support/ocpp16.hpp"

#include "session/records/outbox.hpp"

#include <map>

namespace ocppgw::session {
namespace {

// One valid CALL of each action that a station may send.
std::string sample_call(std::string_view action) {
  static const std::map<std::string_view, std::string_view> payloads{
      {"Authorize", R"({"idTag":"TAG"})"},
      {"BootNotification", R"({"chargePointVendor":"V","chargePointModel":"M"})"},
      {"DataTransfer", R"({"vendorId":"com.example"})"},
      {"DiagnosticsStatusNotification", R"({"status":"Idle"})"},
      {"FirmwareStatusNotification", R"({"status":"Idle"})"},
      {"LogStatusNotification", R"({"status":"Idle"})"},
      {"MeterValues", R"({"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T12:00:00Z","sampledValue":[{"value":"1"}]}]})"},
      {"SecurityEventNotification", R"({"type":"StartupOfTheDevice","timestamp":"2026-11-22T12:00:00Z"})"},
      {"SignCertificate", R"({"csr":"-----BEGIN CERTIFICATE REQUEST-----"})"},
      {"SignedFirmwareStatusNotification", R"({"status":"Idle"})"},
      {"StartTransaction", R"({"connectorId":1,"idTag":"TAG","meterStart":1,"timestamp":"2026-11-22T12:00:00Z"})"},
      {"StatusNotification", R"({"connectorId":1,"errorCode":"NoError","status":"Available"})"},
      {"StopTransaction", R"({"transactionId":1,"meterStop":2,"timestamp":"2026-11-22T12:00:00Z"})"}};
  const auto found = payloads.find(action);
  REQUIRE(found != payloads.end());
  return R"([2,"p1",")" + std::string(action) + R"(",)" + std::string(found->second) + "]";
}

std::string heartbeat_frame(std::size_t id) { return R"([2,")" + std::to_string(id) + R"(","Heartbeat",{}])"; }

}  // namespace

TEST_CASE("A boot is answered only after its event is in the topic") {
  conversation with;
  with.is_established();

  with.station_says(boot_call);
  const auto boot = with.expect_event("ocpp.station.booted");
  with.expect_nothing();

  with.passes(1500ms);
  with.delivered(boot);
  CHECK(with.expect_answer() == R"([3,"b1",{"currentTime":"2026-11-22T12:00:04Z","status":"Accepted","interval":300}])");
  REQUIRE(with.durations.size() == 1);
  CHECK(with.durations[0].row->name == "BootNotification");
  CHECK(with.durations[0].from_station);
  CHECK(with.durations[0].took == 1500ms);
}

TEST_CASE("P1: no action that is acknowledged after delivery is answered before it") {
  std::size_t tried = 0;
  for (const auto& row : ocpp::ocpp16.actions) {
    if (!row.station_may_send() || row.when == ocpp::acknowledge::at_once) continue;
    CAPTURE(row.name);
    ++tried;
    conversation with;
    with.is_established();
    with.station_says(sample_call(row.name));
    const auto event = with.expect_event("ocpp." + std::string(row.event_type));
    with.passes(with.common.delivery_timeout - 1ms);
    with.timer_fires();
    with.expect_nothing();
    with.delivered(event);
    CHECK(contains(with.expect_answer(), R"([3,"p1",{)"));
    with.expect_nothing();
  }
  CHECK(tried == 13);
}

TEST_CASE("An event says who spoke, what was said and what the station will be told") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto event = with.expect_event("ocpp.connector.status_reported").what;
  CHECK(event.topic == "ocpp.events");
  CHECK(header_of(event, "ce_id") == "0123456789abcdef0123-2");
  CHECK(header_of(event, "ce_sequence") == "0000000002");
  CHECK(header_of(event, "ce_sessionid") == "0123456789abcdef0123");
  CHECK(header_of(event, "ce_subject") == "CP001");
  CHECK(contains(event.value, R"("requestId":"0123456789abcdef0123-2")"));
  CHECK(contains(event.value, R"("answer":{"by":"policy","type":"result","payload":{}})"));
  CHECK(contains(event.value, R"("payload":{"connectorId":1,"errorCode":"NoError","status":"Available"})"));
  CHECK_FALSE(contains(event.value, R"("faults")"));
}

TEST_CASE("The answer in the event is the answer on the wire, but for the current time") {
  conversation with;
  with.is_established();
  with.station_says(boot_call);
  const auto boot = with.expect_event("ocpp.station.booted");
  CHECK(contains(boot.what.value, R"("answer":{"by":"policy","type":"result","payload":{"status":"Accepted","interval":300}})"));
}

TEST_CASE("A heartbeat is answered at once and still becomes an event") {
  conversation with;
  with.is_established();
  with.station_says(heartbeat_call);
  const auto event = with.expect_event("ocpp.station.heartbeat");
  CHECK(with.expect_answer() == R"([3,"h1",{"currentTime":"2026-11-22T12:00:03Z"}])");
  with.delivered(event);
  with.expect_nothing();
}

TEST_CASE("Answers leave in the order of the CALLs, whatever the order of the delivery reports") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto first = with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("s2", 2));
  const auto second = with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("s3", 3));
  const auto third = with.expect_event("ocpp.connector.status_reported");

  with.delivered(second);
  with.expect_nothing();
  with.delivered(first);
  CHECK(with.expect_answer() == R"([3,"s1",{}])");
  CHECK(with.expect_answer() == R"([3,"s2",{}])");
  with.expect_nothing();
  with.delivered(third);
  CHECK(with.expect_answer() == R"([3,"s3",{}])");
}

TEST_CASE("Only heartbeats and errors overtake an answer that waits") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto status = with.expect_event("ocpp.connector.status_reported");
  with.station_says(heartbeat_call);
  with.expect_event("ocpp.station.heartbeat");
  CHECK(contains(with.expect_answer(), R"([3,"h1")"));
  with.station_says(R"([2,"x1","Heartbeatt",{}])");
  with.expect_log("debug fault in a call action=unknown code=NotImplemented");
  with.expect_rejected("refused");
  CHECK(contains(with.expect_send(send::kind::error), R"([4,"x1","NotImplemented")"));
  with.delivered(status);
  CHECK(with.expect_answer() == R"([3,"s1",{}])");
}

TEST_CASE("What Kafka does not acknowledge in time is not answered: the session closes at that instant, not before") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto event = with.expect_event("ocpp.connector.status_reported");
  with.passes(with.common.delivery_timeout - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_close(1011, close_reason::delivery_timeout);

  // The report comes too late for an answer, and still counts as delivered.
  with.delivered(event);
  with.expect_nothing();
  with.closed({disconnect::side::gateway, 1011, close_reason::delivery_timeout});
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=delivered");
  CHECK(contains(with.expect_publish().what.value, R"("lastSequence":3,"lastDelivered":2)"));
}

TEST_CASE("The delivery time-out runs from the oldest CALL that waits") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto first = with.expect_event("ocpp.connector.status_reported");
  with.passes(5s);
  with.station_says(status_call("s2", 2));
  with.expect_event("ocpp.connector.status_reported");
  with.delivered(first);
  with.expect_answer();
  with.passes(with.common.delivery_timeout - 1ms);
  with.expect_nothing();
  with.passes(1ms);
  with.expect_close(1011, close_reason::delivery_timeout);
}

TEST_CASE("A heartbeat without a delivery report keeps nobody waiting and closes nothing") {
  conversation with;
  with.is_established();
  with.station_says(heartbeat_call);
  with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.passes(with.common.delivery_timeout * 2);
  with.expect_nothing();
}

TEST_CASE("An event that Kafka may have lost closes the session without an answer") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto first = with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("s2", 2));
  const auto second = with.expect_event("ocpp.connector.status_reported");
  with.delivered(second);
  with.delivered(first, event::delivery_status::unknown);
  with.expect_log("warn Kafka refused an event action=unknown code=unknown");
  with.expect_close(1011, close_reason::delivery_failed);

  with.station_says(status_call("s3", 3));
  with.expect_nothing();
  with.closed({disconnect::side::gateway, 1011, close_reason::delivery_failed});
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=undelivered");
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=delivered");
  CHECK(contains(with.expect_publish().what.value, R"("lastSequence":4,"lastDelivered":1)"));
}

TEST_CASE("A delivery report nobody waits for is noted and harms nothing") {
  conversation with;
  with.is_established();
  with.station_says(heartbeat_call);
  const auto event = with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.delivered(event);
  with.expect_nothing();
  with.delivered(event);
  with.expect_log("debug delivery that nobody waits for action=unknown");
  publish stranger;
  stranger.ticket = 4711;
  with.delivered(stranger);
  with.expect_log("debug delivery that nobody waits for action=unknown");
}

TEST_CASE("An owner that reads on whatever it is told cannot make the outbox outgrow its tickets") {
  auto generous = calm();
  generous.call_queue_bytes = std::size_t{1} << 30U;
  conversation with(generous);
  with.is_established();
  for (std::size_t i = 0; i < outbox::capacity; ++i) {
    with.station_says(heartbeat_frame(i));
    with.expect_event("ocpp.station.heartbeat");
    with.expect_answer();
  }
  with.expect_log("debug limit reached action=unknown code=call_queue");
  // A command waits: its `dispatched` record would be one more.
  with.reset("c1");
  with.expect_nothing();
  with.station_says(heartbeat_frame(outbox::capacity));
  with.expect_close(1011, close_reason::internal_error);
  CHECK(with.it.last_sequence() == outbox::capacity + 1);
}

TEST_CASE("Tickets wrap around after 65535 without ever being 0, and the numbers go on") {
  conversation with;
  with.is_established();
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < 65'540; ++i) {
    auto caused = with.it.frame(heartbeat_frame(i), with.now);
    const auto& event = std::get<publish>(caused[1]);
    last = event.ticket & 0xffffU;
    REQUIRE(last != 0);
    with.it.delivery(last, event::delivery_status::delivered, with.now);
  }
  CHECK(last < 100);
  CHECK(with.it.last_sequence() == 65'541);
  CHECK(with.it.wants_frames());
}

}  // namespace ocppgw::session
