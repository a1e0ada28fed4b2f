// Lenient validation: the message counts, the odd field does not. What is said of each field in `faults` and in the event.
#include "ocppgw/ocpp/faults_json.hpp"
#include "ocppgw/ocpp/normalise.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <string>
#include <vector>

namespace {

using namespace ocppgw;
using namespace ocppgw::ocpp;

const auto received = base::parse_time("2026-11-22T18:00:00Z") -> at;

struct outcome {
  bool refused = false;
  std::string faults;
  std::string members;
  std::string readings;
};

outcome read(std::string_view action, std::string_view payload, const tolerance& tolerated = tolerance::lenient) {
  reader r;
  const auto text = R"([2,"l",")" + std::string{action} + "\"," + std::string{payload} + ']';
  const auto& call = r.read(text, ocpp16, tolerated).call;
  if (call.call_error || !call.row) return {true, {}, {}, {}};
  auto event = normalise(ocpp16, *call.row, call.payload, received);
  return {false, faults_json(ocpp16, call.payload.faults), event.members, event.readings};
}

std::string one_fault(std::string_view path, std::string_view code, std::string_view effect) {
  return R"([{"path":")" + std::string{path} + R"(","code":")" + std::string{code} + R"(","effect":")" + std::string{effect} +
         R"("}])";
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string status(std::string_view members) {
  return R"({"connectorId":1,"errorCode":"NoError","status":"Charging",)" + std::string{members} + '}';
}

std::string boot(std::string_view members) { return "{" + std::string{members} + "}"; }

std::string sample(std::string_view members) {
  return read("MeterValues", R"({"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T18:00:00Z","sampledValue":[{)" +
                                 std::string{members} + "}]}]}")
      .readings;
}

}  // namespace

TEST_CASE("a scalar where text belongs gives its text") {
  struct row {
    std::string_view action;
    std::string payload;
    std::string_view path;
    std::string_view member;
  };
  const row table[] = {
      {"StatusNotification", status(R"("vendorErrorCode":0)"), "/vendorErrorCode", R"("vendorErrorCode":"0")"},
      {"StatusNotification", status(R"("info":16)"), "/info", R"("info":"16")"},
      {"StatusNotification", status(R"("vendorId":true)"), "/vendorId", R"("vendorId":"true")"},
      {"BootNotification", boot(R"("chargePointVendor":"V","chargePointModel":"M","firmwareVersion":1.04)"), "/firmwareVersion",
       R"("firmwareVersion":"1.04")"},
      {"Authorize", R"({"idTag":12345678})", "/idTag", R"("idTag":"12345678")"},
      {"DataTransfer", R"({"vendorId":"v","data":{"a":1}})", "/data", R"("data":"{\"a\":1}")"},
  };
  for (const auto& [action, payload, path, member] : table) {
    CAPTURE(payload);
    const auto event = read(action, payload);
    CHECK_FALSE(event.refused);
    CHECK(event.faults == one_fault(path, "TypeConstraintViolation", "converted"));
    CHECK(contains(event.members, member));
    CHECK(read(action, payload, tolerance::strict).refused);
  }
}

TEST_CASE("what is no scalar where text belongs is null, and the message is answered") {
  for (const std::string_view odd : {"{}", "[]", R"(["a"])", R"({"a":1})"}) {
    CAPTURE(odd);
    const auto event = read("StatusNotification", status(R"("info":)" + std::string{odd}));
    CHECK(event.faults == one_fault("/info", "TypeConstraintViolation", "dropped"));
    CHECK(contains(event.members, R"("info":null)"));
  }
  CHECK(contains(read("Authorize", R"({"idTag":{}})").members, R"("idTag":null)"));
  CHECK(read("StatusNotification", status(R"("timestamp":1764100000)")).faults ==
        one_fault("/timestamp", "TypeConstraintViolation", "dropped"));
}

TEST_CASE("required members that are missing or empty are null, and the message is answered") {
  CHECK(read("BootNotification", "{}").members == R"("vendor":null,"model":null)");
  CHECK(read("BootNotification", R"({"chargePointVendor":"","chargePointModel":" "})").members == R"("vendor":null,"model":null)");
  CHECK(read("BootNotification", R"({"chargePointVendor":"","chargePointModel":"M"})").faults ==
        one_fault("/chargePointVendor", "PropertyConstraintViolation", "dropped"));
  CHECK(read("StatusNotification", R"({"connectorId":1,"status":"Charging"})").members ==
        R"("errorCode":null,"status":"Charging")");
  CHECK(contains(read("StatusNotification", R"({"connectorId":1,"errorCode":"","status":"Charging"})").members,
                 R"("errorCode":null)"));
  CHECK(read("BootNotification", "{}", tolerance::strict).refused);
}

TEST_CASE("words of an enumeration are found in any case and between blanks; others stand beside a null") {
  const auto of = [](std::string_view code, std::string_view state) {
    return read("StatusNotification",
                R"({"connectorId":1,"errorCode":")" + std::string{code} + R"(","status":")" + std::string{state} + "\"}");
  };
  CHECK(of("noError", "available").members ==
        R"("errorCode":"NoError","errorCodeRaw":"noError","status":"Available","statusRaw":"available")");
  CHECK(contains(of("NoError", " CHARGING ").members, R"("status":"Charging")"));
  CHECK(of("NoError", "available").faults == one_fault("/status", "PropertyConstraintViolation", "converted"));
  const auto occupied = of("NoError", "Occupied");
  CHECK(occupied.members == R"("errorCode":"NoError","status":null,"statusRaw":"Occupied")");
  CHECK(occupied.faults == one_fault("/status", "PropertyConstraintViolation", "dropped"));
  CHECK_FALSE(contains(of("NoError", std::string(300, 'x')).members, "statusRaw"));
}

TEST_CASE("units are found in any case, but milli is not mega; what stays unknown is no number") {
  const auto in = [](std::string_view unit) { return sample(R"("value":"1.5","unit":")" + std::string{unit} + '"'); };
  struct row {
    std::string_view unit;
    std::string_view expected;
  };
  const row table[] = {{"KW", R"("value":1500,"unit":"W")"},
                       {"kwh", R"("value":1500,"unit":"Wh")"},
                       {"MWh", R"("value":1500000,"unit":"Wh")"},
                       {"Hz", R"("value":1.5,"unit":"Hertz")"},
                       {"%", R"("value":1.5,"unit":"Percent")"},
                       {"C", R"("value":1.5,"unit":"Celsius")"},
                       {"mWh", R"("value":null)"},
                       {"furlong", R"("value":null)"}};
  for (const auto& [unit, expected] : table) {
    CAPTURE(unit);
    CHECK(contains(in(unit), expected));
    CHECK(contains(in(unit), R"("raw":{"value":"1.5","unit":")" + std::string{unit} + "\"}"));
  }
}

TEST_CASE("control characters are taken out of text also where they were escaped") {
  const auto tag = read("Authorize", R"({"idTag":"04AB\u0000\u0000"})");
  CHECK(tag.members == R"("idTag":"04AB")");
  CHECK(tag.faults == one_fault("/idTag", "PropertyConstraintViolation", "converted"));
  CHECK(read("Authorize", R"({"idTag":"12345678901234567890\u0007"})").faults == tag.faults);  // not too long
  const auto csr = read("SignCertificate", R"({"csr":"-----BEGIN\nab\u0001-----\n"})");
  CHECK(csr.members == R"("csr":"-----BEGIN\nab-----\n")");
  CHECK(read("DataTransfer", R"({"vendorId":"v","data":"a\u001db"})").faults.empty());
}

TEST_CASE("a byte order mark, NULs and blanks around a message are stripped") {
  reader r;
  const std::string frame = R"([2,"a","Heartbeat",{}])";
  for (const auto& text :
       {"\xEF\xBB\xBF" + frame, std::string(2, '\0') + frame, frame + std::string(1, '\0') + "\n" + '\0', "\v\f " + frame + "\v"}) {
    const auto& read = r.read(text, ocpp16, tolerance::lenient);
    CHECK(read.type == message::kind::call);
    CHECK(read.repaired);
    const auto& refused = r.read(text, ocpp16, tolerance::strict);  // answered where the id stands before what is wrong
    CHECK((refused.type == message::kind::unreadable || refused.call.call_error.has_value()));
  }
}

TEST_CASE("a meter reading keeps its decimals beside the rounded number") {
  const auto start =
      read("StartTransaction", R"({"connectorId":1,"idTag":"A","meterStart":12.5,"timestamp":"2026-11-22T18:00:00Z"})");
  CHECK(start.members == R"("idTag":"A","meterStartWh":13,"meterStartWhRaw":12.5)");
  CHECK(start.faults == one_fault("/meterStart", "TypeConstraintViolation", "converted"));
}

TEST_CASE("strict validation keeps the ranges that the schemas do not say") {
  const auto refused = [](std::string_view action, const std::string& payload) {
    return read(action, payload, tolerance::strict).refused;
  };
  const auto start = [](std::string_view connector) {
    return R"({"connectorId":)" + std::string{connector} + R"(,"idTag":"A","meterStart":1,"timestamp":"2026-11-22T18:00:00Z"})";
  };
  CHECK(refused("StartTransaction", start("0")));
  CHECK(refused("StartTransaction", start("-1")));
  CHECK_FALSE(refused("StartTransaction", start("1")));
  CHECK(refused("StatusNotification", R"({"connectorId":-1,"errorCode":"NoError","status":"Available"})"));
  CHECK_FALSE(refused("StatusNotification", R"({"connectorId":0,"errorCode":"NoError","status":"Available"})"));
  CHECK(read("StartTransaction", start("0")).faults == one_fault("/connectorId", "PropertyConstraintViolation", "kept"));
}

TEST_CASE("each kind of violation is tolerated on its own") {
  auto only_words = tolerance::strict;
  only_words.words = true;
  const std::string_view shouted = R"({"connectorId":1,"errorCode":"NOERROR","status":"Available"})";
  CHECK_FALSE(read("StatusNotification", shouted, only_words).refused);
  CHECK(read("StatusNotification", shouted, tolerance::strict).refused);
  CHECK(read("StatusNotification", status(R"("info":16)"), only_words).refused);
}
