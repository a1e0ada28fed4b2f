// Commands: dispatched, sent, settled - each exactly once (P4).
#include "ocppgw/command/log_entry.hpp"
#include "support/ocpp16.hpp"
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
namespace {

void booting(conversation& with) {
  with.opens();
  with.delivered(with.expect_event("ocpp.station.connected"));
}

}  // namespace

TEST_CASE("A command is dispatched, then sent, then answered") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  CHECK(dispatched.what.topic == "ocpp.command-results");
  CHECK_FALSE(dispatched.what.settles.has_value());
  with.expect_nothing();

  with.delivered(dispatched);
  const auto call = with.expect_send(send::kind::call);
  CHECK(contains(call, R"("Reset",{"type":"Soft"}])"));
  CHECK(id_of(call).size() <= 36);
  const auto message_id = R"("messageId":")" + id_of(call) + '"';
  CHECK(contains(dispatched.what.value, message_id));

  with.passes(700ms);
  with.station_says(result_frame(id_of(call), R"({"status":"Accepted"})"));
  const auto outcome = with.expect_outcome("answered", "c1").what;
  CHECK(outcome.topic == "ocpp.command-results");
  CHECK(contains(outcome.value, message_id));
  CHECK(contains(outcome.value, R"("transmitted":"yes")"));
  CHECK(contains(outcome.value, R"("status":"Accepted")"));
  CHECK(contains(outcome.value, R"("sentAt":"2026-11-22T12:00:03.000Z")"));
  CHECK(contains(outcome.value, R"("settledAt":"2026-11-22T12:00:03.700Z")"));
  CHECK(contains(outcome.value, R"("sessionId":"0123456789abcdef0123")"));
  REQUIRE(with.durations.size() == 1);
  CHECK(with.durations[0] == measured{ocpp::ocpp16.find("Reset"), false, 700ms});
}

TEST_CASE("One CALL is in flight; the next is dispatched when it is over, and has an id of its own") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto first = id_of(with.expect_call_sent());
  with.reset("c2");
  with.reset("c3");
  with.expect_nothing();
  with.station_says(result_frame(first, R"({"status":"Accepted"})"));
  with.expect_outcome("answered", "c1");
  const auto second = id_of(with.expect_call_sent());
  CHECK(second != first);
  with.station_says(result_frame(second, R"({"status":"Accepted"})"));
  with.expect_outcome("answered", "c2");
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("The CALLs of a station are taken and answered while a command is in flight") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_call_sent();
  with.station_says(status_call("s1"));
  with.delivered(with.expect_event("ocpp.connector.status_reported"));
  with.expect_answer();
}

TEST_CASE("The queue takes as many as configured beside the one in flight, and not one more") {
  auto two = calm();
  two.command_queue = 2;
  conversation with(two);
  with.is_established();
  with.reset("c1");
  with.expect_event("ocpp.command.dispatched");
  with.reset("c2");
  with.reset("c3");
  with.expect_nothing();
  with.reset("c4");
  CHECK(contains(with.expect_outcome("queue_full", "c4").what.value, R"("transmitted":"no")"));
}

TEST_CASE("A full queue makes room when a command in it has expired") {
  auto one = calm();
  one.command_queue = 1;
  conversation with(one);
  with.is_established();
  with.reset("c1");
  with.expect_event("ocpp.command.dispatched");
  auto soon = reset_command("c2", with.now);
  soon.expires_at = with.now.wall + 5s;
  with.command(soon);
  with.now = {with.now.wall + 5s, with.now.steady + 5s};
  with.reset("c3");
  with.expect_outcome("expired", "c2");
}

TEST_CASE("A command expires at the very instant of expiresAt, also while it waits in line") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_call_sent();
  auto soon = reset_command("c2", with.now);
  soon.expires_at = with.now.wall + 20s;
  with.command(soon);
  with.passes(20s - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  CHECK(contains(with.expect_outcome("expired", "c2").what.value, R"("transmitted":"no")"));
}

TEST_CASE("A command that expired on its way is not dispatched") {
  conversation with;
  with.is_established();
  auto late = reset_command("c1", with.now);
  late.expires_at = with.now.wall;
  with.command(late);
  with.expect_outcome("expired", "c1");
  auto just = reset_command("c2", with.now);
  just.expires_at = with.now.wall + 1ms;
  with.command(just);
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("A command that expires while its dispatched record is being stored is not sent") {
  conversation with;
  with.is_established();
  auto soon = reset_command("c1", with.now);
  soon.expires_at = with.now.wall + 2s;
  with.command(soon);
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.reset("c2");
  with.passes(2s);
  with.delivered(dispatched);
  with.expect_outcome("expired", "c1");
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("An expiry beyond any clock is no reason to expire") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_event("ocpp.command.dispatched");
  auto eternal = reset_command("c2", with.now);
  eternal.expires_at = base::wall_time(std::chrono::sys_days{std::chrono::year{9999} / 12 / 31});
  with.command(eternal);
  with.timer_fires();
  with.expect_nothing();
}

TEST_CASE("When the wall clock is set back, a waiting command expires by the new time, and the timer waits for it") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_call_sent();
  auto soon = reset_command("c2", with.now);
  soon.expires_at = with.now.wall + 5s;
  with.command(soon);
  with.now = {with.now.wall - 5s, with.now.steady + 5s};
  with.armed.reset();
  with.timer_fires();
  with.expect_nothing();
  CHECK(*with.armed == with.now.steady + 10s);
  with.passes(10s);
  with.expect_outcome("expired", "c2");
}

TEST_CASE("Commands wait for quiet_after_open, which a message of the station does not end") {
  conversation with;
  booting(with);
  with.reset("c1");
  with.expect_nothing();
  with.station_says(heartbeat_call);
  with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  with.passes(with.common.defaults.quiet_after_open - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("A station may have a quiet time of its own") {
  auto settings = calm();
  settings.stations["CP001"].quiet_after_open = 20s;
  conversation with(settings);
  booting(with);
  with.reset("c1");
  with.passes(20s - 1ms);
  with.expect_nothing();
  with.passes(1ms);
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("Commands wait for quiet_after_open where the station says nothing") {
  conversation with;
  booting(with);
  with.reset("c1");
  with.passes(with.common.defaults.quiet_after_open - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("A CALL leaves as compact JSON, its texts and numbers as they came") {
  conversation with;
  with.is_established();
  auto spaced = reset_command("c1", with.now);
  spaced.action = "DataTransfer";
  spaced.payload = "{ \"vendorId\" : \"a  \\\" b\",\r\n\t\"data\": \"1.50\", \"x\": 1.50e+02 }";
  with.command(spaced);
  CHECK(contains(with.expect_call_sent(), R"("DataTransfer",{"vendorId":"a  \" b","data":"1.50","x":1.50e+02}])"));
}

TEST_CASE("Commands wait while a boot awaits its answer, also those already dispatched") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.station_says(boot_call);
  const auto boot = with.expect_event("ocpp.station.booted");
  with.delivered(dispatched);
  with.expect_nothing();
  with.delivered(boot);
  with.expect_answer();
  CHECK(contains(with.expect_send(send::kind::call), "Reset"));
}

TEST_CASE("A dispatched record that Kafka does not take is tried again, and its command goes out once it is stored") {
  const auto status = GENERATE(event::delivery_status::refused, event::delivery_status::unknown);
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.reset("c2");
  with.delivered(dispatched, status);
  with.passes(1s - 1ms);
  with.expect_nothing();
  with.passes(1ms);
  // One that timed out may be stored yet: that claim is given up.
  const bool may_be_stored = status == event::delivery_status::unknown;
  if (may_be_stored) CHECK(header_of(with.expect_publish().what, "ce_type") == "ocpp.command.released");
  const auto again = with.expect_event("ocpp.command.dispatched");
  with.claim_read(dispatched, true);
  with.delivered(again);
  const auto id = id_of(with.expect_send(send::kind::call));
  CHECK_FALSE(contains(dispatched.what.value, id));
  CHECK(contains(again.what.value, id));
}

TEST_CASE("A CALL is written once its claim is read back as the first, and not before") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.stored(dispatched);
  with.passes(with.common.delivery_timeout);  // Kafka has taken it: nothing presses
  with.expect_nothing();
  with.claim_read(dispatched, true);
  CHECK(contains(with.expect_send(send::kind::call), "Reset"));
}

TEST_CASE("The log may be read before Kafka's word about the claim has come") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.claim_read(dispatched, true);
  CHECK(contains(with.expect_send(send::kind::call), "Reset"));
  with.stored(dispatched);
  with.expect_nothing();
}

TEST_CASE("A command whose claim is not the first belongs to somebody else: the next one goes on") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.reset("c2");
  with.stored(dispatched);
  with.claim_read(dispatched, false);
  with.expect_given_back({"c1"});  // the router looks what becomes of it
  CHECK(contains(with.expect_call_sent(), "Reset"));
  CHECK(with.counted.empty());
}

TEST_CASE("A claim that is read back too late is released, and the command claimed anew") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.stored(dispatched);
  with.passes(with.common.delivery_timeout + 1ms);
  with.claim_read(dispatched, true);
  const auto released = with.expect_publish().what;
  CHECK(header_of(released, "ce_type") == "ocpp.command.released");
  CHECK(command::read_log_entry(header_of(released, command::log_header))->claim ==
        command::read_log_entry(header_of(dispatched.what, command::log_header))->claim);
  CHECK(contains(with.expect_call_sent(), "Reset"));
}

TEST_CASE("A command whose dispatched record Kafka does not take until it expires was not transmitted") {
  conversation with;
  with.is_established();
  auto soon = reset_command("c1", with.now);
  soon.expires_at = with.now.wall + 2s;
  with.command(soon);
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.reset("c2");
  with.delivered(dispatched, event::delivery_status::refused);
  with.passes(1s);
  with.delivered(with.expect_event("ocpp.command.dispatched"), event::delivery_status::refused);
  with.passes(1s);
  const auto outcome = with.expect_outcome("expired", "c1").what.value;
  CHECK(contains(outcome, R"("transmitted":"no","reason":"Kafka did not take the dispatched record")"));
  CHECK_FALSE(contains(outcome, "sentAt"));
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("A command whose dispatched record was refused is given back where the session ends") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.delivered(with.expect_event("ocpp.command.dispatched"), event::delivery_status::refused);
  with.closed();
  with.expect_given_back({"c1"});
  with.expect_event_without_ticket("ocpp.station.disconnected");
}

TEST_CASE("A dispatched record without a delivery report in time closes the session; its command was not sent and is given back") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto dispatched = with.expect_event("ocpp.command.dispatched");
  with.passes(with.common.delivery_timeout - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  with.expect_close(1011, close_reason::delivery_timeout);
  with.delivered(dispatched);
  with.expect_nothing();
  with.closed();
  with.expect_given_back({"c1"});
  with.expect_event_without_ticket("ocpp.station.disconnected");
}

TEST_CASE("When the link is lost, sent commands are uncertain and waiting ones are given back") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_call_sent();
  with.reset("c2");
  with.closed();
  const auto sent = with.expect_outcome("uncertain", "c1").what.value;
  CHECK(contains(sent, R"("transmitted":"unknown")"));
  CHECK(contains(sent, "sentAt"));
  with.expect_given_back({"c2"});
  with.expect_event_without_ticket("ocpp.station.disconnected");
}

TEST_CASE("Dispatched records and outcomes have no number: ce_sequence counts events only") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.station_says(result_frame(id_of(with.expect_call_sent()), R"({"status":"Accepted"})"));
  with.expect_outcome("answered", "c1");
  with.station_says("garbage");
  with.expect_rejected("not_json");
  with.station_says(heartbeat_call);
  CHECK(header_of(with.expect_event("ocpp.station.heartbeat").what, "ce_sequence") == "0000000002");
  with.expect_answer();
}

}  // namespace ocppgw::session
