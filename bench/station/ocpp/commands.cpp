#include "station/ocpp/commands.hpp"

#include "ocppgw/base/json_writer.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace ocppgw::bench {
namespace {

using base::json_writer;
using payload = simdjson::dom::object;

constexpr std::string_view accepted = R"({"status":"Accepted"})";
constexpr std::string_view rejected = R"({"status":"Rejected"})";

reply say(std::string_view text, errand then = {}) { return {std::string{text}, {}, then}; }

reply change_availability(const payload& what, equipment& station, base::wall_time) {
  station.operative = text_of(what, "type") != "Inoperative";
  return say(station.charging ? R"({"status":"Scheduled"})" : accepted, {errand::kind::send, "StatusNotification", {}});
}

reply change_configuration(const payload& what, equipment& station, base::wall_time) {
  const auto entry = station.configuration.find(text_of(what, "key"));
  if (entry == station.configuration.end()) return say(R"({"status":"NotSupported"})");
  if (entry->second.readonly) return say(rejected);
  entry->second.value = text_of(what, "value");
  return say(accepted);
}

std::vector<std::string_view> requested_keys(const payload& what, const equipment& station) {
  std::vector<std::string_view> out;
  simdjson::dom::array keys;
  if (what.at_key("key").get(keys) == simdjson::SUCCESS) {
    for (const auto key : keys) {
      std::string_view name;
      if (key.get(name) == simdjson::SUCCESS) out.push_back(name);
    }
  }
  if (!out.empty()) return out;
  std::transform(station.configuration.begin(), station.configuration.end(), std::back_inserter(out),
                 [](const auto& entry) { return std::string_view{entry.first}; });
  return out;
}

reply get_configuration(const payload& what, equipment& station, base::wall_time) {
  auto known = requested_keys(what, station);
  const auto unknown = std::stable_partition(known.begin(), known.end(),
                                             [&](std::string_view name) { return station.configuration.contains(name); });
  std::string text;
  json_writer json{text};
  json.begin_object().key("configurationKey").begin_array();
  for (const auto name : std::span{known.begin(), unknown}) {
    const auto& entry = station.configuration.find(name)->second;
    json.begin_object().member("key", name).key("readonly").boolean(entry.readonly).member("value", entry.value).end_object();
  }
  json.end_array();
  if (unknown != known.end()) {
    json.key("unknownKey").begin_array();
    for (const auto name : std::span{unknown, known.end()}) json.string(name);
    json.end_array();
  }
  json.end_object();
  return say(text);
}

reply get_composite_schedule(const payload& what, equipment&, base::wall_time now) {
  std::string text;
  json_writer json{text};
  json.begin_object().member("status", "Accepted").member("connectorId", integer_of(what, "connectorId", 0));
  json.member("scheduleStart", base::format_millis(now)).key("chargingSchedule").begin_object();
  json.member("duration", integer_of(what, "duration", 3600)).member("chargingRateUnit", text_of(what, "chargingRateUnit", "A"));
  json.key("chargingSchedulePeriod").raw(R"([{"startPeriod":0,"limit":16.0}])").end_object().end_object();
  return say(text);
}

reply get_local_list_version(const payload&, equipment& station, base::wall_time) {
  return say(R"({"listVersion":)" + std::to_string(station.local_list_version) + "}");
}

reply send_local_list(const payload& what, equipment& station, base::wall_time) {
  station.local_list_version = integer_of(what, "listVersion", station.local_list_version);
  return say(accepted);
}

reply remote_start(const payload& what, equipment& station, base::wall_time) {
  if (station.charging || !station.operative) return say(rejected);
  station.id_tag = text_of(what, "idTag", station.id_tag);
  return say(accepted, {errand::kind::start, {}, {}});
}

reply remote_stop(const payload& what, equipment& station, base::wall_time) {
  const bool ours = station.charging && integer_of(what, "transactionId", -2) == station.transaction;
  return ours ? say(accepted, {errand::kind::stop, {}, "Remote"}) : say(rejected);
}

reply reset(const payload& what, equipment&, base::wall_time) {
  return say(accepted, {errand::kind::reset, {}, text_of(what, "type") == "Hard" ? "HardReset" : "SoftReset"});
}

reply trigger(const payload& what, equipment&, base::wall_time) {
  constexpr std::array<std::string_view, 8> known{
      "BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "LogStatusNotification",
      "MeterValues",      "SignChargePointCertificate",    "StatusNotification"};
  const auto entry = std::find(known.begin(), known.end(), text_of(what, "requestedMessage"));
  if (entry == known.end()) return say(R"({"status":"NotImplemented"})");
  return say(accepted, {errand::kind::send, *entry, {}});
}

// FirmwareStatusNotification means its signed form here (RULES 3.2).
reply extended_trigger(const payload& what, equipment& station, base::wall_time now) {
  auto out = trigger(what, station, now);
  if (out.then.message == "FirmwareStatusNotification") out.then.message = "SignedFirmwareStatusNotification";
  return out;
}

struct row {
  std::string_view action;
  reply (*handler)(const payload&, equipment&, base::wall_time);
  std::string_view answer = accepted;  // where no handler is needed
};

constexpr row rows[] = {
    {"CancelReservation", nullptr},
    {"CertificateSigned", nullptr},
    {"ChangeAvailability", change_availability},
    {"ChangeConfiguration", change_configuration},
    {"ClearCache", nullptr},
    {"ClearChargingProfile", nullptr},
    {"DataTransfer", nullptr},
    {"DeleteCertificate", nullptr},
    {"ExtendedTriggerMessage", extended_trigger},
    {"GetCompositeSchedule", get_composite_schedule},
    {"GetConfiguration", get_configuration},
    {"GetDiagnostics", nullptr, R"({"fileName":"diagnostics.log"})"},
    {"GetInstalledCertificateIds", nullptr, R"({"status":"NotFound"})"},
    {"GetLocalListVersion", get_local_list_version},
    {"GetLog", nullptr, R"({"status":"Accepted","filename":"station.log"})"},
    {"InstallCertificate", nullptr},
    {"RemoteStartTransaction", remote_start},
    {"RemoteStopTransaction", remote_stop},
    {"ReserveNow", nullptr},
    {"Reset", reset},
    {"SendLocalList", send_local_list},
    {"SetChargingProfile", nullptr},
    {"SignedUpdateFirmware", nullptr},
    {"TriggerMessage", trigger},
    {"UnlockConnector", nullptr, R"({"status":"Unlocked"})"},
    {"UpdateFirmware", nullptr, "{}"},
};

}  // namespace

reply carry_out(const incoming& command, equipment& station, base::wall_time now) {
  const auto found = std::find_if(std::begin(rows), std::end(rows), [&](const row& each) { return each.action == command.action; });
  if (found == std::end(rows)) return {{}, "NotImplemented", {}};
  return found->handler != nullptr ? found->handler(command.payload, station, now) : say(found->answer);
}

}  // namespace ocppgw::bench
