#include "station/ocpp/frames.hpp"

#include "ocppgw/base/json_writer.hpp"

namespace ocppgw::bench {
namespace {

using base::json_writer;

struct sample {
  std::string_view measurand;
  std::string value;
  std::string_view unit;
  std::string_view phase;
};

void write_sample(json_writer& out, const sample& what) {
  out.begin_object().member("value", what.value).member("context", "Sample.Periodic").member("measurand", what.measurand);
  if (!what.phase.empty()) out.member("phase", what.phase);
  out.member("unit", what.unit).end_object();
}

}  // namespace

std::string write_call(std::string_view id, const call& what) {
  std::string text;
  json_writer{text}.begin_array().number(2).string(id).string(what.action).raw(what.payload).end_array();
  return text;
}

std::string write_result(std::string_view id, std::string_view payload) {
  std::string text;
  json_writer{text}.begin_array().number(3).string(id).raw(payload).end_array();
  return text;
}

std::string write_error(std::string_view id, std::string_view code, std::string_view description) {
  std::string text;
  json_writer{text}.begin_array().number(4).string(id).string(code).string(description).raw("{}").end_array();
  return text;
}

call boot_notification(std::string_view station) {
  call out{"BootNotification", {}};
  json_writer json{out.payload};
  json.begin_object().member("chargePointVendor", "ocpp-gateway").member("chargePointModel", "Simulated");
  json.member("chargePointSerialNumber", station.substr(0, 25)).member("firmwareVersion", "1.0.0").end_object();
  return out;
}

call heartbeat() { return {"Heartbeat", "{}"}; }

call status_notification(int connector, std::string_view status, base::wall_time at) {
  call out{"StatusNotification", {}};
  json_writer json{out.payload};
  json.begin_object().member("connectorId", connector).member("errorCode", "NoError").member("status", status);
  json.member("timestamp", base::format_millis(at)).end_object();
  return out;
}

call authorize(std::string_view id_tag) {
  call out{"Authorize", {}};
  json_writer{out.payload}.begin_object().member("idTag", id_tag).end_object();
  return out;
}

call start_transaction(std::string_view id_tag, std::int64_t meter_wh, base::wall_time at) {
  call out{"StartTransaction", {}, true};
  json_writer json{out.payload};
  json.begin_object().member("connectorId", 1).member("idTag", id_tag).member("meterStart", meter_wh);
  json.member("timestamp", base::format_millis(at)).end_object();
  return out;
}

call meter_values(std::int64_t transaction, std::int64_t meter_wh, base::wall_time at) {
  call out{"MeterValues", {}, true};
  const auto wh = std::to_string(meter_wh);
  const sample samples[] = {{"Energy.Active.Import.Register", wh, "Wh", ""},
                            {"Power.Active.Import", "11040.0", "W", ""},
                            {"Current.Import", "16.0", "A", "L1"},
                            {"Voltage", "230.1", "V", "L1-N"}};
  json_writer json{out.payload};
  json.begin_object().member("connectorId", 1);
  if (transaction > 0) json.member("transactionId", transaction);
  json.key("meterValue")
      .begin_array()
      .begin_object()
      .member("timestamp", base::format_millis(at))
      .key("sampledValue")
      .begin_array();
  for (const auto& each : samples) write_sample(json, each);
  json.end_array().end_object().end_array().end_object();
  return out;
}

call stop_transaction(std::int64_t transaction, std::string_view id_tag, std::int64_t meter_wh, std::string_view reason,
                      base::wall_time at) {
  call out{"StopTransaction", {}, true};
  json_writer json{out.payload};
  json.begin_object().member("transactionId", transaction).member("idTag", id_tag).member("meterStop", meter_wh);
  json.member("timestamp", base::format_millis(at)).member("reason", reason).end_object();
  return out;
}

call sign_certificate() {
  return {"SignCertificate", R"({"csr":"-----BEGIN CERTIFICATE REQUEST-----\nc2ltdWxhdGVk\n-----END CERTIFICATE REQUEST-----\n"})"};
}

call upload_status(std::string_view action) { return {action, R"({"status":"Idle"})"}; }

}  // namespace ocppgw::bench
