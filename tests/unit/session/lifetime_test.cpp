// The life of a session: it opens, proves to be alive, and ends - once, and with a record that says how.
#include "unit/session/support/conversation.hpp"

#include "session/liveness.hpp"

namespace ocppgw::session {
namespace {

settings lively() {
  auto with = calm();
  with.ping_interval = 60s;
  with.idle_timeout = 150s;
  return with;
}

}  // namespace

TEST_CASE("A session opens with station.connected, number one") {
  conversation with;
  with.opens();
  const auto event = with.expect_event("ocpp.station.connected").what;
  CHECK(header_of(event, "ce_sequence") == "0000000001");
  CHECK(header_of(event, "ce_id") == "0123456789abcdef0123-1");
  CHECK(event.value ==
        R"({"station":"CP001","sessionId":"0123456789abcdef0123","receivedAt":"2026-11-22T12:00:00.000Z",)"
        R"("remoteAddress":"192.0.2.7:50123","listener":"[::]:9443","subprotocol":"ocpp1.6",)"
        R"("tls":{"version":"TLSv1.3","cipher":"TLS_AES_128_GCM_SHA256"},"securityProfile":2,"userAgent":"station/1"})");
}

TEST_CASE("Without TLS and user agent both are null, and a user agent that is no text counts as none") {
  ocpp::reader reader;
  auto who = station_cp001();
  who.tls_version.clear();
  who.user_agent = GENERATE("", "\xff");
  const command::outcome_writer outcomes(std::make_shared<const event::settings>(), "boot", [](auto, auto) {});
  recent_starts starts({}, [] { return std::string(); });
  machine plain(std::make_shared<const settings>(calm()), reader, starts, outcomes, who);
  const auto caused = plain.open({noon, {}});
  const auto& value = std::get<publish>(caused[0]).what.value;
  CHECK(contains(value, R"("tls":null)"));
  CHECK(contains(value, R"("userAgent":null)"));
}

TEST_CASE("A session ends with station.disconnected, its last event") {
  conversation with;
  with.is_established();
  with.station_says(heartbeat_call);
  with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.passes(9045ms);
  with.closed({disconnect::side::station, 1000, close_reason::station_closed});
  const auto event = with.expect_event_without_ticket("ocpp.station.disconnected").what;
  CHECK(header_of(event, "ce_sequence") == "0000000003");
  CHECK(event.value == R"({"station":"CP001","sessionId":"0123456789abcdef0123","receivedAt":"2026-11-22T12:00:12.045Z",)"
                       R"("initiator":"station","code":1000,"reason":"station_closed","durationSeconds":12.045,)"
                       R"("lastSequence":3,"lastDelivered":1})");
  CHECK(with.it.last_sequence() == 3);
}

TEST_CASE("lastDelivered ends at the first hole, whatever was delivered after it") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("s2", 2));
  with.delivered(with.expect_event("ocpp.connector.status_reported"));
  with.closed();
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=undelivered");
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=delivered");
  CHECK(contains(with.expect_publish().what.value, R"("lastSequence":4,"lastDelivered":1)"));
}

TEST_CASE("After the end nothing happens, but commands are given back") {
  conversation with;
  with.is_established();
  with.closed();
  with.expect_event_without_ticket("ocpp.station.disconnected");
  with.closed();
  with.opens();
  with.station_says(heartbeat_call);
  with.station_lives();
  with.timer_fires();
  with.drains();
  with.expect_nothing();
  with.reset("c1");
  with.expect_given_back({"c1"});
}

TEST_CASE("Draining closes with 1001, takes no more commands and gives back those that it did not send") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto event = with.expect_event("ocpp.connector.status_reported");
  with.reset("c1");
  with.expect_event("ocpp.command.dispatched");
  with.reset("c2");
  with.drains();
  with.expect_close(1001, close_reason::draining);
  with.reset("c3");
  with.expect_given_back({"c3"});
  with.drains();
  with.delivered(event);
  with.expect_nothing();
  with.closed({disconnect::side::gateway, 1001, close_reason::draining});
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=delivered");
  with.expect_given_back({"c1"});  // whose claim was not read back
  with.expect_given_back({"c2"});
  with.expect_event_without_ticket("ocpp.station.disconnected");
}

TEST_CASE("A newer connection takes the unsent commands; what was sent ends uncertain") {
  conversation old;
  old.is_established();
  old.reset("c1");
  old.expect_call_sent();
  old.reset("c2");
  old.reset("c3");
  old.replaced();
  old.expect_close(1000, close_reason::replaced);
  auto unsent = old.expect_hand_over({"c2", "c3"});

  conversation newer;
  newer.opens_after_another();
  newer.delivered(newer.expect_event("ocpp.station.connected"));
  newer.handed_over(std::move(unsent));
  newer.passes(newer.common.defaults.quiet_after_open);
  CHECK(contains(newer.expect_call_sent(), "Reset"));

  old.closed({disconnect::side::gateway, 1000, close_reason::replaced});
  old.expect_outcome("uncertain", "c1");
  old.expect_event_without_ticket("ocpp.station.disconnected");
  old.expect_nothing();
}

TEST_CASE("What a replaced session hands over is sent before what came for its successor") {
  conversation old;
  old.is_established();
  auto change = reset_command("c1", old.now);
  change.action = "ChangeConfiguration";
  change.payload = R"({"key":"HeartbeatInterval","value":"60"})";
  old.command(std::move(change));
  const auto dispatched = old.expect_event("ocpp.command.dispatched");

  conversation newer;
  newer.opens_after_another();
  newer.delivered(newer.expect_event("ocpp.station.connected"));
  newer.reset("c2");
  newer.passes(newer.common.defaults.quiet_after_open);
  newer.expect_nothing();

  // What becomes of a claim that was not read back is for the log to say: the router hands it on.
  old.replaced();
  old.expect_close(1000, close_reason::replaced);
  auto claimed = old.expect_given_back({"c1"});
  newer.handed_over(old.expect_hand_over({}, false), false);
  newer.expect_nothing();
  const bool has_won = GENERATE(true, false);
  if (!has_won) claimed[0].message_id.clear();
  newer.handed_over(std::move(claimed));
  const auto first = has_won ? newer.expect_send(send::kind::call) : newer.expect_call_sent();
  CHECK(contains(first, "ChangeConfiguration"));
  if (has_won) CHECK(contains(dispatched.what.value, R"("messageId":")" + id_of(first) + '"'));
  newer.station_says(R"([3,")" + id_of(first) + R"(",{"status":"Accepted"}])");
  newer.expect_outcome("answered", "c1");
  CHECK(contains(newer.expect_call_sent(), "Reset"));

  old.closed();
  old.expect_event_without_ticket("ocpp.station.disconnected");
}

TEST_CASE("A successor waits for the hand-over no longer than for Kafka") {
  conversation with;
  with.opens_after_another();
  with.delivered(with.expect_event("ocpp.station.connected"));
  with.reset("c1");
  with.passes(with.common.delivery_timeout - 1ms);
  with.expect_nothing();
  with.passes(1ms);
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("A session that is replaced before its predecessor handed over passes everything on in order") {
  conversation middle;
  middle.opens_after_another();
  middle.delivered(middle.expect_event("ocpp.station.connected"));
  middle.reset("c2");
  middle.replaced();
  middle.expect_close(1000, close_reason::replaced);
  middle.handed_over({reset_command("c1", middle.now)});
  middle.expect_hand_over({"c1", "c2"});
}

TEST_CASE("Of more commands than the queue takes, those that came last for the successor end queue_full") {
  auto two = calm();
  two.command_queue = 2;
  conversation with(two);
  with.opens_after_another();
  with.delivered(with.expect_event("ocpp.station.connected"));
  with.reset("c3");
  with.handed_over({reset_command("c1", with.now), reset_command("c2", with.now)});
  with.expect_outcome("queue_full", "c3");
  CHECK(with.counted == std::vector<std::string>{"queue_full"});
}

TEST_CASE("A replaced session hands over at once what it had not sent, though Kafka has said nothing") {
  conversation old;
  old.is_established();
  old.reset("c1");
  old.expect_event("ocpp.command.dispatched");
  old.reset("c2");
  old.replaced();
  old.expect_close(1000, close_reason::replaced);
  old.expect_given_back({"c1"});
  old.expect_hand_over({"c2"}, false);
  old.reset("c3");
  old.expect_given_back({"c3"});
  old.closed();
  old.expect_event_without_ticket("ocpp.station.disconnected");
}

TEST_CASE("What the transport cannot go on with closes the session through the machine, which then takes no more commands") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_call_sent();
  with.station_says(status_call("s1"));
  const auto event = with.expect_event("ocpp.connector.status_reported");
  with.transport_fails(1008, close_reason::slow_consumer);
  with.expect_close(1008, close_reason::slow_consumer);
  CHECK_FALSE(with.it.wants_frames());
  with.reset("c2");
  with.expect_given_back({"c2"});
  with.station_says(status_call("s2"));
  with.delivered(event);
  with.passes(60s);
  with.expect_nothing();

  // The cause is the gateway's, whatever the transport saw in the end.
  with.closed({disconnect::side::network, 1006, close_reason::connection_lost});
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=delivered");
  with.expect_outcome("uncertain", "c1");
  CHECK(contains(with.expect_publish().what.value, R"("initiator":"gateway","code":1008,"reason":"slow_consumer")"));
  CHECK(with.it.ended() == disconnect{disconnect::side::gateway, 1008, close_reason::slow_consumer});
}

TEST_CASE("Once the station has begun to close nothing is sent or taken, and the end says what the station said") {
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  const auto event = with.expect_event("ocpp.connector.status_reported");
  with.station_closes();
  with.expect_nothing();
  CHECK_FALSE(with.it.wants_frames());
  with.delivered(event);
  with.drains();
  with.expect_nothing();
  with.reset("c1");
  with.expect_given_back({"c1"});
  with.closed({disconnect::side::station, 1000, close_reason::station_closed});
  with.expect_log("warn closed without an answer, the station will repeat action=StatusNotification code=delivered");
  CHECK(contains(with.expect_publish().what.value, R"("initiator":"station","code":1000,"reason":"station_closed")"));
  CHECK(with.it.ended() == disconnect{disconnect::side::station, 1000, close_reason::station_closed});
}

TEST_CASE("The first reason to close counts") {
  conversation with;
  with.is_established();
  with.replaced();
  with.expect_close(1000, close_reason::replaced);
  with.expect_hand_over({});
  with.drains();
  with.expect_nothing();
}

TEST_CASE("The ping interval differs by session, by at most a tenth") {
  std::chrono::milliseconds least = 60s;
  std::chrono::milliseconds most = 60s;
  for (int i = 0; i < 1000; ++i) {
    const auto interval = jittered(60s, "session" + std::to_string(i));
    least = std::min(least, interval);
    most = std::max(most, interval);
  }
  CHECK(least >= 54s);
  CHECK(most <= 66s);
  CHECK(most - least > 10s);
}

TEST_CASE("A station is pinged at its interval, and closed when nothing came for idle_timeout") {
  conversation with(lively());
  const auto interval = jittered(60s, "0123456789abcdef0123");
  with.opens();
  with.delivered(with.expect_event("ocpp.station.connected"));
  CHECK(*with.armed == with.now.steady + interval);
  with.passes(interval - 1ms);
  with.expect_nothing();
  with.passes(1ms);
  with.expect_ping();
  with.passes(interval);
  with.expect_ping();
  with.passes(150s - 2 * interval - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_close(1001, close_reason::idle_timeout);
}

TEST_CASE("Any inbound frame is a sign of life, and arms no timer anew") {
  auto no_pings = calm();
  no_pings.idle_timeout = 150s;
  conversation with(no_pings);
  with.opens();
  with.delivered(with.expect_event("ocpp.station.connected"));
  const auto opened = with.now.steady;
  with.passes(100s);
  with.station_lives();
  CHECK(*with.armed == opened + 150s);
  with.passes(150s - 1ms);
  with.expect_nothing();
  CHECK(*with.armed == opened + 250s);
  with.passes(1ms);
  with.expect_close(1001, close_reason::idle_timeout);
}

TEST_CASE("A timer is asked for only where it must fire earlier than the one that is armed") {
  conversation with(lively());
  with.is_established();
  CHECK(with.arms == 1);
  for (int i = 0; i < 10; ++i) {
    with.station_says(status_call("s" + std::to_string(i)));
    with.delivered(with.expect_event("ocpp.connector.status_reported"));
    with.expect_answer();
  }
  CHECK(with.arms == 2);  // for the first delivery; it fires early for all others
}

TEST_CASE("Silence counts only while the station's frames are being read") {
  auto slow = calm();
  slow.idle_timeout = 10s;
  slow.delivery_timeout = 60s;
  slow.calls_in_flight = 1;
  slow.call_queue_bytes = 0;
  conversation with;
  with.is_established();
  with.use(slow);
  with.station_says(status_call("s1"));
  const auto event = with.expect_event("ocpp.connector.status_reported");
  with.expect_log("debug limit reached action=unknown code=call_queue");
  with.passes(25s);
  with.expect_nothing();
  with.delivered(event);
  with.expect_answer();
  with.passes(10s - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_close(1001, close_reason::idle_timeout);
}

TEST_CASE("A timer that fires early does no harm") {
  conversation with(lively());
  with.is_established();
  for (int i = 0; i < 10; ++i) with.timer_fires();
  with.expect_nothing();
  with.passes(jittered(60s, "0123456789abcdef0123") - 3s);
  with.expect_ping();
}

}  // namespace ocppgw::session
