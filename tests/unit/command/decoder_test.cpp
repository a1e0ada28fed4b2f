#include "ocppgw/command/decoder.hpp"

#include "support/catch.hpp"
#include "support/printed_record.hpp"

using namespace ocppgw::command;
namespace event = ocppgw::event;
using namespace std::chrono_literals;
namespace base = ocppgw::base;

namespace {

constexpr base::wall_time received{1'795'372'010'123ms};
constexpr base::wall_time produced{1'795'372'010'000ms};  // 2026-11-22T18:26:50Z
constexpr std::string_view trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

event::consumed_record of(std::string value, event::header_list headers = {}) {
  event::consumed_record out;
  out.position = {"ocpp.commands", 2, 17};
  out.key = "CP001";
  out.headers = std::move(headers);
  out.value = std::move(value);
  out.timestamp = produced;
  return out;
}

decoded decode(const event::consumed_record& from) { return decoder{decoder_settings{}}.decode(from, received); }

// A decoding in one line: what it is, the id that could be read, and why.
std::string decoded_as(const event::consumed_record& from) {
  const auto found = decode(from);
  if (const auto* refused = std::get_if<unreadable_record>(&found)) return "rejected " + refused->code;
  if (const auto* invalid = std::get_if<invalid_request>(&found)) return "invalid " + invalid->what.id + " " + invalid->reason;
  return "command " + std::get<request>(found).id;
}

request valid(const event::consumed_record& from) {
  auto found = decode(from);
  INFO(decoded_as(from));
  REQUIRE(std::holds_alternative<request>(found));
  return std::get<request>(std::move(found));
}

struct sample {
  std::string value;
  std::string expected;
};

const event::header_list binary{{"ce_specversion", "1.0"}, {"ce_id", "ce-7"}, {"content-type", "application/json"}};
const event::header_list structured{{"content-type", "application/cloudevents+json; charset=UTF-8"}};

}  // namespace

TEST_CASE("a plain command is read with its defaults") {
  const request what = valid(of(R"({"commandId":"c1","action":"Reset","payload": { "type" : "Soft" } })"));
  CHECK(what.id == "c1");
  CHECK(what.station == "CP001");
  CHECK(what.action == "Reset");
  CHECK(what.payload == R"({ "type" : "Soft" })");
  CHECK(what.received_at == received);
  CHECK(what.expires_at == produced + 60s);
  CHECK(what.timeout == 35s);
  CHECK(what.position == event::record_position{"ocpp.commands", 2, 17});
  CHECK(what.traceparent.size() == 55);
}

TEST_CASE("a command may say all there is to say") {
  const request what =
      valid(of(R"({"ocppVersion":"1.6","timeoutSeconds":1.5,"expiresAt":"2026-11-22T20:30:00+02:00","station":"CP001",)"
               R"("payload":{},"action":"ClearCache","commandId":"c1"})"));
  CHECK(what.timeout == 1500ms);
  CHECK(base::format_millis(what.expires_at) == "2026-11-22T18:30:00.000Z");
}

TEST_CASE("members that are null or absent have their defaults") {
  const request what = valid(of(R"({"commandId":"c1","action":"ClearCache","payload":null,"station":null,"expiresAt":null,)"
                                R"("timeoutSeconds":null,"ocppVersion":null})"));
  CHECK(what.payload == "{}");
  CHECK(what.timeout == 35s);
  CHECK(valid(of(R"({"commandId":"c1","action":"ClearCache"})")).payload == "{}");
}

TEST_CASE("defaults are configuration") {
  decoder it{{.expires_after = 5s, .response_timeout = 7s, .header_bytes = 0}};
  const auto found = it.decode(of(R"({"commandId":"c1","action":"X"})", {{"a", "1"}}), received);
  const auto& what = std::get<request>(found);
  CHECK(what.expires_at == produced + 5s);
  CHECK(what.timeout == 7s);
  CHECK(what.headers.empty());
}

TEST_CASE("a record without a sane time expires as if it came now") {
  event::consumed_record from = of(R"({"commandId":"c1","action":"X"})");
  from.timestamp = base::wall_time{-1ms};
  CHECK(valid(from).expires_at == received + 60s);
  from.timestamp = base::wall_time::max();
  CHECK(base::format_millis(valid(from).expires_at) == "9999-01-01T00:01:00.000Z");
}

TEST_CASE("every malformed command is told what is wrong") {
  const auto [value, expected] = GENERATE(values<sample>({
      // No command can be made out: rejected.
      {"", "rejected no_value"},
      {"hello", "rejected not_json"},
      {"[]", "rejected not_json"},
      {"\"c1\"", "rejected not_json"},
      {"null", "rejected not_json"},
      {R"({"commandId":"c1","action":"X")", "rejected not_json"},
      {R"({"commandId":"c1","action":"X"} {})", "rejected not_json"},
      {R"({"commandId":"c1","action":"X","payload":{"a":tru}})", "rejected not_json"},
      {R"({"commandId":"c1","action":"X","payload":{"a":01}})", "rejected not_json"},
      {R"({"commandId":"c1","action":"X","payload":{"a":"\q"}})", "rejected not_json"},
      {"{\"commandId\":\"c1\",\"action\":\"\xff\"}", "rejected not_utf8"},
      {"{}", "rejected no_command_id"},
      {R"({"action":"X"})", "rejected no_command_id"},
      {R"({"commandId":null,"action":"X"})", "rejected no_command_id"},
      {R"({"commandId":5,"action":"X"})", "rejected no_command_id"},
      {R"({"commandId":"","action":"X"})", "rejected no_command_id"},
      {R"({"commandId":")" + std::string(256, 'c') + R"(","action":"X"})", "rejected no_command_id"},
      {R"({"commandId":"c1","action":"X","commandId":"c2"})", "rejected no_command_id"},
      {R"({"CommandId":"c1","action":"X"})", "rejected no_command_id"},
      // Its id can be read: invalid, with the place.
      {R"({"commandId":"c1"})", "invalid c1 /action: missing"},
      {R"({"commandId":"c1","action":null})", "invalid c1 /action: missing"},
      {R"({"commandId":"c1","action":""})", "invalid c1 /action: must be text of 1 to 255 characters"},
      {R"({"commandId":"c1","action":7})", "invalid c1 /action: must be text of 1 to 255 characters"},
      {R"({"commandId":"c1","action":"X","payload":[]})", "invalid c1 /payload: must be an object"},
      {R"({"commandId":"c1","action":"X","payload":"{}"})", "invalid c1 /payload: must be an object"},
      {R"({"commandId":"c1","action":"X","station":"CP002"})", "invalid c1 /station: is not the key of the record"},
      {R"({"commandId":"c1","action":"X","station":"cp001"})", "invalid c1 /station: is not the key of the record"},
      {R"({"commandId":"c1","action":"X","station":1})", "invalid c1 /station: must be text"},
      {R"({"commandId":"c1","action":"X","expiresAt":"soon"})", "invalid c1 /expiresAt: must be an RFC 3339 time with a zone"},
      {R"({"commandId":"c1","action":"X","expiresAt":"2026-11-22T18:26:50"})",
       "invalid c1 /expiresAt: must be an RFC 3339 time with a zone"},
      {R"({"commandId":"c1","action":"X","expiresAt":1795372010})", "invalid c1 /expiresAt: must be an RFC 3339 time with a zone"},
      {R"({"commandId":"c1","action":"X","ocppVersion":"2.0.1"})", "invalid c1 /ocppVersion: must be \"1.6\""},
      {R"({"commandId":"c1","action":"X","ocppVersion":1.6})", "invalid c1 /ocppVersion: must be \"1.6\""},
      {R"({"commandId":"c1","action":"X","priority":1})", "invalid c1 /priority: unknown member"},
      {R"({"commandId":"c1","action":"X","a/b":null})", "invalid c1 /a~1b: unknown member"},
      {R"({"priority":1,"action":"X","commandId":"c1"})", "invalid c1 /priority: unknown member"},
      {R"({"commandId":"c1","action":"X","action":"Y"})", "invalid c1 /action: the member stands there twice"},
      {R"({"commandId":"c1","action":"X","payload":{"a":{"b":1,"b":2}}})",
       "invalid c1 /payload/a/b: the member stands there twice"},
  }));
  CAPTURE(value);
  CHECK(decoded_as(of(value)) == expected);
}

TEST_CASE("a command may live for so long after its record's time, and no longer") {
  const auto until = [](base::wall_time at) {
    return decoded_as(of(R"({"commandId":"c1","action":"X","expiresAt":")" + base::format_millis(at) + "\"}"));
  };
  const auto latest = produced + decoder_settings{}.max_lifetime;
  CHECK(until(latest) == "command c1");
  CHECK(until(latest + 1ms) == "invalid c1 /expiresAt: is further ahead than commands.max_lifetime");
}

TEST_CASE("the time-out is a number of seconds above 0, up to an hour, to the millisecond") {
  const auto with = [](std::string_view seconds) {
    return of(std::string{R"({"commandId":"c1","action":"X","timeoutSeconds":)"}.append(seconds).append("}"));
  };
  CHECK(valid(with("0.001")).timeout == 1ms);
  CHECK(valid(with("3600")).timeout == 1h);
  CHECK(valid(with("3.6e3")).timeout == 1h);
  const std::string_view bad =
      GENERATE(values<std::string_view>({"0", "-1", "0.0001", "3600.001", "1e400", "1e-999999999", "\"30\"", "true", "{}",
                                         "9223372036854775807", "18446744073709551616"}));
  CAPTURE(bad);
  CHECK(decoded_as(with(bad)) == "invalid c1 /timeoutSeconds: must be a number above 0 and up to 3600, in whole milliseconds");
}

TEST_CASE("names may have 255 characters, whatever their bytes, and no more") {
  std::string umlauts;
  for (int i = 0; i < 255; ++i) umlauts += "\xc3\xa4";
  CHECK(valid(of(R"({"commandId":")" + umlauts + R"(","action":")" + umlauts + "\"}")).id == umlauts);
  CHECK(decoded_as(of(R"({"commandId":"c1","action":"x)" + umlauts + "\"}")) ==
        "invalid c1 /action: must be text of 1 to 255 characters");
}

TEST_CASE("a record whose key can be no station is rejected") {
  event::consumed_record from = of(R"({"commandId":"c1","action":"X"})");
  from.key = "";
  CHECK(decoded_as(from) == "rejected no_key");
  from.key = "CP\xff";
  CHECK(decoded_as(from) == "rejected bad_key");
  from.key = std::string(256, 'k');
  CHECK(decoded_as(from) == "rejected bad_key");
  from.key = std::string(255, 'k');
  CHECK(decoded_as(from) == "command c1");
}

TEST_CASE("what could be read of an invalid command is kept") {
  const auto found = decode(of(R"({"commandId":"c1","action":"Reset","payload":{"type":"Soft"},"more":1})"));
  const auto& what = std::get<invalid_request>(found).what;
  CHECK(what.action == "Reset");
  CHECK(what.payload == R"({"type":"Soft"})");
  CHECK(what.position == event::record_position{"ocpp.commands", 2, 17});
  const auto no_object = decode(of(R"({"commandId":"c1","action":"Reset","payload":[1]})"));
  CHECK(std::get<invalid_request>(no_object).what.payload.empty());
}

TEST_CASE("a payload that is nested too deep makes the command invalid, wherever its id stands") {
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  CHECK(decoded_as(of(R"({"payload":{"a":)" + deep + R"(},"commandId":"c1","action":"X"})")).find(": nested too deep") !=
        std::string::npos);
  CHECK(decoded_as(of(R"({"payload":{"a":)" + deep + R"(},"commandId":"c1","action":"X"})"))
            .starts_with("invalid c1 /payload/a/0/0"));
}

TEST_CASE("a reason stays short and whole, however long the place is") {
  std::string umlauts;
  for (int i = 0; i < 100'000; ++i) umlauts += "\xc3\xa4";
  const auto found = decode(of(R"({"commandId":"c1","action":"X",")" + umlauts + R"(":1})"));
  const auto& reason = std::get<invalid_request>(found).reason;
  CHECK(reason.size() <= 500);
  CHECK(reason.ends_with("\xc3\xa4: unknown member"));
}

TEST_CASE("in CloudEvents binary mode the value is the command and ce_id serves as its id") {
  CHECK(decoded_as(of(R"({"action":"X"})", binary)) == "command ce-7");
  CHECK(decoded_as(of(R"({"commandId":"c1","action":"X"})", binary)) == "command c1");
  CHECK(decoded_as(of(R"({"commandId":5,"action":"X"})", binary)) ==
        "invalid ce-7 /commandId: must be text of 1 to 255 characters");
  CHECK(decoded_as(of("{}", binary)) == "invalid ce-7 /action: missing");
  CHECK(decoded_as(of("hello", binary)).starts_with("invalid ce-7 not a JSON object: "));
  CHECK(decoded_as(of("", binary)) == "rejected no_value");
  CHECK(decoded_as(of(R"({"action":"X"})", {{"ce_id", "ce-7"}})) == "rejected no_command_id");
  CHECK(decoded_as(of(R"({"action":"X"})", {{"ce_specversion", "1.0"}, {"ce_id", "\xff"}})) == "rejected no_command_id");
  CHECK(decoded_as(of(R"({"action":"X"})", {{"ce_specversion", "1.0"}, {"ce_id", std::string(256, 'c')}})) ==
        "rejected no_command_id");
}

TEST_CASE("in CloudEvents structured mode the command is the data") {
  const auto event = [](std::string_view members) {
    return of(std::string{R"({"specversion":"1.0","source":"/csms","type":"command",)"}.append(members).append("}"), structured);
  };
  CHECK(decoded_as(event(R"("id":"ce-8","data":{"action":"X"})")) == "command ce-8");
  CHECK(decoded_as(event(R"("data":{"action":"X","commandId":"c1"},"id":"ce-8")")) == "command c1");
  CHECK(decoded_as(event(R"("data":{"action":"X"})")) == "rejected no_command_id");
  CHECK(decoded_as(event(R"("id":"ce-8")")) == "invalid ce-8 /data: must be an object");
  CHECK(decoded_as(event(R"("id":"ce-8","data":"{}")")) == "invalid ce-8 /data: must be an object");
  CHECK(decoded_as(event(R"("id":"ce-8","data_base64":"e30=")")) == "invalid ce-8 /data: must be an object");
  CHECK(decoded_as(event(R"("id":"ce-8","id":"ce-9","data":{"action":"X"})")).find("/id: the member stands there twice") !=
        std::string::npos);
  CHECK(decoded_as(event(R"("id":"ce-8","data":{"action":"X","payload":{"a":01}})")) == "rejected not_json");
  CHECK(decoded_as(of("[]", structured)) == "rejected not_json");
  CHECK(valid(event(R"("id":"ce-8","data":{"action":"X","payload":{ "a" : 1.0 } })")).payload == R"({ "a" : 1.0 })");
}

TEST_CASE("the mode is told by the prefix of the content type, in any case") {
  CHECK(decoded_as(of(R"({"id":"ce-8","data":{"action":"X"}})", {{"content-type", "Application/CloudEvents+JSON"}})) ==
        "command ce-8");
}

TEST_CASE("headers come back but for those that the gateway writes, within their budget") {
  const request what = valid(of(R"({"commandId":"c1","action":"X"})", {{"ce_specversion", "1.0"},
                                                                       {"reply-to", "team-a"},
                                                                       {"content-type", "application/json"},
                                                                       {"traceparent", std::string{trace}},
                                                                       {"empty", ""},
                                                                       {"reply-to", "team-b"}}));
  CHECK(event::printed_headers(what.headers) == "reply-to=team-a;empty=;reply-to=team-b;");
  decoder tight{{.header_bytes = 6}};
  const auto headers_of = [&](event::header_list headers) {
    const auto found = tight.decode(of(R"({"commandId":"c1","action":"X"})", std::move(headers)), received);
    return event::printed_headers(std::get<request>(found).headers);
  };
  CHECK(headers_of({{"a", "12"}, {"b", "34"}}) == "a=12;b=34;");
  CHECK(headers_of({{"a", "12"}, {"b", "345"}, {"c", ""}}) == "a=12;");
}

TEST_CASE("the trace of the sender goes on, an invalid one is replaced") {
  const auto trace_of = [](event::header_list headers, std::string value = R"({"commandId":"c1","action":"X"})") {
    return valid(of(std::move(value), std::move(headers))).traceparent;
  };
  CHECK(trace_of({{"traceparent", std::string{trace}}}) == trace);
  CHECK(trace_of({{"ce_specversion", "1.0"}, {"ce_traceparent", std::string{trace}}}) == trace);
  CHECK(trace_of(structured, R"({"id":"1","traceparent":")" + std::string{trace} + R"(","data":{"action":"X"}})") == trace);
  CHECK(trace_of({{"traceparent", "00-zz"}}).size() == 55);
}

TEST_CASE("the digest tells a repeat from another command under the same id") {
  const auto digest = [](std::string value, std::string key = "CP001") {
    event::consumed_record from = of(std::move(value));
    from.key = std::move(key);
    from.position.offset = static_cast<std::int64_t>(from.value.size());
    return valid(from).digest;
  };
  CHECK(digest(R"({"commandId":"c1","action":"X"})") == digest(R"({"commandId":"c1","action":"X"})"));
  CHECK(digest(R"({"commandId":"c1","action":"X"})") != digest(R"({"commandId":"c1","action":"Y"})"));
  CHECK(digest(R"({"commandId":"c1","action":"X"})") != digest(R"({"commandId":"c1","action":"X"})", "CP002"));
}

TEST_CASE("a decoder reads one command after the other") {
  decoder it{decoder_settings{}};
  for (const auto* const value :
       {R"({"commandId":"c1","action":"X"})", "broken", R"({"commandId":"c2","action":"Y","payload":{"a":1}})"}) {
    CHECK(it.decode(of(value), received).index() == decode(of(value)).index());
  }
}
