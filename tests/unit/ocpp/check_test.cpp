// Payloads on their own: what the gateway sends, and what stations answer.
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <string>

namespace {

using namespace ocppgw::ocpp;

constexpr auto property = error_code::property_constraint_violation;

struct checker {
  reader r;

  std::optional<fault> request(std::string_view action, std::string_view json) {
    return first(r.check(json, ocpp16.find(action)->request, tolerance::strict));
  }
  std::optional<fault> confirmation(std::string_view action, std::string_view json, const tolerance& mode = tolerance::lenient) {
    return first(r.check(json, ocpp16.find(action)->confirmation, mode));
  }
  static std::optional<fault> first(const payload_view& checked) {
    return checked.faults.empty() ? std::nullopt : std::optional{checked.faults.front()};
  }
};

}  // namespace

TEST_CASE("the commands of the specification's examples are valid requests") {
  checker c;
  CHECK_FALSE(c.request("RemoteStartTransaction", R"({"connectorId":1,"idTag":"04B0267AE05C87"})"));
  CHECK_FALSE(c.request("ChangeConfiguration", R"({"key":"AuthorizationKey","value":"0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF"})"));
  CHECK_FALSE(
      c.request("SetChargingProfile",
                R"({"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"transactionId":4711,"stackLevel":0,)"
                R"("chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","chargingSchedule":{"duration":3600,)"
                R"("startSchedule":"2013-02-01T21:00:00Z","chargingRateUnit":"A","chargingSchedulePeriod":)"
                R"([{"startPeriod":0,"limit":8.1,"numberPhases":3}]}}})"));
  CHECK_FALSE(c.request("ExtendedTriggerMessage", R"({"requestedMessage":"SignChargePointCertificate"})"));
  CHECK_FALSE(c.request("GetLog", R"({"logType":"SecurityLog","requestId":7,"log":{"remoteLocation":"ftp://host/path"}})"));
  CHECK_FALSE(c.request("ClearCache", "null"));
  CHECK_FALSE(c.request("ClearCache", " {} "));
}

TEST_CASE("what is no JSON object is one fault of the whole payload") {
  checker c;
  for (const std::string_view json :
       {"", " ", "[]", "1", "\"x\"", "{", "{}}", "{} x", "{\"a\":tru}", "{\"a\":01}", "{\"a\":\"\\q\"}", "{'a':1}", "nul"}) {
    CAPTURE(json);
    CHECK(c.request("ClearCache", json) == fault{"", error_code::formation_violation});
  }
  const std::string deep = R"({"a":)" + std::string(40, '[') + std::string(40, ']') + '}';
  CHECK(c.confirmation("ClearCache", deep) == fault{"", error_code::formation_violation});
}

TEST_CASE("limits are decimal text, not binary floating point") {
  checker c;
  const auto limit = [&](std::string_view text) {
    return c.request(
        "SetChargingProfile",
        R"({"connectorId":0,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile",)"
        R"("chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":)"
        R"([{"startPeriod":0,"limit":)" +
            std::string{text} + "}]}}}");
  };
  for (const std::string_view good : {"0", "0.3", "0.6", "8.1", "16", "16.0", "1e2", "810e-2", "-0.1", "39.90"}) {
    CAPTURE(good);
    CHECK_FALSE(limit(good));
  }
  const fault step{"/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit", property};
  for (const std::string_view bad : {"8.15", "0.01", "1e-2", "1e999999999"}) {
    CAPTURE(bad);
    CHECK(limit(bad) == step);
  }
}

TEST_CASE("integers that are sent are plain and fit 32 bits") {
  checker c;
  const auto reservation = [&](std::string_view id) {
    return c.request("CancelReservation", R"({"reservationId":)" + std::string{id} + "}");
  };
  CHECK_FALSE(reservation("2147483647"));
  CHECK_FALSE(reservation("-2147483648"));
  for (const std::string_view bad : {"2147483648", "-2147483649", "5.0", "5e0", "9223372036854775808"}) {
    CAPTURE(bad);
    CHECK(reservation(bad) == fault{"/reservationId", property});
  }
  CHECK(reservation("\"5\"") == fault{"/reservationId", error_code::type_constraint_violation});
}

TEST_CASE("connector 0 is refused where the specification wants a connector") {
  checker c;
  CHECK(c.request("UnlockConnector", R"({"connectorId":0})") == fault{"/connectorId", property});
  CHECK(c.request("RemoteStartTransaction", R"({"idTag":"A","connectorId":0})") == fault{"/connectorId", property});
  CHECK(c.request("ChangeAvailability", R"({"connectorId":-1,"type":"Operative"})") == fault{"/connectorId", property});
  CHECK_FALSE(c.request("ChangeAvailability", R"({"connectorId":0,"type":"Operative"})"));
}

TEST_CASE("answers of stations are read leniently: what can be understood stays readable") {
  reader r;
  const auto fields = ocpp16.find("GetConfiguration")->confirmation;
  const auto& checked =
      r.check(R"({"configurationKey":[{"key":"k","readonly":false,"value":300}],"unknownKey":"x"})", fields, tolerance::lenient);
  REQUIRE(checked.faults.size() == 2);
  CHECK(checked.faults[0] == fault{"/configurationKey/0/value", error_code::type_constraint_violation});
  CHECK(checked.faults[1] == fault{"/unknownKey", error_code::type_constraint_violation});
  checker c;
  CHECK_FALSE(c.confirmation("GetLocalListVersion", R"({"listVersion":-1})", tolerance::strict));
  CHECK(c.confirmation("GetInstalledCertificateIds", R"({"status":"NotFound","certificateHashData":[]})") ==
        fault{"/certificateHashData", error_code::occurence_constraint_violation});
}

TEST_CASE("checking a part of a message leaves the message as it was") {
  reader r;
  const auto& read = r.read(R"([3,"c\u0031",{"status":"\u0041ccepted"}])", ocpp16, tolerance::lenient);
  const auto checked = r.check(read.result.payload, ocpp16.find("Reset")->confirmation, tolerance::lenient);
  CHECK(checked.faults.empty());
  CHECK(checked.text("status") == "Accepted");
  CHECK(read.result.id == "c1");
  CHECK(read.result.payload == R"({"status":"\u0041ccepted"})");
}
