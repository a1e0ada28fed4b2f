#include "micro/samples.hpp"

namespace ocppgw::bench {
namespace {

std::string frame(const std::string& action, const std::string& payload) {
  return R"([2,"5f1c3a52-8d0e-4bfa-a1f6-1d2b5f0c9e77",")" + action + "\"," + payload + "]";
}

std::string sample(const std::string& value, const std::string& measurand, const std::string& unit) {
  return R"({"value":")" + value + R"(","context":"Sample.Periodic","measurand":")" + measurand + R"(","unit":")" + unit + R"("})";
}

std::string reading(int minute) {
  const auto two_digits = std::to_string(10 + minute);
  return R"({"timestamp":"2026-11-22T18:)" + two_digits + R"(:00.000Z","sampledValue":[)" +
         sample("1527" + two_digits + ".5", "Energy.Active.Import.Register", "Wh") + "," +
         sample("11.04", "Power.Active.Import", "kW") + "," + sample("16.1", "Current.Import", "A") + "," +
         sample("230.4", "Voltage", "V") + "]}";
}

std::string meter_values(int readings) {
  std::string all;
  for (int i = 0; i < readings; ++i) all += (i == 0 ? "" : ",") + reading(i);
  return frame("MeterValues", R"({"connectorId":1,"transactionId":170141183,"meterValue":[)" + all + "]}");
}

}  // namespace

const samples& frames() {
  static const samples made{
      frame("Heartbeat", "{}"),
      frame("StatusNotification",
            R"({"connectorId":1,"errorCode":"NoError","status":"Charging","timestamp":"2026-11-22T18:26:50Z"})"),
      meter_values(1), meter_values(11)};
  return made;
}

}  // namespace ocppgw::bench
