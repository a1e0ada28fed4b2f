// Frame in, decision out: RULES 2.4, 2.5 and the examples of RULES 11, in both modes.
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <map>
#include <string>
#include <vector>

namespace {

using namespace ocppgw::ocpp;

// A RESULT or ERROR, and what is wrong with its form.
std::string answer(std::string_view kind, const message& read) {
  const auto code = read.unreadable.code;
  return std::string{kind}.append(code.empty() ? "" : " ").append(code);
}

// "ok", "result", "error bad_error", the name of a CALLERROR code, or the code of an unreadable frame.
std::string outcome_of(const message& read) {
  switch (read.type) {
    case message::kind::call:
      return read.call.call_error ? std::string{ocpp16.spell(*read.call.call_error)} : "ok";
    case message::kind::result:
      return answer("result", read);
    case message::kind::error:
      return answer("error", read);
    case message::kind::unreadable:
      return std::string{read.unreadable.code};
  }
  return "?";
}

std::string outcome_of(std::string_view text, const tolerance& mode) {
  reader r;
  return outcome_of(r.read(text, ocpp16, mode));
}

struct expectation {
  std::string_view text;
  std::string_view strict;
  std::string_view lenient;
};

void hold(const std::vector<expectation>& table) {
  for (const auto& [text, strict, lenient] : table) {
    CAPTURE(text);
    CHECK(outcome_of(text, tolerance::strict) == strict);
    CHECK(outcome_of(text, tolerance::lenient) == lenient);
  }
}

const std::string long_text(std::size_t n) { return std::string(n, 'x'); }

}  // namespace

TEST_CASE("every valid example of the specification is accepted in both modes") {
  for (const std::string_view text : {
           R"([2,"19223201","BootNotification",{"chargePointVendor":"VendorX","chargePointModel":"SingleSocketCharger"}])",
           R"([2,"hb-1","Heartbeat",{}])",
           R"([2,"a1","Authorize",{"idTag":"04B0267AE05C87"}])",
           R"([2,"s0","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Preparing",)"
           R"("timestamp":"2013-02-01T21:00:00Z"}])",
           R"([2,"t1","StartTransaction",{"connectorId":1,"idTag":"04B0267AE05C87","meterStart":1000,)"
           R"("timestamp":"2013-02-01T21:00:05Z"}])",
           R"([2,"t1b","StartTransaction",{"connectorId":1,"idTag":"04b0267ae05c87","meterStart":1000,)"
           R"("timestamp":"2013-02-01T21:00:05.000+00:00"}])",
           R"([2,"m1","MeterValues",{"connectorId":1,"transactionId":4711,"meterValue":[)"
           R"({"timestamp":"2013-02-01T21:05:00Z","sampledValue":[{"value":"1500"},{"value":"16.1",)"
           R"("measurand":"Current.Import","phase":"L1","unit":"A","context":"Sample.Periodic","location":"Outlet",)"
           R"("format":"Raw"}]}]}])",
           R"([2,"t2","StopTransaction",{"transactionId":4711,"idTag":"04B0267AE05C87","meterStop":9000,)"
           R"("timestamp":"2013-02-01T22:00:00Z","reason":"Local"}])",
           R"([2,"d1","DataTransfer",{"vendorId":"com.example","messageId":"Ping","data":"{\"n\":1}"}])",
           R"([2,"se1","SecurityEventNotification",{"type":"StartupOfTheDevice","timestamp":"2013-02-01T20:53:31Z",)"
           R"("techInfo":"boot"}])",
           R"([2,"sc1","SignCertificate",{"csr":"-----BEGIN CERTIFICATE REQUEST-----\n...\n-----END CERTIFICATE REQUEST-----\n"}])",
       }) {
    for (const auto mode : {tolerance::strict, tolerance::lenient}) {
      CAPTURE(text);
      reader r;
      const auto& read = r.read(text, ocpp16, mode);
      CHECK(outcome_of(read) == "ok");
      CHECK(read.call.payload.faults.empty());
      CHECK_FALSE(read.repaired);
    }
  }
}

TEST_CASE("every invalid example of the specification gets the recommended answer") {
  hold({
      {R"([2,"x1","Heartbeatt",{}])", "NotImplemented", "NotImplemented"},
      {R"([2,"x2","Reset",{"type":"Soft"}])", "NotSupported", "NotSupported"},
      {R"([2,"x3","Authorize",{}])", "OccurenceConstraintViolation", "OccurenceConstraintViolation"},
      {R"([2,"x4","Authorize",{"idTag":12}])", "TypeConstraintViolation", "ok"},
      {R"([2,"x5","Authorize",{"idTag":"123456789012345678901"}])", "PropertyConstraintViolation", "ok"},
      {R"([2,"x6","Authorize","04B0"])", "FormationViolation", "FormationViolation"},
      {R"([2,"x7","StatusNotification",{"connectorId":1,"errorCode":"Error","status":"Faulted"}])", "PropertyConstraintViolation",
       "ok"},
      {R"([2,"x8","MeterValues",{"connectorId":1,"meterValue":[]}])", "OccurenceConstraintViolation", "ok"},
      {R"([2,"x9","Heartbeat"])", "FormationViolation", "ok"},
      {R"([5,"x10","Heartbeat",{}])", "unknown_message_type", "unknown_message_type"},
      {R"([3,"nobody",{}])", "result", "result"},
      {R"({"not":"an array"})", "not_an_array", "not_an_array"},
      {"[", "not_json", "not_json"},
      {"", "not_json", "not_json"},
  });
}

TEST_CASE("answers of stations are told apart from calls, and odd ones are tolerated") {
  hold({
      {R"([3,"c1",{"status":"Accepted"}])", "result", "result"},
      {R"([3,"c1",null])", "result", "result"},
      {R"([3,"c1",[]])", "result bad_result", "result bad_result"},
      {R"([3,"c1"])", "result bad_result", "result bad_result"},
      {R"([3,"c1",{},{}])", "result bad_result", "result bad_result"},
      {R"([3])", "no_message_id", "no_message_id"},
      {R"([3,null,{}])", "no_message_id", "no_message_id"},
      {R"([4,"162376037","NotSupported","SendLocalList.req not implemented",{}])", "error", "error"},
      {R"([4,"id","FormationViolation",""])", "error", "error"},
      {R"([4,"id","FormationViolation"])", "error", "error"},
      {R"([4,"id","X","y","details as text"])", "error", "error"},
      {R"([4,"id","MadeUp",null,null])", "error", "error"},
      {R"([4,"id"])", "error bad_error", "error bad_error"},
      {R"([4,"id","X","y",{},1])", "error bad_error", "error bad_error"},
      {R"([4,{},"X","y",{}])", "no_message_id", "no_message_id"},
      {R"([3,"c1",{"status":,}])", "result not_json", "result not_json"},
      {R"( [ 3 , "c1" , {)", "result not_json", "result not_json"},
      {R"([3,"c1")", "result not_json", "result not_json"},
      {R"([3,"c1)", "not_json", "not_json"},
      {R"([4,"c1","X",])", "error not_json", "error not_json"},
  });
}

TEST_CASE("the form of a call is checked before its action, its action before its payload") {
  hold({
      {R"([2])", "no_message_id", "no_message_id"},
      {R"([2,"a"])", "FormationViolation", "FormationViolation"},
      {R"([2,"a",7,{}])", "FormationViolation", "FormationViolation"},
      {R"([2,"a",null,{}])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","Heartbeat",{},{}])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","Heartbeat",{},1,2,3,4])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","Authorize"])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","Reset"])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","heartbeat",{}])", "NotImplemented", "NotImplemented"},
      {R"([2,"a","",{}])", "NotImplemented", "NotImplemented"},
      {R"([2,"a","Nope",[]])", "NotImplemented", "NotImplemented"},
      {R"([2,"a","Reset",null])", "NotSupported", "NotSupported"},
      {R"([2,"a","Heartbeat",null])", "ok", "ok"},
      {R"([2,"a","Authorize",null])", "OccurenceConstraintViolation", "OccurenceConstraintViolation"},
      {R"([2,"a","Heartbeat",[]])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","Heartbeat",1])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","MeterValues",[]])", "FormationViolation", "FormationViolation"},
      {R"([2,"a","MeterValues",null])", "OccurenceConstraintViolation", "ok"},
  });
}

TEST_CASE("a message id is text of at most 36 characters; lenient validation takes longer ones and numbers") {
  const auto call = [](std::string_view raw_id) { return "[2," + std::string{raw_id} + R"(,"Heartbeat",{}])"; };
  const auto quoted = [](std::size_t n) { return '"' + long_text(n) + '"'; };
  const std::string id36 = call(quoted(36)), id37 = call(quoted(37));
  const std::string umlauts = call("\"\xC3\xA4" + long_text(35) + '"');
  hold({{id36, "ok", "ok"},
        {id37, "FormationViolation", "ok"},
        {umlauts, "ok", "ok"},
        {call("17"), "FormationViolation", "ok"},
        {call("\"\""), "FormationViolation", "FormationViolation"},
        {call("null"), "FormationViolation", "FormationViolation"},
        {call("true"), "FormationViolation", "FormationViolation"},
        {call("{}"), "FormationViolation", "FormationViolation"},
        {call("[1]"), "FormationViolation", "FormationViolation"}});
}

TEST_CASE("an answer can repeat the message id exactly as it came") {
  const std::map<std::string, std::pair<std::string, std::string>> ids = {
      {R"("a1")", {R"("a1")", "a1"}}, {R"("\u0041\"")", {R"("\u0041\"")", "A\""}},
      {"17", {"17", "17"}},           {"1.50e3", {"1.50e3", "1.50e3"}},
      {"null", {R"("")", ""}},        {"{}", {R"("")", ""}},
      {R"("")", {R"("")", ""}}};
  for (const auto& [sent, expected] : ids) {
    CAPTURE(sent);
    reader r;
    const auto& read = r.read("[2, " + sent + R"( ,"Heartbeat",{}])", ocpp16, tolerance::lenient);
    REQUIRE(read.type == message::kind::call);
    CHECK(read.call.raw_id == expected.first);
    CHECK(read.call.id == expected.second);
  }
}

TEST_CASE("a message type is the number 2, 3 or 4 and nothing else") {
  for (const std::string_view type : {"0", "1", "5", "-2", "2.0", "22", "\"2\"", "null", "[2]", "{}", "18446744073709551618"}) {
    CAPTURE(type);
    CHECK(outcome_of("[" + std::string{type} + R"(,"a","Heartbeat",{}])", tolerance::lenient) == "unknown_message_type");
  }
  CHECK(outcome_of("[]", tolerance::lenient) == "unknown_message_type");
}

TEST_CASE("the parts of answers are handed out as they came") {
  reader r;
  const auto& result = r.read(R"([3,"c\u0031",{ "a" : [1, 2] } ])", ocpp16, tolerance::lenient);
  CHECK(result.result.id == "c1");
  CHECK(result.result.payload == R"({ "a" : [1, 2] })");
  CHECK(r.read(R"([3,"c1",null])", ocpp16, tolerance::lenient).result.payload == "{}");

  const auto& error = r.read(R"([4,"c1","Odd\tcode","why",{"x":1}])", ocpp16, tolerance::lenient);
  CHECK(error.error.id == "c1");
  CHECK(error.error.code == "Odd\tcode");
  CHECK(error.error.description == "why");
  CHECK(error.error.details == R"({"x":1})");
  CHECK(r.read(R"([4,"c1","X"])", ocpp16, tolerance::lenient).error.details == "{}");
  CHECK(r.read(R"([4,"c1","X","y","text"])", ocpp16, tolerance::lenient).error.details == R"("text")");
}

TEST_CASE("the payload is handed out byte for byte") {
  reader r;
  const std::string payload = "{ \"vendorId\" :\t\"a\\u00e9b\" ,\n \"data\":\"\\u0022\" }";
  const auto& read = r.read(R"( [2 ,"d" , "DataTransfer" , )" + payload + "  ]  ", ocpp16, tolerance::strict);
  REQUIRE(outcome_of(read) == "ok");
  CHECK(read.call.payload.json == payload);
  CHECK(read.call.payload.text("vendorId") ==
        "a\xC3\xA9"
        "b");
  CHECK(read.call.payload.text("data") == "\"");
}

TEST_CASE("a call_error says where and why, without the value") {
  reader r;
  const auto& read = r.read(R"([2,"x","Authorize",{"idTag":"123456789012345678901"}])", ocpp16, tolerance::strict);
  CHECK(read.call.description == "/idTag: too long");
  const auto& nested =
      r.read(R"([2,"x","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2013-02-01T21:05:00Z","sampledValue":[{}]}]}])",
             ocpp16, tolerance::strict);
  CHECK(nested.call.description == "/meterValue/0/sampledValue/0/value: missing");
}
