// From payloads to the members of events (DESIGN 3.1).
#include "ocppgw/ocpp/normalise.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <string>

namespace {

using namespace ocppgw;
using namespace ocppgw::ocpp;

const base::wall_time received = base::parse_time("2026-11-22T18:26:50.123Z")->at;

normalised of(std::string_view action, std::string_view payload) {
  reader r;
  const auto& read = r.read(R"([2,"n",")" + std::string{action} + "\"," + std::string{payload} + ']', ocpp16, tolerance::lenient);
  REQUIRE(read.type == message::kind::call);
  REQUIRE_FALSE(read.call.call_error);
  return normalise(ocpp16, *read.call.row, read.call.payload, received);
}

std::string samples(std::string_view list) {
  const auto all = of("MeterValues", R"({"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T18:00:00Z","sampledValue":[)" +
                                         std::string{list} + "]}]}")
                       .readings;
  const std::string_view before = R"([{"occurredAt":"2026-11-22T18:00:00.000Z","clock":"ok","samples":[)", after = "]}]";
  REQUIRE(all.starts_with(before));
  REQUIRE(all.ends_with(after));
  return all.substr(before.size(), all.size() - before.size() - after.size());
}

constexpr std::string_view usual =
    R"("location":"Outlet","context":"Sample.Periodic","format":"Raw","assumed":["location","context","format"])";

}  // namespace

TEST_CASE("each action of a station becomes its event") {
  CHECK(of("Heartbeat", "{}").type == "station.heartbeat");
  CHECK(of("Heartbeat", "{}").members.empty());
  CHECK(of("Authorize", R"({"idTag":"04B0\"x"})").members == R"("idTag":"04B0\"x")");

  const auto boot = of("BootNotification", R"({"chargePointModel":"M","chargePointVendor":"V","meterType":"T","iccid":null})");
  CHECK(boot.type == "station.booted");
  CHECK(boot.members == R"("vendor":"V","model":"M","meterType":"T")");

  const auto start =
      of("StartTransaction",
         R"({"connectorId":2,"idTag":"A","meterStart":1000,"timestamp":"2026-11-22T18:00:00+01:00","reservationId":7})");
  CHECK(start.type == "transaction.started");
  CHECK(start.connector == 2);
  CHECK(start.members == R"("idTag":"A","meterStartWh":1000,"reservationId":7)");
  REQUIRE(start.occurred.at);
  CHECK(base::format_millis(*start.occurred.at) == "2026-11-22T17:00:00.000Z");
  CHECK(start.occurred.clock == clock_state::ok);
  CHECK(start.readings.empty());

  const auto log = of("LogStatusNotification", R"({"status":"UploadFailed","requestId":9})");
  CHECK(log.type == "log.status_reported");
  CHECK(log.members == R"("status":"UploadFailed","logRequestId":9)");

  const auto data = of("DataTransfer", R"({"vendorId":"v","messageId":"m","data":{"a":"b"}})");
  CHECK(data.members == R"("vendorId":"v","messageId":"m","data":"{\"a\":\"b\"}")");
  CHECK(of("SecurityEventNotification", R"({"type":"T","timestamp":"2026-11-22T18:00:00Z"})").members ==
        R"("securityEventType":"T")");
}

TEST_CASE("connector 0 is the station itself") {
  const auto status = [](std::string_view connector) {
    return of("StatusNotification",
              R"({"connectorId":)" + std::string{connector} + R"(,"errorCode":"Error","status":"Available"})");
  };
  CHECK(status("0").type == "station.status_reported");
  CHECK(status("0").connector == 0);
  CHECK(status("1").type == "connector.status_reported");
  CHECK(status("1").members == R"("errorCode":"OtherError","errorCodeRaw":"Error","status":"Available")");
  CHECK(status("1").occurred.clock == clock_state::absent);
}

TEST_CASE("a stop carries its reason, explicit or implied, and what it says about its transaction") {
  const auto stop = [](std::string_view members) {
    return of("StopTransaction", R"({"meterStop":9000.5,"timestamp":"2026-11-22T18:00:00Z")" + std::string{members} + "}");
  };
  const auto plain = stop(R"(,"transactionId":4711)");
  CHECK(plain.type == "transaction.ended");
  CHECK_FALSE(plain.connector);
  CHECK(plain.members ==
        R"("transactionId":4711,"transactionIdState":"valid","meterStopWh":9001,"meterStopWhRaw":9000.5,"reason":"Local")");
  CHECK(plain.readings == "[]");
  CHECK(
      stop(R"(,"transactionId":4711,"idTag":"A","reason":"PowerLoss")").members ==
      R"("transactionId":4711,"transactionIdState":"valid","idTag":"A","meterStopWh":9001,"meterStopWhRaw":9000.5,"reason":"PowerLoss")");
  CHECK(
      stop(R"(,"transactionId":4711,"reason":"Odd")").members ==
      R"("transactionId":4711,"transactionIdState":"valid","meterStopWh":9001,"meterStopWhRaw":9000.5,"reason":null,"reasonRaw":"Odd")");
}

TEST_CASE("a transaction id is valid, absent, a placeholder or out of range") {
  const auto id = [](std::string_view json) {
    return of("MeterValues",
              R"({"connectorId":1,"meterValue":[])" + (json.empty() ? "" : R"(,"transactionId":)" + std::string{json}) + "}")
        .members;
  };
  const auto state = [](std::string_view name, std::string_view said = {}) {
    const auto raw = said.empty() ? std::string{} : R"(,"transactionIdRaw":)" + std::string{said};
    return R"("transactionId":null,"transactionIdState":")" + std::string{name} + '"' + raw;
  };
  CHECK(id("1") == R"("transactionId":1,"transactionIdState":"valid")");
  CHECK(id("2147483647") == R"("transactionId":2147483647,"transactionIdState":"valid")");
  CHECK(id("\"17\"") == R"("transactionId":17,"transactionIdState":"valid")");
  CHECK(id("5.0") == R"("transactionId":5,"transactionIdState":"valid")");
  for (const std::string_view none : {"", "null", "\"\"", "{}"}) CHECK(id(none) == state("absent"));
  for (const std::string_view none : {"\"x\"", "true", "1.5"}) CHECK(id(none) == state("absent", none));
  for (const std::string_view placeholder : {"0", "-1", "-9223372036854775809"})
    CHECK(id(placeholder) == state("placeholder", placeholder));
  for (const std::string_view beyond : {"2147483648", "9223372036854775807", "9223372036854775808", "1e400"})
    CHECK(id(beyond) == state("out_of_range", beyond));
}

TEST_CASE("what a required member should have said is null, what an optional one could have said is left out") {
  CHECK(of("StartTransaction", "{}").members == R"("idTag":null,"meterStartWh":null)");
  CHECK(of("StartTransaction", R"({"idTag":7,"meterStart":"x","reservationId":true})").members ==
        R"("idTag":"7","meterStartWh":null,"meterStartWhRaw":"x","reservationId":null,"reservationIdRaw":true)");
  CHECK_FALSE(of("StartTransaction", R"({"connectorId":"x"})").connector);
}

TEST_CASE("a clock is believed by what it says") {
  const auto clock = [](std::string_view text) { return to_string(check_clock(base::parse_time(text), received).clock); };
  CHECK(clock("2026-11-22T18:26:50Z") == "ok");
  CHECK(clock("2015-01-01T00:00:00Z") == "ok");
  CHECK(clock("2014-12-31T23:59:59.999Z") == "unset");
  CHECK(clock("1970-01-01T00:00:00") == "unset");
  CHECK(clock("2026-11-22T18:31:50.123Z") == "ok");
  CHECK(clock("2026-11-22T18:31:50.124Z") == "ahead");
  CHECK(clock("2099-01-01T00:00:00") == "ahead");
  CHECK(clock("2026-11-22T18:26:50") == "assumed_utc");
  CHECK(clock("soon") == "absent");
  CHECK_FALSE(check_clock(base::parse_time("soon"), received).at);
}

TEST_CASE("the specification's defaults are filled in and named") {
  CHECK(samples(R"({"value":"1234"})") ==
        R"({"measurand":"Energy.Active.Import.Register","value":1234,"unit":"Wh","location":"Outlet","context":"Sample.Periodic",)"
        R"("format":"Raw","assumed":["measurand","unit","location","context","format"]})");
  CHECK(samples(R"({"value":"16.1","measurand":"Current.Import","phase":"L1","unit":"A","context":"Trigger","location":"EV",)"
                R"("format":"Raw"})") ==
        R"({"measurand":"Current.Import","value":16.1,"unit":"A","phase":"L1","location":"EV","context":"Trigger",)"
        R"("format":"Raw","assumed":[]})");
}

TEST_CASE("a unit that is not given is that of the measurand") {
  const std::pair<std::string_view, std::string_view> units[] = {{"Energy.Reactive.Export.Interval", "varh"},
                                                                 {"Power.Active.Import", "W"},
                                                                 {"Power.Offered", "W"},
                                                                 {"Power.Reactive.Import", "var"},
                                                                 {"Current.Offered", "A"},
                                                                 {"Voltage", "V"},
                                                                 {"SoC", "Percent"},
                                                                 {"Frequency", "Hertz"},
                                                                 {"Temperature", "Celsius"}};
  for (const auto& [measurand, unit] : units) {
    CAPTURE(measurand);
    CHECK(samples(R"({"value":"5","measurand":")" + std::string{measurand} + "\"}") ==
          R"({"measurand":")" + std::string{measurand} + R"(","value":5,"unit":")" + std::string{unit} +
              R"(","location":"Outlet","context":"Sample.Periodic","format":"Raw","assumed":["unit","location","context",)"
              R"("format"]})");
  }
  for (const std::string_view none : {"Power.Factor", "RPM", "Request.Energy"}) {
    CHECK(samples(R"({"value":"5","measurand":")" + std::string{none} + "\"}") ==
          R"({"measurand":")" + std::string{none} + R"(","value":5,"unit":null,)" + std::string{usual} + "}");
  }
}

TEST_CASE("values are shifted to base units exactly, and what they were stays beside them") {
  const auto converted = [](std::string_view value, std::string_view unit) {
    return samples(R"({"measurand":"m","value":")" + std::string{value} + R"(","unit":")" + std::string{unit} + "\"}");
  };
  const auto expected = [](std::string_view value, std::string_view unit, std::string_view raw) {
    return R"({"measurand":"m","value":)" + std::string{value} + R"(,"unit":")" + std::string{unit} + "\"," + std::string{usual} +
           (raw.empty() ? "" : R"(,"raw":)" + std::string{raw}) + "}";
  };
  CHECK(converted("1.5", "kWh") == expected("1500", "Wh", R"({"value":"1.5","unit":"kWh"})"));
  CHECK(converted("0.1234567890123456789", "kW") ==
        expected("123.4567890123456789", "W", R"({"value":"0.1234567890123456789","unit":"kW"})"));
  CHECK(converted("-2", "kvarh") == expected("-2000", "varh", R"({"value":"-2","unit":"kvarh"})"));
  CHECK(converted("1", "kVA") == expected("1000", "VA", R"({"value":"1","unit":"kVA"})"));
  CHECK(converted("1", "kvar") == expected("1000", "var", R"({"value":"1","unit":"kvar"})"));
  CHECK(converted("41", "Fahrenheit") == expected("5", "Celsius", R"({"value":"41","unit":"Fahrenheit"})"));
  CHECK(converted("100", "Fahrenheit") == expected("37.777778", "Celsius", R"({"value":"100","unit":"Fahrenheit"})"));
  CHECK(converted("273.15", "K") == expected("0", "Celsius", R"({"value":"273.15","unit":"K"})"));
  CHECK(converted("20", "Celcius") == expected("20", "Celsius", R"({"value":"20","unit":"Celcius"})"));
  CHECK(converted("20.10", "Celsius") == expected("20.10", "Celsius", ""));
  CHECK(converted("-5.5", "A") == expected("-5.5", "A", ""));
  CHECK(converted("-0", "A") == expected("0", "A", R"({"value":"-0","unit":"A"})"));
  CHECK(converted("007", "A") == expected("7", "A", R"({"value":"007","unit":"A"})"));
  CHECK(converted(" 7 ", "A") == expected("7", "A", R"({"value":" 7 ","unit":"A"})"));
  CHECK(converted("1e3", "V") == expected("1000", "V", R"({"value":"1e3","unit":"V"})"));
  CHECK(converted("5", "Grad") == expected("null", "Grad", R"({"value":"5","unit":"Grad"})"));
  CHECK(converted("n/a", "V") == expected("null", "V", R"({"value":"n/a","unit":"V"})"));
  CHECK(converted("1e999999999", "V") == expected("null", "V", R"({"value":"1e999999999","unit":"V"})"));
  CHECK(converted("", "V") == expected("null", "V", ""));
}

TEST_CASE("signed data is kept as text") {
  CHECK(samples(R"({"value":"OCMF|{\"x\":1}","format":"SignedData","unit":"Wh"})") ==
        R"({"measurand":"Energy.Active.Import.Register","value":null,"unit":"Wh","location":"Outlet","context":"Sample.Periodic",)"
        R"("format":"SignedData","assumed":["measurand","location","context"],"raw":{"value":"OCMF|{\"x\":1}","unit":"Wh"}})");
}

TEST_CASE("readings keep their order, and odd ones do not take others with them") {
  const auto event = of("MeterValues", R"({"connectorId":0,"meterValue":[7,{"sampledValue":[null,{"value":2}]},{"timestamp":"x"},)"
                                       R"({"timestamp":"1970-01-01T00:00:00Z","sampledValue":"y"}]})");
  CHECK(event.connector == 0);
  CHECK(event.occurred.clock == clock_state::absent);
  CHECK(event.readings ==
        R"([{"occurredAt":null,"clock":"absent","samples":[{"measurand":"Energy.Active.Import.Register","value":2,"unit":"Wh",)"
        R"("location":"Outlet","context":"Sample.Periodic","format":"Raw","assumed":["measurand","unit","location",)"
        R"("context","format"]}]},)"
        R"({"occurredAt":null,"clock":"absent","samples":[]},)"
        R"({"occurredAt":"1970-01-01T00:00:00.000Z","clock":"unset","samples":[]}])");
  const auto wrapped =
      of("MeterValues", R"({"connectorId":1,"meterValue":{"timestamp":"2026-11-22T18:00:00Z","sampledValue":[]}})");
  CHECK(wrapped.readings == R"([{"occurredAt":"2026-11-22T18:00:00.000Z","clock":"ok","samples":[]}])");
}
