// Repeated, broken and repaired frames (RULES 2.4, 2.6).
#include "ocppgw/base/text.hpp"
#include "support/ocpp16.hpp"
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {

TEST_CASE("An identical CALL that is still pending is not published again: one answer serves both") {
  conversation with;
  with.is_established();
  with.station_says(boot_call);
  const auto boot = with.expect_event("ocpp.station.booted");
  with.station_says(boot_call);
  with.expect_log("debug call repeated, not published again action=BootNotification code=pending");
  with.expect_nothing();
  with.delivered(boot);
  with.expect_answer();
  with.expect_nothing();
}

TEST_CASE("An identical CALL that was answered is answered again and not published") {
  conversation with;
  with.is_established();
  with.station_says(start_call("t1"));
  with.delivered(with.expect_event("ocpp.transaction.started"));
  const auto answer = with.expect_answer();
  with.station_says(start_call("t1"));
  with.expect_log("debug call repeated, not published again action=StartTransaction code=answered");
  CHECK(with.expect_answer() == answer);
  with.expect_nothing();
}

TEST_CASE("The repeated answer to a heartbeat has the time of the repeat: stations set their clock by it") {
  conversation with;
  with.is_established();
  with.station_says(heartbeat_call);
  with.expect_event("ocpp.station.heartbeat");
  CHECK(with.expect_answer() == R"([3,"h1",{"currentTime":"2026-11-22T12:00:03Z"}])");
  with.passes(5s);
  with.station_says(heartbeat_call);
  with.expect_log("debug call repeated, not published again action=Heartbeat code=answered");
  CHECK(with.expect_answer() == R"([3,"h1",{"currentTime":"2026-11-22T12:00:08Z"}])");
}

TEST_CASE("A frame that comes again more than ten seconds after its answer is a new message") {
  conversation with;
  with.is_established();
  for (int beat = 0; beat < 3; ++beat) {
    with.station_says(R"([2,"Heartbeat","Heartbeat",{}])");
    with.expect_event("ocpp.station.heartbeat");
    with.expect_answer();
    with.passes(20s);
  }
  with.station_says(start_call("t1"));
  const auto start = with.expect_event("ocpp.transaction.started");
  with.passes(7s);
  with.delivered(start);
  with.expect_answer();
  with.passes(10s);
  with.station_says(start_call("t1"));
  with.expect_log("debug call repeated, not published again action=StartTransaction code=answered");
  with.expect_answer();
  with.passes(1ms);
  with.station_says(start_call("t1"));
  with.expect_event("ocpp.transaction.started");
}

TEST_CASE("Anything in between makes an identical frame a new message") {
  conversation with;
  with.is_established();
  with.station_says(status_call("1"));
  with.delivered(with.expect_event("ocpp.connector.status_reported"));
  with.expect_answer();
  SECTION("another call") {
    with.station_says(heartbeat_call);
    with.expect_event("ocpp.station.heartbeat");
    with.expect_answer();
  }
  SECTION("a call that is refused") {
    with.station_says(R"([2,"x","NoSuchAction",{}])");
    with.expect_log("debug fault in a call action=unknown code=NotImplemented");
    with.expect_rejected("refused");
    with.expect_send(send::kind::error);
  }
  SECTION("garbage") {
    with.station_says("nonsense");
    with.expect_rejected("not_json");
  }
  with.station_says(status_call("1"));
  with.expect_event("ocpp.connector.status_reported");
  with.expect_nothing();
}

TEST_CASE("A repeat never overtakes: while the same frame is pending, one answer in its place serves both") {
  conversation with;
  with.is_established();
  with.station_says(status_call("1"));
  const auto first = with.expect_event("ocpp.connector.status_reported");
  with.station_says(start_call("2"));
  const auto second = with.expect_event("ocpp.transaction.started");
  with.delivered(second);
  with.station_says(start_call("2"));
  with.expect_log("debug call repeated, not published again action=StartTransaction code=pending");
  with.expect_nothing();
  with.delivered(first);
  CHECK(contains(with.expect_answer(), R"([3,"1",)"));
  CHECK(contains(with.expect_answer(), R"([3,"2",)"));
  with.expect_nothing();
}

TEST_CASE("The same id with other bytes is another CALL") {
  conversation with;
  with.is_established();
  with.station_says(status_call("1", 1));
  with.expect_event("ocpp.connector.status_reported");
  with.station_says(status_call("1", 2));
  with.expect_event("ocpp.connector.status_reported");
}

TEST_CASE("A CALL that is refused gets its error at once, and its bytes are kept") {
  conversation with;
  with.is_established();
  constexpr std::string_view frame = R"([2,"x6","Authorize","04B0"])";
  with.station_says(frame);
  with.expect_log("debug fault in a call action=Authorize code=FormationViolation");
  const auto record = with.expect_rejected("refused").what;
  CHECK(record.value == frame);
  CHECK(record.key == "CP001");
  CHECK(contains(header_of(record, "ocppgw_error_message"), "FormationViolation"));
  CHECK(contains(with.expect_send(send::kind::error), R"([4,"x6","FormationViolation",)"));
  CHECK(with.it.last_sequence() == 1);
}

TEST_CASE("A station that is validated strictly is refused what others get away with") {
  auto per_station = calm();
  per_station.stations["CP001"].validation = ocpp::tolerance::strict;
  const std::string frame = R"([2,"x5","Authorize",{"idTag":"123456789012345678901"}])";
  conversation strict(per_station);
  strict.is_established();
  strict.station_says(frame);
  strict.expect_log("debug fault in a call action=Authorize code=PropertyConstraintViolation detail=/idTag");
  strict.expect_rejected("refused");
  CHECK(contains(strict.expect_send(send::kind::error), R"([4,"x5","PropertyConstraintViolation",)"));

  conversation lenient;
  lenient.is_established();
  lenient.station_says(frame);
  lenient.expect_log("debug fault in a call action=Authorize code=PropertyConstraintViolation detail=/idTag");
  lenient.expect_event("ocpp.authorization.requested");
}

TEST_CASE("What lenient validation lets pass is listed in the event and noted without its value") {
  conversation with;
  with.is_established();
  with.station_says(R"([2,"s1","StatusNotification",{"connectorId":1,"errorCode":"Error","status":"Faulted"}])");
  with.expect_log("debug fault in a call action=StatusNotification code=PropertyConstraintViolation detail=/errorCode");
  const auto event = with.expect_event("ocpp.connector.status_reported");
  CHECK(contains(event.what.value, R"("faults":[{"path":"/errorCode","code":"PropertyConstraintViolation","effect":"converted"}])"));
}

TEST_CASE("An unreadable frame is kept and never answered") {
  conversation with;
  with.is_established();
  const auto [frame, code] = GENERATE(std::pair<std::string, std::string>{"[", "not_json"},
                                      std::pair<std::string, std::string>{R"({"not":"an array"})", "not_an_array"},
                                      std::pair<std::string, std::string>{R"([5,"x10","Heartbeat",{}])", "unknown_message_type"});
  with.station_says(frame);
  const auto record = with.expect_rejected(code).what;
  CHECK(record.value == frame);
  CHECK(header_of(record, "ce_id") == "0123456789abcdef0123-r1");
  with.expect_nothing();
}

namespace {

settings impatient() {
  auto with = calm();
  with.garbage_limit = 3;
  return with;
}

void garbage(conversation& with, std::string_view frame = "nonsense", std::string_view code = "not_json") {
  with.station_says(frame);
  with.expect_rejected(code);
}

}  // namespace

TEST_CASE("Too much garbage within a minute closes the session, and readable frames in between change nothing") {
  conversation with(impatient());
  with.is_established();
  garbage(with);
  garbage(with);
  with.station_says(heartbeat_call);
  with.expect_event("ocpp.station.heartbeat");
  with.expect_answer();
  garbage(with);
  with.expect_close(1002, close_reason::protocol_error);
}

TEST_CASE("Garbage now and then is tolerated for ever") {
  conversation with(impatient());
  with.is_established();
  for (int i = 0; i < 20; ++i) {
    garbage(with);
    with.passes(21s);
  }
  with.expect_nothing();
}

TEST_CASE("Frames that look like OCPP are never counted as garbage") {
  conversation with(impatient());
  with.is_established();
  for (int i = 0; i < 20; ++i) garbage(with, R"([3,x,{}])");
  with.expect_nothing();
}

TEST_CASE("A station in a transaction is never closed for garbage") {
  conversation with(impatient());
  with.is_established();
  with.station_says(start_call("1"));
  with.delivered(with.expect_event("ocpp.transaction.started"));
  with.expect_answer();
  for (int i = 0; i < 20; ++i) garbage(with);
  with.expect_nothing();
}

TEST_CASE("A CALL whose id can be read is answered, whatever is wrong behind it, and its bytes are kept") {
  conversation with;
  with.is_established();
  const auto deep = R"([2,"m1","DataTransfer",{"vendorId":"v","data":)" + std::string(20, '[') + std::string(20, ']') + "}]";
  const std::string frame = GENERATE_COPY(values<std::string>(
      {R"([2,"m1","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}])", R"([2,"m1","MeterValues",{"connectorId":1)",
       R"([2,"m1","Authorize",{"idTag":"04)", " [ 2 , \"m1\" , Authorize]", deep}));
  for (int i = 0; i < 20; ++i) {
    with.station_says(frame);
    with.expect_log("debug fault in a call action=unknown code=FormationViolation");
    CHECK(with.expect_rejected("refused").what.value == frame);
    CHECK(contains(with.expect_send(send::kind::error), R"([4,"m1","FormationViolation",)"));
  }
  with.expect_nothing();
}

TEST_CASE("Without an id that can be repeated there is no answer") {
  conversation with;
  with.is_established();
  const std::string frame = GENERATE(
      values<std::string>({R"([2,"m1)", R"([2,"m\q",)", "[2,\"m\x01\",", R"([2,"",)", R"([2,x,)", R"([2,"m1")", "[2,", "[2"}));
  garbage(with, frame);
  with.expect_nothing();
}

TEST_CASE("A repaired frame becomes an event that says so, and its original is kept") {
  conversation with;
  with.is_established();
  const std::string frame = "[2,\"a1\",\"Authorize\",{\"idTag\":\"TA\x01G\"}]";
  with.station_says(frame);
  CHECK(with.expect_rejected("repaired").what.value == frame);
  const auto event = with.expect_event("ocpp.authorization.requested");
  CHECK(contains(event.what.value, R"("faults":[{"path":"","code":"FormationViolation","effect":"converted"})"));
  CHECK(contains(event.what.value, R"("idTag":"TAG")"));
  with.delivered(event);
  CHECK(contains(with.expect_answer(), R"([3,"a1")"));
}

TEST_CASE("A frame that is not UTF-8 becomes an event with U+FFFD, an answer, and keeps its bytes") {
  conversation with;
  with.is_established();
  const std::string frame = "[2,\"a\xff\",\"Authorize\",{\"idTag\":\"caf\xe9\"}]";
  with.station_says(frame);
  CHECK(with.expect_rejected("repaired").what.value == frame);
  const auto event = with.expect_event("ocpp.authorization.requested");
  CHECK(contains(event.what.value, R"("effect":"converted")"));
  CHECK(contains(event.what.value, "\"idTag\":\"caf\xef\xbf\xbd\""));
  CHECK(base::is_valid_utf8(event.what.value));
  with.delivered(event);
  CHECK(contains(with.expect_answer(), "[3,\"a\xef\xbf\xbd\""));
}

TEST_CASE("A frame that is not UTF-8 and no CALL either is kept, and nothing of it is answered") {
  conversation with;
  with.is_established();
  const std::string frame = GENERATE("\xff\xfe", "[3,\"\xc0\xaf", "{\"a\":\"\xed\xa0\x80\"}");
  for (const auto& each : with.it.frame(frame, with.now)) {
    if (const auto* kept = std::get_if<publish>(&each)) CHECK(kept->what.value == frame);
    CHECK_FALSE(std::holds_alternative<send>(each));
  }
}

TEST_CASE("A frame that is not UTF-8 ends a session that is validated strictly, once it is kept") {
  auto strict = calm();
  strict.defaults.validation = ocpp::tolerance::strict;
  conversation with(strict);
  with.is_established();
  const std::string frame = "[2,\"a\",\"Authorize\",{\"idTag\":\"caf\xe9\"}]";
  with.station_says(frame);
  CHECK(with.expect_rejected("not_utf8").what.value == frame);
  with.expect_close(1007, close_reason::not_utf8);
}

TEST_CASE("A binary message is kept and ends the session") {
  conversation with;
  with.is_established();
  with.station_says_binary("\x01\xff");
  CHECK(with.expect_rejected("binary").what.value == "\x01\xff");
  with.expect_close(1003, close_reason::not_text);
}

TEST_CASE("A repaired frame that is refused all the same is kept once") {
  conversation with;
  with.is_established();
  with.station_says(
      "[2,\"x\",\"Heart\x01"
      "beatt\",{}]");
  with.expect_log("debug fault in a call action=unknown code=NotImplemented");
  with.expect_rejected("refused");
  CHECK(contains(with.expect_send(send::kind::error), "NotImplemented"));
  with.expect_nothing();
}

TEST_CASE("No note holds an idTag") {
  conversation with;
  with.is_established();
  for (const auto* frame :
       {R"([2,"1","Authorize",{"idTag":"SECRETSECRETSECRETSECRET"}])", R"([2,"2","Authorize",{"idTag":12345678}])",
        R"([2,"3","Authorize",["SECRET"]])", R"([2,"4","Authorize",{"idTag":"SECRET")"}) {
    for (const auto& what : with.it.frame(frame, with.now)) {
      if (const auto* note = std::get_if<session::note>(&what)) CHECK_FALSE(contains(note->detail, "SECRET"));
    }
  }
}

}  // namespace ocppgw::session
