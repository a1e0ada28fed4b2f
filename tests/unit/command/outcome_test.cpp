#include "ocppgw/command/outcome.hpp"

#include "ocppgw/command/log_entry.hpp"
#include "ocppgw/event/headers.hpp"
#include "support/catch.hpp"
#include "support/printed_record.hpp"
#include "support/records.hpp"

#include <algorithm>

using namespace ocppgw::command;
using ocppgw::header_of;
namespace event = ocppgw::event;
using namespace std::chrono_literals;
namespace base = ocppgw::base;

namespace {

constexpr base::wall_time received{1'795'372'010'123ms};  // 2026-11-22T18:26:50.123Z

event::settings common() {
  event::settings out;
  out.instance_id = "gw-1";
  return out;
}

request reset() {
  request out;
  out.id = "c1";
  out.station = "CP001";
  out.action = "Reset";
  out.payload = R"({"type": "Soft"})";
  out.received_at = received;
  out.expires_at = received + 60s;
  out.headers = {{"reply-to", "team-a"}};
  out.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
  out.position = {"ocpp.commands", 2, 17};
  out.digest = {0xf0, 0x0d};
  return out;
}

request claimed() {
  auto out = reset();
  out.message_id = "0123456789abcdef0123-c1";
  out.deadline = received + 50s;
  return out;
}

outcome answered() {
  outcome out;
  out.kind = outcome_kind::answered;
  out.what = reset();
  out.status = "Accepted";
  out.response = R"({"status":"Accepted"})";
  out.session_id = "0123456789abcdef0123";
  out.what.message_id = "0123456789abcdef0123-c1";
  out.sent_at = received + 10ms;
  out.settled_at = received + 250ms;
  return out;
}

std::string value_of(const outcome& how) { return encode_outcome(common(), how).value; }

struct ending {
  outcome_kind kind;
  std::string_view name;
  std::string_view transmitted;
};

}  // namespace

TEST_CASE("an answered command is told to the results topic, and settled by that record") {
  CHECK(
      event::printed(encode_outcome(common(), answered())) ==
      "ocpp.command-results | CP001 | 2026-11-22T18:26:50.373Z | settles 2/17\n"
      "content-type: application/json\n"
      "ce_specversion: 1.0\n"
      "ce_id: c3d4b57bb33acdb8357f30aeb6756e69\n"
      "ce_source: /ocpp-gateway/ocpp\n"
      "ce_type: ocpp.command.answered\n"
      "ce_subject: CP001\n"
      "ce_time: 2026-11-22T18:26:50.373Z\n"
      "ce_partitionkey: CP001\n"
      "ce_sessionid: 0123456789abcdef0123\n"
      "ce_instance: gw-1\n"
      "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\n"
      "ocppgw_log: 1 outcome c3d4b57bb33acdb8357f30aeb6756e69 f00d0000000000000000000000000000 2 17 0123456789abcdef0123-c1 - 0 -\n"
      "reply-to: team-a\n"
      "\n"
      R"({"commandId":"c1","station":"CP001","action":"Reset","outcome":"answered","transmitted":"yes",)"
      R"("messageId":"0123456789abcdef0123-c1","status":"Accepted",)"
      R"("request":{"type": "Soft"},"response":{"status":"Accepted"},"sessionId":"0123456789abcdef0123",)"
      R"("receivedAt":"2026-11-22T18:26:50.123Z","sentAt":"2026-11-22T18:26:50.133Z","settledAt":"2026-11-22T18:26:50.373Z"})");
}

TEST_CASE("a CALLERROR comes back with code, description and details") {
  outcome how = answered();
  how.kind = outcome_kind::errored;
  how.status = how.response = "";
  how.error_code = "NotSupported";
  how.error_description = "no \"reset\"";
  how.error_details = R"({"x": 1})";
  CHECK(value_of(how).find(R"("error":{"code":"NotSupported","description":"no \"reset\"","details":{"x": 1}},)") !=
        std::string::npos);
  how.error_details = "";
  CHECK(value_of(how).find(R"("details":{})") != std::string::npos);
}

TEST_CASE("the faults of a response stand beside it") {
  outcome how = answered();
  how.response_faults = R"([{"path":"/status","code":"PropertyConstraintViolation"}])";
  CHECK(value_of(how).find(
            R"("response":{"status":"Accepted"},"responseFaults":[{"path":"/status","code":"PropertyConstraintViolation"}],)") !=
        std::string::npos);
}

TEST_CASE("a command that never went out has no session, no sent time and no response") {
  outcome how;
  how.kind = outcome_kind::invalid;
  how.what = reset();
  how.what.action = how.what.payload = "";
  how.reason = "/action: missing";
  how.settled_at = received;
  const event::record out = encode_outcome(common(), how);
  CHECK(out.value ==
        R"({"commandId":"c1","station":"CP001","action":null,"outcome":"invalid","transmitted":"no","reason":"/action: missing",)"
        R"("request":null,"receivedAt":"2026-11-22T18:26:50.123Z","settledAt":"2026-11-22T18:26:50.123Z"})");
  CHECK(event::printed_headers(out.headers).find("ce_sessionid") == std::string::npos);
}

TEST_CASE("every outcome says whether the command was transmitted") {
  const auto [kind, name, sent] = GENERATE(values<ending>({
      {outcome_kind::answered, "answered", "yes"},
      {outcome_kind::errored, "errored", "yes"},
      {outcome_kind::invalid, "invalid", "no"},
      {outcome_kind::offline, "offline", "no"},
      {outcome_kind::expired, "expired", "no"},
      {outcome_kind::queue_full, "queue_full", "no"},
      {outcome_kind::timed_out, "timed_out", "unknown"},
      {outcome_kind::uncertain, "uncertain", "unknown"},
  }));
  CHECK(to_string(kind) == name);
  outcome how = answered();
  how.kind = kind;
  CHECK(transmitted(how) == sent);
  CHECK(event::printed_headers(encode_outcome(common(), how).headers).find("ce_type=ocpp.command." + std::string{name} + ";") !=
        std::string::npos);
}

TEST_CASE("a command timed out although the station was heard after it: it was transmitted") {
  outcome how = answered();
  how.kind = outcome_kind::timed_out;
  how.heard_after_send = true;
  CHECK(transmitted(how) == "yes");
}

TEST_CASE("the id of an outcome is unique per station and commandId, wherever the one ends and the other begins") {
  outcome how = answered();
  const auto id_of = [&how](std::string station, std::string id) {
    how.what.station = std::move(station);
    how.what.id = std::move(id);
    return event::printed_headers(encode_outcome(common(), how).headers);
  };
  const auto first = id_of("CP1", "1");
  CHECK(first == id_of("CP1", "1"));
  CHECK(first.find("ce_id=6d7c1db047955d4a1f792c7893f9089a;") != std::string::npos);
  CHECK(id_of("CP2", "1").find("ce_id=5cfa721138b75160992dee705622f3fc;") != std::string::npos);
  CHECK(id_of("CP", "11").find("ce_id=31ee1a631cdae50380b3fbb5655e7fed;") != std::string::npos);
}

TEST_CASE("in structured mode an outcome keeps its key and the headers of its command") {
  event::settings structured = common();
  structured.mode = event::content_mode::structured;
  const event::record out = encode_outcome(structured, answered());
  CHECK(out.key == "CP001");
  CHECK(event::printed_headers(out.headers) ==
        "content-type=application/cloudevents+json; charset=UTF-8;"
        "traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00;"
        "ocppgw_log=1 outcome c3d4b57bb33acdb8357f30aeb6756e69 f00d0000000000000000000000000000 2 17 0123456789abcdef0123-c1 - 0 -;"
        "reply-to=team-a;");
  CHECK(out.value.find(R"("type":"ocpp.command.answered")") != std::string::npos);
  CHECK(out.value.find(R"("data":{"commandId":"c1")") != std::string::npos);
}

TEST_CASE("dispatched names the command, has an id of its own and settles nothing") {
  const event::record out = encode_dispatched(common(), claimed(), {"b007", "0123456789abcdef0123", received + 9ms});
  CHECK(event::printed(out) ==
        "ocpp.command-results | CP001 | 2026-11-22T18:26:50.132Z\n"
        "content-type: application/json\n"
        "ce_specversion: 1.0\n"
        "ce_id: 53867d9ee8a0df998ba2439f92a8006a\n"
        "ce_source: /ocpp-gateway/ocpp\n"
        "ce_type: ocpp.command.dispatched\n"
        "ce_subject: CP001\n"
        "ce_time: 2026-11-22T18:26:50.132Z\n"
        "ce_partitionkey: CP001\n"
        "ce_sessionid: 0123456789abcdef0123\n"
        "ce_instance: gw-1\n"
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\n"
        "ocppgw_log: 1 claim c3d4b57bb33acdb8357f30aeb6756e69 f00d0000000000000000000000000000 2 17 0123456789abcdef0123-c1 b007 "
        "1795372060123 -\n"
        "\n"
        R"({"commandId":"c1","station":"CP001","action":"Reset",)"
        R"("messageId":"0123456789abcdef0123-c1","sessionId":"0123456789abcdef0123","instance":"gw-1","boot":"b007",)"
        R"("receivedAt":"2026-11-22T18:26:50.123Z","expiresAt":"2026-11-22T18:27:50.123Z",)"
        R"("deadline":"2026-11-22T18:27:40.123Z","dispatchedAt":"2026-11-22T18:26:50.132Z"})");
}

TEST_CASE("released undoes a claim: another record, kept until it is stored") {
  const event::record out = encode_released(common(), claimed(), {"b007", "", received + 9ms});
  CHECK(out.until_stored);
  CHECK_FALSE(out.settles);
  CHECK(header_of(out, "ce_type") == "ocpp.command.released");
  CHECK(out.value == R"({"commandId":"c1","station":"CP001","action":"Reset","messageId":"0123456789abcdef0123-c1",)"
                     R"("instance":"gw-1","boot":"b007","releasedAt":"2026-11-22T18:26:50.132Z"})");
}

TEST_CASE("records about claims differ by the claim, and tell the log what is claimed, by whom and until when") {
  auto again = claimed();
  again.message_id = "0123456789abcdef0123-c2";
  const claimant by{"b007", "s", received};
  const auto first = encode_dispatched(common(), claimed(), by);
  CHECK(header_of(first, "ce_id") != header_of(encode_dispatched(common(), again, by), "ce_id"));
  const auto told = read_log_entry(header_of(first, log_header));
  REQUIRE(told);
  CHECK(
      *told ==
      log_entry{
          log_entry::kind::claim, key_of("CP001", "c1"), {0xf0, 0x0d}, {2, 17}, "0123456789abcdef0123-c1", "b007", received + 50s});
  const auto undone = read_log_entry(header_of(encode_released(common(), claimed(), by), log_header));
  REQUIRE(undone);
  CHECK(undone->what == log_entry::kind::released);
  CHECK(undone->claim == told->claim);
}

TEST_CASE("an outcome tells the log by which claim it was said, whatever the headers of its command say") {
  auto how = answered();
  how.what.headers = event::returned_headers({{std::string(log_header), "1 claim"}, {"reply-to", "team-a"}}, 1000);
  const auto told = read_log_entry(encode_outcome(common(), how).headers.find(log_header));
  REQUIRE(told);
  CHECK(*told ==
        log_entry{log_entry::kind::outcome, key_of("CP001", "c1"), {0xf0, 0x0d}, {2, 17}, "0123456789abcdef0123-c1", "", {}});
}

TEST_CASE("an outcome that Kafka would refuse leaves out what the sender can spare, at the edge") {
  outcome how = answered();
  how.what.payload = R"({"a":")" + std::string(1000, 'q') + "\"}";
  how.response = R"({"b":")" + std::string(1000, 'r') + "\"}";
  how.response_faults = R"(["f"])";
  event::settings tight = common();
  const auto value = [&] { return encode_outcome(tight, how).value; };
  const auto fits = [&](const std::string& text) {
    return text.size() + 5 + std::string_view{"reply-toteam-a"}.size() + event::header_room;
  };
  const std::string whole = value();
  tight.message_max_bytes = fits(whole);
  CHECK(value() == whole);
  --tight.message_max_bytes;
  const std::string without_request = value();
  CHECK(without_request.find(R"("request":null)") != std::string::npos);
  CHECK(without_request.find(R"("omitted":["request"],)") != std::string::npos);
  CHECK(without_request.find("rrrr") != std::string::npos);
  tight.message_max_bytes = fits(without_request) - 1;
  CHECK(value().find(R"("omitted":["request","response"],)") != std::string::npos);
  tight.message_max_bytes = 0;
  CHECK(value().find(R"("omitted":["request","response","responseFaults"],)") != std::string::npos);
}

TEST_CASE("an outcome has a smaller form for a topic that takes less, with the same identity and nothing long") {
  outcome how = answered();
  how.what.payload = R"({"data":")" + std::string(5'000, 'x') + R"("})";
  how.what.headers = {{"correlation", std::string(3'000, 'y')}};
  const auto whole = encode_outcome(common(), how);
  REQUIRE(whole.smaller.has_value());
  CHECK(whole.smaller->value.size() < 1'000);
  CHECK(whole.smaller->value.find("\"omitted\":[\"request\"") != std::string::npos);
  CHECK(std::equal(whole.smaller->headers.begin(), whole.smaller->headers.end(), whole.headers.begin()));
  CHECK(whole.headers.size() == whole.smaller->headers.size() + 1);
}
