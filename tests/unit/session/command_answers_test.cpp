// What stations say to commands: in time, late, malformed, or to nothing (DESIGN 3.2).
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
TEST_CASE("A command times out after its own time; of a station that was silent since nobody knows whether it got the CALL") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.expect_call_sent();
  with.passes(30s - 1ms);
  with.timer_fires();
  with.expect_nothing();
  with.passes(1ms);
  CHECK(contains(with.expect_outcome("timed_out", "c1").what.value, R"("transmitted":"unknown")"));
}

TEST_CASE("A command that times out was transmitted where the station was heard after the CALL") {
  const bool by_a_frame = GENERATE(true, false);
  conversation with;
  with.is_established();
  with.station_says(status_call("s1"));
  with.delivered(with.expect_event("ocpp.connector.status_reported"));
  with.expect_answer();
  with.reset("c1");
  with.expect_call_sent();
  if (by_a_frame) {
    with.station_says(R"([3,"another",{}])");
    with.expect_unexpected("result");
  } else {
    with.station_lives();
  }
  with.passes(30s);
  CHECK(contains(with.expect_outcome("timed_out", "c1").what.value, R"("transmitted":"yes")"));
}

TEST_CASE("What a station says to a command that timed out is told once, as information") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto id = id_of(with.expect_call_sent());
  with.passes(30s);
  with.expect_outcome("timed_out", "c1");
  with.passes(5s);
  const bool is_result = GENERATE(true, false);
  with.station_says(is_result ? result_frame(id, R"({"status":"Accepted"})") : R"([4,")" + id + R"(","GenericError","late",{}])");
  const auto late = with.expect_publish().what;
  CHECK(header_of(late, "ce_type") == "ocpp.command.answered_late");
  CHECK(late.topic == "ocpp.command-results");
  CHECK(late.key == "CP001");
  CHECK_FALSE(late.settles.has_value());
  CHECK(late.until_stored);
  CHECK(contains(late.value, R"({"commandId":"c1","station":"CP001","action":"Reset","messageId":")" + id + '"'));
  CHECK(contains(late.value,
                 is_result ? R"("status":"Accepted","response":{"status":"Accepted"},)" : R"("error":{"code":"GenericError",)"));
  CHECK(contains(late.value, R"("sentAt":"2026-11-22T12:00:03.000Z","answeredAt":"2026-11-22T12:00:38.000Z"})"));
  CHECK_FALSE(contains(late.value, "outcome"));
  with.expect_log(std::string("debug answer that nobody waits for action=unknown code=") + (is_result ? "result" : "error"));
  with.expect_nothing();

  with.station_says(result_frame(id, R"({"status":"Accepted"})"));
  with.expect_unexpected("result");
}

TEST_CASE("Of the commands that timed out the last four are remembered") {
  conversation with;
  with.is_established();
  std::vector<std::string> ids;
  for (const auto* each : {"c1", "c2", "c3", "c4", "c5"}) {
    auto command = reset_command(each, with.now);
    command.expires_at = with.now.wall + 1h;
    with.command(command);
    ids.push_back(id_of(with.expect_call_sent()));
    with.passes(30s);
    with.expect_outcome("timed_out", each);
  }
  with.station_says(result_frame(ids.front(), "{}"));
  with.expect_unexpected("result");
  for (std::size_t i = 1; i < ids.size(); ++i) {
    with.station_says(result_frame(ids[i], R"({"status":"Accepted"})"));
    CHECK(header_of(with.expect_publish().what, "ce_type") == "ocpp.command.answered_late");
    with.expect_log("debug answer that nobody waits for action=unknown code=result");
  }
}

TEST_CASE("A result or an error that answers nothing is a rejected record, never answered") {
  conversation with;
  with.is_established();
  with.station_says(R"([3,"nobody",{}])");
  CHECK(with.expect_unexpected("result").what.value == R"([3,"nobody",{}])");
  with.station_says(R"([4,"nobody","GenericError","",{}])");
  with.expect_unexpected("error");
  with.expect_nothing();
}

TEST_CASE("A result with the awaited id settles its command whatever is wrong with it, and the next one goes out") {
  struct example {
    std::string rest;  // of the frame, behind the id
    std::string response;
    std::string code;
  };
  const auto [rest, response, code] = GENERATE(values<example>({
      {"]", R"("response":{})", "bad_result"},
      {R"(,{"status":"Accepted"},{}])", R"("status":"Accepted","request":{"type":"Soft"},"response":{"status":"Accepted"})",
       "bad_result"},
      {R"(,"Reset",{"status":"Accepted"}])", R"("response":{"status":"Accepted"})", "bad_result"},
      {R"(,{"status":"Accepted"},1,2,3,4])", R"("response":{"status":"Accepted"})", "bad_result"},
      {R"(,"Accepted"])", R"("response":"Accepted")", "bad_result"},
      {R"(,[1.50]])", R"("response":[1.50])", "bad_result"},
      {R"(,{"status":,}])", R"(,{\"status\":,}]")", "not_json"},
      {R"(,{"status":"Accepted"})", R"(,{\"status\":\"Accepted\"}")", "not_json"},
      {R"(,{"status":"Acc)", R"(,{\"status\":\"Acc")", "not_json"},
      {"," + std::string(40, '[') + std::string(40, ']') + "]", "\"response\":\"[3,", "too_deep"},
  }));
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto id = id_of(with.expect_call_sent());
  with.reset("c2");
  const auto frame = R"([3,")" + id + '"' + rest;
  CAPTURE(frame);
  with.station_says(frame);
  const auto outcome = with.expect_outcome("answered", "c1").what.value;
  CAPTURE(outcome);
  CHECK(contains(outcome, R"("transmitted":"yes")"));
  CHECK(contains(outcome, response));
  CHECK(contains(outcome, R"("responseFaults":[{"path":"","code":"FormationViolation")"));
  CHECK(with.expect_rejected(code).what.value == frame);
  with.expect_event("ocpp.command.dispatched");
}

TEST_CASE("An error with the awaited id settles its command whatever is wrong with it") {
  struct example {
    std::string rest;
    std::string error;
    std::string rejected;
  };
  const auto [rest, error, rejected] = GENERATE(values<example>({
      {"]", R"("error":{"code":"","description":"","details":{}})", "bad_error"},
      {R"(,"NotSupported"])", R"("error":{"code":"NotSupported","description":"","details":{}})", ""},
      {R"(,7,null,[1]])", R"("error":{"code":"7","description":"null","details":[1]})", ""},
      {R"(,"X","y",{},1])", R"("error":{"code":"X","description":"y","details":{}})", "bad_error"},
      {R"(,"X",)", R"("details":"[4,)", "not_json"},
  }));
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto frame = R"([4,")" + id_of(with.expect_call_sent()) + '"' + rest;
  CAPTURE(frame);
  with.station_says(frame);
  const auto outcome = with.expect_outcome("errored", "c1").what.value;
  CAPTURE(outcome);
  CHECK(contains(outcome, error));
  CHECK(contains(outcome, "responseFaults") == !rejected.empty());
  if (!rejected.empty()) with.expect_rejected(rejected);
  with.expect_nothing();
}

TEST_CASE("A result with another id leaves the command in flight waiting") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto call = with.expect_call_sent();
  with.station_says(R"([3,"nobody",{"status":"Rejected"}])");
  with.expect_unexpected("result");
  with.expect_nothing();
  with.station_says(result_frame(id_of(call), R"({"status":"Accepted"})"));
  CHECK(contains(with.expect_outcome("answered", "c1").what.value, R"("status":"Accepted")"));
}

TEST_CASE("An error of the station is reported as it was spelt") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto call = with.expect_call_sent();
  with.station_says(R"([4,")" + id_of(call) + R"(","OccurrenceConstraintViolation","no"])");
  const auto outcome = with.expect_outcome("errored", "c1").what.value;
  CHECK(contains(outcome, R"("code":"OccurrenceConstraintViolation","description":"no")"));
  CHECK(contains(outcome, R"("transmitted":"yes")"));
}

TEST_CASE("A response with faults is still the response") {
  conversation with;
  with.is_established();
  with.reset("c1");
  with.station_says(result_frame(id_of(with.expect_call_sent()), R"({"status":"Perhaps"})"));
  const auto outcome = with.expect_outcome("answered", "c1").what.value;
  CHECK(contains(outcome, R"("status":"Perhaps")"));
  CHECK(contains(outcome, R"("response":{"status":"Perhaps"})"));
  CHECK(contains(outcome, R"("responseFaults":[{"path":"/status","code":"PropertyConstraintViolation","effect":"dropped"}])"));
}

TEST_CASE("A response that is null counts as empty") {
  conversation with;
  with.is_established();
  auto clear = reset_command("c1", with.now);
  clear.action = "UpdateFirmware";
  clear.payload = R"({"location":"ftp://x/y","retrieveDate":"2026-11-23T00:00:00Z"})";
  with.command(clear);
  with.station_says(result_frame(id_of(with.expect_call_sent()), "null"));
  CHECK_FALSE(contains(with.expect_outcome("answered", "c1").what.value, "responseFaults"));
}

TEST_CASE("What a station tells of its AuthorizationKey goes to no topic, in time or late") {
  const std::string told = R"({"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"s3cret"}]})";
  const bool late = GENERATE(true, false);
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto id = id_of(with.expect_call_sent());
  if (late) {
    with.passes(30s);
    with.expect_outcome("timed_out", "c1");
  }
  with.station_says(result_frame(id, told));
  const auto value = late ? with.expect_publish().what.value : with.expect_outcome("answered", "c1").what.value;
  CHECK_FALSE(contains(value, "s3cret"));
  CHECK(contains(value, R"({"key":"AuthorizationKey","readonly":false,"value":"***"})"));
  if (late) with.expect_log("debug answer that nobody waits for action=unknown code=result");
}

TEST_CASE("Nor does what stands in the details of an error") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto id = id_of(with.expect_call_sent());
  with.station_says(R"([4,")" + id + R"(","GenericError","no",{"key":"AuthorizationKey","value":"s3cret"}])");
  CHECK(contains(with.expect_outcome("errored", "c1").what.value, R"({"key":"AuthorizationKey","value":"***"})"));
}

}  // namespace ocppgw::session
