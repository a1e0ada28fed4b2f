// What real stations get wrong (RULES 2.6 and 9): passed by lenient validation with a fault, refused by strict validation.
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <string>
#include <vector>

namespace {

using namespace ocppgw::ocpp;

constexpr auto formation = error_code::formation_violation;
constexpr auto property = error_code::property_constraint_violation;
constexpr auto occurence = error_code::occurence_constraint_violation;
constexpr auto type = error_code::type_constraint_violation;

std::string call_of(std::string_view action, std::string_view payload) {
  return R"([2,"q",")" + std::string{action} + "\"," + std::string{payload} + ']';
}

std::string start(std::string_view members) { return call_of("StartTransaction", "{" + std::string{members} + "}"); }

std::string metered(std::string_view sample_members) {
  return call_of("MeterValues", R"({"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T18:00:00Z","sampledValue":[{)" +
                                    std::string{sample_members} + "}]}]}");
}

struct quirk_case {
  std::string text;
  std::vector<fault> faults;  // in lenient mode; the first one's code is what strict mode answers
};

void passes_with_faults(const std::vector<quirk_case>& table) {
  reader r;
  for (const auto& [text, faults] : table) {
    CAPTURE(text);
    const auto& lenient = r.read(text, ocpp16, tolerance::lenient);
    REQUIRE(lenient.type == message::kind::call);
    CHECK_FALSE(lenient.call.call_error);
    CHECK(std::vector(lenient.call.payload.faults.begin(), lenient.call.payload.faults.end()) == faults);
    const auto& strict = r.read(text, ocpp16, tolerance::strict);
    CHECK(strict.call.call_error == (faults.empty() ? std::optional<error_code>{} : faults.front().code));
  }
}

const std::string sampled = "/meterValue/0/sampledValue/0/";

}  // namespace

TEST_CASE("meter values keep what they say under every known quirk") {
  passes_with_faults({
      {metered(R"("value":16.10)"), {{sampled + "value", type}}},
      {metered(R"("value":true)"), {{sampled + "value", type}}},
      {metered(R"("value":"1","measurand":"Request.Energy")"), {{sampled + "measurand", property}}},
      {metered(R"("value":"1","measurand":" Voltage ")"), {{sampled + "measurand", property}}},
      {metered(R"("value":"1","context":"Alfen","unit":"Grad")"), {{sampled + "context", property}, {sampled + "unit", property}}},
      {metered(R"("value":"1","unit":"Celcius")"), {}},
      {metered(R"("value":"1","unit":"Hertz")"), {}},
      {metered(R"("unit":"A")"), {{sampled + "value", occurence}}},
      {metered(R"("value":{})"), {{sampled + "value", type}}},
      {call_of("MeterValues", R"({"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T18:00:00Z","sampledValue":[]}]})"),
       {{"/meterValue/0/sampledValue", occurence}}},
      {call_of("MeterValues",
               R"({"connectorId":1,"meterValue":{"timestamp":"2026-11-22T18:00:00Z","sampledValue":[{"value":"1"}]}})"),
       {{"/meterValue", type}}},
      {call_of("MeterValues", R"({"connectorId":1,"meterValue":[7,null,"x"]})"),
       {{"/meterValue/0", type}, {"/meterValue/1", type}, {"/meterValue/2", type}}},
      {call_of("MeterValues", "{}"), {{"/connectorId", occurence}, {"/meterValue", occurence}}},
  });
}

TEST_CASE("Hertz is a unit in StopTransaction too, and its samples may be none") {
  passes_with_faults(
      {{call_of("StopTransaction", R"({"meterStop":1,"timestamp":"2026-11-22T18:00:00Z","transactionId":1,"transactionData":[)"
                                   R"({"timestamp":"2026-11-22T18:00:00Z","sampledValue":[{"value":"50","unit":"Hertz"}]},)"
                                   R"({"timestamp":"2026-11-22T18:00:00Z","sampledValue":[]}]})"),
        {}}});
}

TEST_CASE("a repaired value is what the event is made of") {
  reader r;
  const auto& number = r.read(metered(R"("value":16.10,"measurand":" SoC ","unit":"Grad")"), ocpp16, tolerance::lenient);
  std::vector<std::string> texts;
  for (const auto& n : number.call.payload.nodes) {
    if (n.name == "value" || n.name == "measurand" || n.name == "unit") texts.emplace_back(n.valid ? n.text : "invalid");
  }
  CHECK(texts == std::vector<std::string>{"16.10", "SoC", "Grad"});

  const auto& code =
      r.read(call_of("StatusNotification", R"({"connectorId":1,"errorCode":"Error","status":"Odd"})"), ocpp16, tolerance::lenient);
  CHECK(code.call.payload.text("errorCode") == "OtherError");
  CHECK_FALSE(code.call.payload.text("status"));
  REQUIRE(code.call.payload.faults.size() == 2);
  CHECK(code.call.payload.faults[1] == fault{"/status", property});
}

TEST_CASE("integers are read from 5, 5.0, 5e0 and, with a fault, from quotes; fractional meter readings are rounded") {
  const auto meter = [](std::string_view value) {
    return start(R"("connectorId":1,"idTag":"A","timestamp":"2026-11-22T18:00:00Z","meterStart":)" + std::string{value});
  };
  struct row {
    std::string_view text;
    std::optional<std::int64_t> value;
    std::optional<error_code> fault;
  };
  const std::string digits400(400, '9'), zeros400 = "0." + std::string(400, '0') + "1";
  const row table[] = {
      {"5", 5, {}},
      {"5.0", 5, {}},
      {"5e0", 5, {}},
      {"-7", -7, {}},
      {"500e-2", 5, {}},
      {"\"5\"", 5, type},
      {"\" 5 \"", 5, type},
      {"\"5.4\"", 5, type},
      {"5.5", 6, type},
      {"-5.5", -6, type},
      {"5.49", 5, type},
      {"9223372036854775807", 9223372036854775807, {}},
      {"9223372036854775808", {}, property},
      {"-9223372036854775809", {}, property},
      {digits400, {}, property},
      {"1e999999999", {}, property},
      {zeros400, 0, type},
      {"\"\"", {}, type},
      {"\"five\"", {}, type},
      {"true", {}, type},
      {"[5]", {}, type},
      {"{}", {}, type},
      {"null", {}, occurence},
  };
  reader r;
  for (const auto& [text, value, expected] : table) {
    CAPTURE(text);
    const auto& read = r.read(meter(text), ocpp16, tolerance::lenient);
    REQUIRE(read.type == message::kind::call);
    CHECK_FALSE(read.call.call_error);
    CHECK(read.call.payload.integer("meterStart") == value);
    const auto faults = read.call.payload.faults;
    CHECK(faults.size() == (expected ? 1 : 0));
    if (expected && !faults.empty()) CHECK(faults[0] == fault{"/meterStart", *expected});
  }
}

TEST_CASE("text that is too long is kept up to 255 characters, counted in characters") {
  const auto info = [](std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += "\xC3\xA4";
    return call_of("StatusNotification", R"({"connectorId":1,"errorCode":"NoError","status":"Available","info":")" + text + "\"}");
  };
  reader r;
  CHECK(r.read(info(50), ocpp16, tolerance::strict).call.payload.faults.empty());
  CHECK_FALSE(r.read(info(50), ocpp16, tolerance::strict).call.call_error);
  CHECK(r.read(info(51), ocpp16, tolerance::strict).call.call_error == property);
  const auto& kept = r.read(info(255), ocpp16, tolerance::lenient).call.payload;
  CHECK(kept.text("info"));
  CHECK(kept.faults.size() == 1);
  CHECK_FALSE(r.read(info(256), ocpp16, tolerance::lenient).call.payload.text("info"));
}

TEST_CASE("null in place of an optional member, empty strings and unknown members pass without a fault") {
  reader r;
  const std::string_view lenient_only[] = {
      R"({"chargePointVendor":"V","chargePointModel":"M","iccid":null})",
      R"({"chargePointVendor":"V","chargePointModel":"M","extra":{"deep":[1,{"x":null}]}})",
  };
  for (const auto payload : lenient_only) {
    CAPTURE(payload);
    const auto& read = r.read(call_of("BootNotification", payload), ocpp16, tolerance::lenient);
    CHECK_FALSE(read.call.call_error);
    CHECK(read.call.payload.faults.empty());
    CHECK(r.read(call_of("BootNotification", payload), ocpp16, tolerance::strict).call.call_error);
  }
  const auto empty = call_of("BootNotification", R"({"chargePointVendor":"","chargePointModel":"","iccid":"","imsi":""})");
  CHECK_FALSE(r.read(empty, ocpp16, tolerance::strict).call.call_error);
}

TEST_CASE("a connector that is missing or of a wrong type is refused by lenient validation: the gateway needs it") {
  reader r;
  const auto call_error = [&](std::string_view payload) {
    return r.read(call_of("StatusNotification", payload), ocpp16, tolerance::lenient).call.call_error;
  };
  CHECK(call_error(R"({"errorCode":"NoError","status":"Available"})") == occurence);
  CHECK(call_error(R"({"connectorId":null,"errorCode":"NoError","status":"Available"})") == occurence);
  CHECK(call_error(R"({"connectorId":[],"errorCode":"NoError","status":"Available"})") == type);
  CHECK_FALSE(call_error(R"({"connectorId":1,"errorCode":5,"status":"Available"})"));
  CHECK_FALSE(call_error(R"({"connectorId":"1","errorCode":"NoError","status":"Available","timestamp":"yesterday"})"));
}

TEST_CASE("of duplicate keys the last one wins, with a fault; strict validation refuses them") {
  passes_with_faults({
      {call_of("Authorize", R"({"idTag":"A","idTag":"B"})"), {{"/idTag", formation}}},
      {call_of("Authorize", R"({"idTag":"A","x":1,"x":2,"y":3,"x":4})"), {{"/x", formation}, {"/x", formation}}},
      {call_of("Authorize", R"({"idTag":"A","x":{"a/b~c":1,"a/b~c":2}})"), {{"/x/a~1b~0c", formation}}},
  });
  reader r;
  const auto twice = call_of("Authorize", R"({"idTag":"A","idTag":"B"})");
  CHECK(r.read(twice, ocpp16, tolerance::lenient).call.payload.text("idTag") == "B");
  CHECK(r.read(call_of("Authorize", R"({"idTag":"A","idT\u0061g":"B"})"), ocpp16, tolerance::strict).call.call_error == formation);
}

TEST_CASE("data of a DataTransfer may be any JSON, whose text is taken") {
  reader r;
  const auto data = [&](std::string_view json) {
    const auto text = call_of("DataTransfer", R"({"vendorId":"v","data":)" + std::string{json} + "}");
    const auto& read = r.read(text, ocpp16, tolerance::lenient);
    CHECK_FALSE(read.call.call_error);
    return std::string{read.call.payload.text("data").value_or("none")};
  };
  CHECK(data(R"({ "a" : [1,2] })") == R"({ "a" : [1,2] })");
  CHECK(data("[]") == "[]");
  CHECK(data("12") == "12");
  CHECK(data("null") == "none");
}

TEST_CASE("times are read leniently, or as RFC 3339 says") {
  reader r;
  const auto refused = [&](std::string_view time, const tolerance& mode) {
    const auto text = call_of("SecurityEventNotification", R"({"type":"x","timestamp":")" + std::string{time} + "\"}");
    const auto& read = r.read(text, ocpp16, mode);
    return mode == tolerance::strict ? read.call.call_error == property : !read.call.payload.faults.empty();
  };
  for (const std::string_view good : {"2026-11-22T18:00:00Z", "2026-11-22t18:00:00.123456789z", "2026-11-22T18:00:00-05:30"}) {
    CAPTURE(good);
    CHECK_FALSE(refused(good, tolerance::strict));
    CHECK_FALSE(refused(good, tolerance::lenient));
  }
  for (const std::string_view odd :
       {"2026-11-22T18:00:00", "2026-11-22 18:00:00Z", "2026-11-22T18:00:00+02", "2026-11-22T18:00:00,5Z"}) {
    CAPTURE(odd);
    CHECK(refused(odd, tolerance::strict));
    CHECK_FALSE(refused(odd, tolerance::lenient));
  }
  for (const std::string_view bad :
       {"", "now", "2026-02-30T18:00:00Z", "2026-11-22", "2026-11-22T18:00:00Zx", "2026-11-22T18:00:00.Z"}) {
    CAPTURE(bad);
    CHECK(refused(bad, tolerance::strict));
    CHECK(refused(bad, tolerance::lenient));
  }
}

TEST_CASE("a flood of faults is reported up to a limit, and still refused where it has to be") {
  std::string many;
  for (int i = 0; i < 500; ++i) many += i ? ",7" : "7";
  reader r;
  const auto text = call_of("MeterValues", R"({"connectorId":1,"meterValue":[)" + many + "]}");
  const auto& meter = r.read(text, ocpp16, tolerance::lenient);
  CHECK_FALSE(meter.call.call_error);
  CHECK(meter.call.payload.faults.size() == max_faults);
  std::string duplicates;
  for (int i = 0; i < 500; ++i) duplicates += R"("x":1,)";
  CHECK(r.read(call_of("Authorize", "{" + duplicates + R"("y":1})"), ocpp16, tolerance::lenient).call.call_error == occurence);
}
