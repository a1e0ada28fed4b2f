// OCPP 1.6 edition 2 and its security extension as data (RULES 3 and 4). The schemas are followed to the letter but for: `Hertz`
// is a unit everywhere, and what is ours to send is never an empty list of charging schedule periods.
#include "ocpp/table.hpp"
#include "ocpp/table_checks.hpp"
#include "ocppgw/ocpp/protocol.hpp"

#include <array>

namespace ocppgw::ocpp {
namespace {

using namespace table;
using word = std::string_view;

// --- enumerations -----------------------------------------------------------------------------------------------------------

constexpr word accepted_rejected[] = {"Accepted", "Rejected"};
constexpr word registration_status[] = {"Accepted", "Pending", "Rejected"};
constexpr word authorization_status[] = {"Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"};
constexpr word data_transfer_status[] = {"Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"};
constexpr word diagnostics_status[] = {"Idle", "Uploaded", "UploadFailed", "Uploading"};
constexpr word firmware_status[] = {"Downloaded",         "DownloadFailed", "Downloading", "Idle",
                                    "InstallationFailed", "Installing",     "Installed"};
constexpr word log_status[] = {"BadMessage",    "Idle",     "NotSupportedOperation", "PermissionDenied", "Uploaded",
                               "UploadFailure", "Uploading"};
constexpr word signed_firmware_status[] = {
    "Downloaded",         "DownloadFailed",   "Downloading", "DownloadScheduled", "DownloadPaused",   "Idle",
    "InstallationFailed", "Installing",       "Installed",   "InstallRebooting",  "InstallScheduled", "InstallVerificationFailed",
    "InvalidSignature",   "SignatureVerified"};
constexpr word charge_point_error_code[] = {"ConnectorLockFailure",
                                            "EVCommunicationError",
                                            "GroundFailure",
                                            "HighTemperature",
                                            "InternalError",
                                            "LocalListConflict",
                                            "NoError",
                                            "OtherError",
                                            "OverCurrentFailure",
                                            "PowerMeterFailure",
                                            "PowerSwitchFailure",
                                            "ReaderFailure",
                                            "ResetFailure",
                                            "UnderVoltage",
                                            "OverVoltage",
                                            "WeakSignal"};
constexpr word charge_point_status[] = {"Available", "Preparing", "Charging",    "SuspendedEVSE", "SuspendedEV",
                                        "Finishing", "Reserved",  "Unavailable", "Faulted"};
constexpr word stop_reason[] = {"EmergencyStop", "EVDisconnected", "HardReset", "Local",         "Other",       "PowerLoss",
                                "Reboot",        "Remote",         "SoftReset", "UnlockCommand", "DeAuthorized"};
constexpr word reading_context[] = {"Interruption.Begin", "Interruption.End", "Sample.Clock", "Sample.Periodic",
                                    "Transaction.Begin",  "Transaction.End",  "Trigger",      "Other"};
constexpr word value_format[] = {"Raw", "SignedData"};
constexpr word measurand[] = {"Energy.Active.Export.Register",
                              "Energy.Active.Import.Register",
                              "Energy.Reactive.Export.Register",
                              "Energy.Reactive.Import.Register",
                              "Energy.Active.Export.Interval",
                              "Energy.Active.Import.Interval",
                              "Energy.Reactive.Export.Interval",
                              "Energy.Reactive.Import.Interval",
                              "Power.Active.Export",
                              "Power.Active.Import",
                              "Power.Offered",
                              "Power.Reactive.Export",
                              "Power.Reactive.Import",
                              "Power.Factor",
                              "Current.Import",
                              "Current.Export",
                              "Current.Offered",
                              "Voltage",
                              "Frequency",
                              "Temperature",
                              "SoC",
                              "RPM"};
constexpr word phase[] = {"L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"};
constexpr word location[] = {"Cable", "EV", "Inlet", "Outlet", "Body"};
constexpr word unit[] = {"Wh",   "kWh", "varh", "kvarh", "W",       "kW",      "VA",         "kVA",     "var",
                         "kvar", "A",   "V",    "K",     "Celcius", "Celsius", "Fahrenheit", "Percent", "Hertz"};
constexpr word availability_type[] = {"Inoperative", "Operative"};
constexpr word availability_status[] = {"Accepted", "Rejected", "Scheduled"};
constexpr word configuration_status[] = {"Accepted", "Rejected", "RebootRequired", "NotSupported"};
constexpr word clear_profile_status[] = {"Accepted", "Unknown"};
constexpr word profile_purpose[] = {"ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"};
constexpr word profile_kind[] = {"Absolute", "Recurring", "Relative"};
constexpr word recurrency_kind[] = {"Daily", "Weekly"};
constexpr word charging_rate_unit[] = {"A", "W"};
constexpr word set_profile_status[] = {"Accepted", "Rejected", "NotSupported"};
constexpr word hash_algorithm[] = {"SHA256", "SHA384", "SHA512"};
constexpr word certificate_use[] = {"CentralSystemRootCertificate", "ManufacturerRootCertificate"};
constexpr word delete_certificate_status[] = {"Accepted", "Failed", "NotFound"};
constexpr word installed_certificate_status[] = {"Accepted", "NotFound"};
constexpr word install_certificate_status[] = {"Accepted", "Failed", "Rejected"};
constexpr word trigger_status[] = {"Accepted", "Rejected", "NotImplemented"};
constexpr word trigger[] = {
    "BootNotification",  "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues",
    "StatusNotification"};
constexpr word extended_trigger[] = {"BootNotification", "LogStatusNotification",      "FirmwareStatusNotification", "Heartbeat",
                                     "MeterValues",      "SignChargePointCertificate", "StatusNotification"};
constexpr word log_type[] = {"DiagnosticsLog", "SecurityLog"};
constexpr word log_answer_status[] = {"Accepted", "Rejected", "AcceptedCanceled"};
constexpr word reservation_status[] = {"Accepted", "Faulted", "Occupied", "Rejected", "Unavailable"};
constexpr word reset_type[] = {"Hard", "Soft"};
constexpr word update_type[] = {"Differential", "Full"};
constexpr word local_list_status[] = {"Accepted", "Failed", "NotSupported", "VersionMismatch"};
constexpr word signed_update_status[] = {"Accepted", "Rejected", "AcceptedCanceled", "InvalidCertificate", "RevokedCertificate"};
constexpr word unlock_status[] = {"Unlocked", "UnlockFailed", "NotSupported"};

// --- structures (RULES 4.2) ---------------------------------------------------------------------------------------------------

constexpr shape id_token = text(20);

constexpr field id_tag_info_fields[] = {optional("expiryDate", date_time), personal(optional("parentIdTag", id_token)),
                                        required("status", one_of(authorization_status))};
constexpr shape id_tag_info = object(id_tag_info_fields);

constexpr shape open_enumeration(values allowed) { return tolerating(quirk::unknown_value, one_of(allowed)); }

// What the specification says of an absent member is said here; of an absent unit, by the measurand (measurements below).
constexpr field sampled_value_fields[] = {
    in_role(role::sample_value, required("value", decimal_text())),
    in_role(role::context, otherwise("Sample.Periodic", optional("context", open_enumeration(reading_context)))),
    in_role(role::format, otherwise("Raw", optional("format", open_enumeration(value_format)))),
    in_role(role::measurand, otherwise("Energy.Active.Import.Register", optional("measurand", open_enumeration(measurand)))),
    in_role(role::phase, optional("phase", open_enumeration(phase))),
    in_role(role::location, otherwise("Outlet", optional("location", open_enumeration(location)))),
    in_role(role::unit, optional("unit", open_enumeration(unit)))};
constexpr shape sampled_value = object(sampled_value_fields);

constexpr field reading_time = in_role(role::occurred_at, required("timestamp", date_time));
constexpr field meter_value_fields[] = {reading_time, in_role(role::samples, required("sampledValue", list(sampled_value, 1)))};
constexpr shape meter_value = object(meter_value_fields);
constexpr field transaction_data_fields[] = {reading_time, in_role(role::samples, required("sampledValue", list(sampled_value)))};
constexpr shape transaction_data = object(transaction_data_fields);

constexpr field schedule_period_fields[] = {required("startPeriod", at_least_zero()), required("limit", one_decimal()),
                                            optional("numberPhases", integer)};
constexpr shape schedule_period = object(schedule_period_fields);

// GetCompositeSchedule.conf comes from stations, so that its list of periods follows the schema to the letter.
constexpr field schedule_to_send_fields[] = {optional("duration", at_least_zero()), optional("startSchedule", date_time),
                                             required("chargingRateUnit", one_of(charging_rate_unit)),
                                             required("chargingSchedulePeriod", list(schedule_period, 1)),
                                             optional("minChargingRate", one_decimal())};
constexpr field schedule_received_fields[] = {
    optional("duration", integer), optional("startSchedule", date_time), required("chargingRateUnit", one_of(charging_rate_unit)),
    required("chargingSchedulePeriod", list(schedule_period)), optional("minChargingRate", one_decimal())};

constexpr field charging_profile_fields[] = {required("chargingProfileId", integer),
                                             optional("transactionId", integer),
                                             required("stackLevel", at_least_zero()),
                                             required("chargingProfilePurpose", one_of(profile_purpose)),
                                             required("chargingProfileKind", one_of(profile_kind)),
                                             optional("recurrencyKind", one_of(recurrency_kind)),
                                             optional("validFrom", date_time),
                                             optional("validTo", date_time),
                                             required("chargingSchedule", object(schedule_to_send_fields))};
constexpr shape charging_profile = object(charging_profile_fields);

// Of the transaction that RemoteStartTransaction is to start, which has no id yet [E 3.41].
constexpr word tx_profile_only[] = {"TxProfile"};
constexpr field profile_to_start_with_fields[] = {required("chargingProfileId", integer),
                                                  required("stackLevel", at_least_zero()),
                                                  required("chargingProfilePurpose", one_of(tx_profile_only)),
                                                  required("chargingProfileKind", one_of(profile_kind)),
                                                  optional("recurrencyKind", one_of(recurrency_kind)),
                                                  optional("validFrom", date_time),
                                                  optional("validTo", date_time),
                                                  required("chargingSchedule", object(schedule_to_send_fields))};
constexpr shape profile_to_start_with = object(profile_to_start_with_fields);

constexpr field certificate_hash_fields[] = {required("hashAlgorithm", one_of(hash_algorithm)),
                                             required("issuerNameHash", text(128)), required("issuerKeyHash", text(128)),
                                             required("serialNumber", text(40))};
constexpr shape certificate_hash = object(certificate_hash_fields);

constexpr field status_accepted_rejected[] = {required("status", one_of(accepted_rejected))};
constexpr field trigger_conf[] = {required("status", one_of(trigger_status))};

constexpr field connector(const shape& value) { return in_role(role::connector, required("connectorId", value)); }
constexpr field id_tag(field f) { return in_role(role::id_tag, personal(f)); }
constexpr field current_time = in_role(role::current_time, required("currentTime", date_time));

// --- sent by stations (RULES 3.1) -----------------------------------------------------------------------------------------------

constexpr field authorize_req[] = {needed(id_tag(required("idTag", id_token, "idTag")))};
constexpr field authorize_conf[] = {required("idTagInfo", id_tag_info)};

constexpr field boot_notification_req[] = {required("chargePointVendor", text(20), "vendor"),
                                           required("chargePointModel", text(20), "model"),
                                           optional("chargePointSerialNumber", text(25), "serialNumber"),
                                           optional("chargeBoxSerialNumber", text(25), "chargeBoxSerialNumber"),
                                           optional("firmwareVersion", text(50), "firmwareVersion"),
                                           personal(optional("iccid", text(20), "iccid")),
                                           personal(optional("imsi", text(20), "imsi")),
                                           optional("meterType", text(25), "meterType"),
                                           optional("meterSerialNumber", text(25), "meterSerialNumber")};
constexpr field boot_notification_conf[] = {in_role(role::registration_status, required("status", one_of(registration_status))),
                                            current_time, in_role(role::heartbeat_interval, required("interval", integer))};

constexpr field data_transfer_req[] = {in_role(role::vendor, required("vendorId", text(255), "vendorId")),
                                       optional("messageId", text(50), "messageId"),
                                       optional("data", tolerating(quirk::any_json, unlimited_text), "data")};
constexpr field data_transfer_conf[] = {required("status", one_of(data_transfer_status)),
                                        optional("data", tolerating(quirk::any_json, unlimited_text))};

constexpr field diagnostics_status_req[] = {required("status", one_of(diagnostics_status), "status")};
constexpr field firmware_status_req[] = {required("status", one_of(firmware_status), "status")};

constexpr field heartbeat_conf[] = {current_time};

// The white paper itself says UploadFailed once (schemas/README 19).
constexpr field log_status_req[] = {required("status", open_enumeration(log_status), "status"),
                                    optional("requestId", integer, "logRequestId")};

constexpr field meter_values_req[] = {connector(at_least_zero()), in_role(role::transaction_id, optional("transactionId", integer)),
                                      in_role(role::readings, required("meterValue", list(meter_value, 1)))};

constexpr field security_event_req[] = {required("type", text(50), "securityEventType"),
                                        in_role(role::occurred_at, required("timestamp", date_time)),
                                        optional("techInfo", text(255), "techInfo")};

constexpr field sign_certificate_req[] = {required("csr", text(5500), "csr")};

constexpr field signed_firmware_status_req[] = {required("status", one_of(signed_firmware_status), "status"),
                                                optional("requestId", integer, "firmwareRequestId")};

constexpr field start_transaction_req[] = {
    connector(at_least_one()), id_tag(required("idTag", id_token, "idTag")),
    in_role(role::meter_start, required("meterStart", tolerating(quirk::fraction, integer), "meterStartWh")),
    in_role(role::occurred_at, required("timestamp", date_time)),
    in_role(role::reservation, optional("reservationId", integer, "reservationId"))};
constexpr field start_transaction_conf[] = {required("idTagInfo", id_tag_info),
                                            in_role(role::transaction_id, required("transactionId", integer))};

constexpr field status_notification_req[] = {
    needed(connector(at_least_zero())),
    required("errorCode", unknown_as("OtherError", one_of(charge_point_error_code)), "errorCode"),
    required("status", one_of(charge_point_status), "status"),
    optional("info", text(50), "info"),
    in_role(role::occurred_at, optional("timestamp", date_time)),
    optional("vendorId", text(255), "vendorId"),
    optional("vendorErrorCode", text(50), "vendorErrorCode")};

constexpr field stop_transaction_req[] = {
    in_role(role::transaction_id, required("transactionId", integer)),
    id_tag(optional("idTag", id_token, "idTag")),
    in_role(role::meter_stop, required("meterStop", tolerating(quirk::fraction, integer), "meterStopWh")),
    in_role(role::occurred_at, required("timestamp", date_time)),
    otherwise("Local", optional("reason", one_of(stop_reason), "reason")),
    in_role(role::readings, optional("transactionData", list(transaction_data)))};
constexpr field stop_transaction_conf[] = {optional("idTagInfo", id_tag_info)};

// --- sent by the central system (RULES 3.2) -------------------------------------------------------------------------------------

constexpr field cancel_reservation_req[] = {required("reservationId", integer)};
constexpr field certificate_signed_req[] = {required("certificateChain", text(10000))};

constexpr field change_availability_req[] = {connector(at_least_zero()), required("type", one_of(availability_type))};
constexpr field change_availability_conf[] = {required("status", one_of(availability_status))};

constexpr field change_configuration_req[] = {required("key", text(50)), required("value", text(500))};
constexpr field change_configuration_conf[] = {required("status", one_of(configuration_status))};

constexpr field clear_charging_profile_req[] = {optional("id", integer), optional("connectorId", at_least_zero()),
                                                optional("chargingProfilePurpose", one_of(profile_purpose)),
                                                optional("stackLevel", at_least_zero())};
constexpr field clear_charging_profile_conf[] = {required("status", one_of(clear_profile_status))};

constexpr field delete_certificate_req[] = {required("certificateHashData", certificate_hash)};
constexpr field delete_certificate_conf[] = {required("status", open_enumeration(delete_certificate_status))};

constexpr field extended_trigger_message_req[] = {required("requestedMessage", one_of(extended_trigger)),
                                                  optional("connectorId", at_least_one())};

constexpr field get_composite_schedule_req[] = {connector(at_least_zero()), required("duration", at_least_zero()),
                                                optional("chargingRateUnit", one_of(charging_rate_unit))};
constexpr field get_composite_schedule_conf[] = {required("status", one_of(accepted_rejected)), optional("connectorId", integer),
                                                 optional("scheduleStart", date_time),
                                                 optional("chargingSchedule", object(schedule_received_fields))};

constexpr shape configuration_key_name = text(50);
constexpr field configuration_key_fields[] = {required("key", text(50)), required("readonly", boolean),
                                              optional("value", text(500))};
constexpr shape configuration_key = object(configuration_key_fields);
constexpr field get_configuration_req[] = {optional("key", list(configuration_key_name))};
constexpr field get_configuration_conf[] = {optional("configurationKey", list(configuration_key)),
                                            optional("unknownKey", list(configuration_key_name))};

constexpr field get_diagnostics_req[] = {required("location", uri), optional("retries", at_least_zero()),
                                         optional("retryInterval", at_least_zero()), optional("startTime", date_time),
                                         optional("stopTime", date_time)};
constexpr field get_diagnostics_conf[] = {optional("fileName", text(255))};

constexpr field get_installed_certificates_req[] = {required("certificateType", one_of(certificate_use))};
constexpr field get_installed_certificates_conf[] = {optional("certificateHashData", list(certificate_hash, 1)),
                                                     required("status", one_of(installed_certificate_status))};

constexpr field get_local_list_version_conf[] = {required("listVersion", integer)};

constexpr field log_parameters_fields[] = {required("remoteLocation", text(512)), optional("oldestTimestamp", date_time),
                                           optional("latestTimestamp", date_time)};
constexpr field get_log_req[] = {required("log", object(log_parameters_fields)), required("logType", one_of(log_type)),
                                 required("requestId", integer), optional("retries", at_least_zero()),
                                 optional("retryInterval", at_least_zero())};
constexpr field get_log_conf[] = {required("status", one_of(log_answer_status)), optional("filename", text(255))};

constexpr field install_certificate_req[] = {required("certificateType", one_of(certificate_use)),
                                             required("certificate", text(5500))};
constexpr field install_certificate_conf[] = {required("status", one_of(install_certificate_status))};

constexpr field remote_start_req[] = {optional("connectorId", at_least_one()), id_tag(required("idTag", id_token)),
                                      optional("chargingProfile", profile_to_start_with)};
constexpr field remote_stop_req[] = {required("transactionId", integer)};

constexpr field reserve_now_req[] = {connector(at_least_zero()), required("expiryDate", date_time),
                                     id_tag(required("idTag", id_token)), personal(optional("parentIdTag", id_token)),
                                     required("reservationId", integer)};
constexpr field reserve_now_conf[] = {required("status", one_of(reservation_status))};

constexpr field reset_req[] = {required("type", one_of(reset_type))};

constexpr field local_authorization_fields[] = {id_tag(required("idTag", id_token)), optional("idTagInfo", id_tag_info)};
constexpr shape local_authorization = object(local_authorization_fields);
constexpr field send_local_list_req[] = {required("listVersion", at_least_one()),
                                         optional("localAuthorizationList", list(local_authorization)),
                                         required("updateType", one_of(update_type))};
constexpr field send_local_list_conf[] = {required("status", one_of(local_list_status))};

constexpr field set_charging_profile_req[] = {connector(at_least_zero()), required("csChargingProfiles", charging_profile)};
constexpr field set_charging_profile_conf[] = {required("status", one_of(set_profile_status))};

constexpr field firmware_fields[] = {required("location", text(512)), required("retrieveDateTime", date_time),
                                     optional("installDateTime", date_time), required("signingCertificate", text(5500)),
                                     required("signature", text(800))};
constexpr field signed_update_req[] = {optional("retries", at_least_zero()), optional("retryInterval", at_least_zero()),
                                       required("requestId", integer), required("firmware", object(firmware_fields))};
constexpr field signed_update_conf[] = {required("status", one_of(signed_update_status))};

constexpr field trigger_message_req[] = {required("requestedMessage", one_of(trigger)), optional("connectorId", at_least_zero())};

constexpr field unlock_connector_req[] = {connector(at_least_one())};
constexpr field unlock_connector_conf[] = {required("status", one_of(unlock_status))};

constexpr field update_firmware_req[] = {required("location", uri), optional("retries", at_least_zero()),
                                         required("retrieveDate", date_time), optional("retryInterval", at_least_zero())};

// --- the rows -------------------------------------------------------------------------------------------------------------------

using fields = std::span<const field>;
constexpr fields none = {};

constexpr action heard(std::string_view name, std::string_view event_type, fields request, fields confirmation,
                       std::string_view answer) {
  action row{name, direction::from_station};
  row.event_type = event_type;
  row.request = request;
  row.confirmation = confirmation;
  row.answer = answer;
  return row;
}

constexpr action told(std::string_view name, fields request, fields confirmation) {
  action row{name, direction::to_station};
  row.request = request;
  row.confirmation = confirmation;
  return row;
}

constexpr action at_once(action row) {
  row.when = acknowledge::at_once;
  return row;
}
constexpr action both_ways(action row) {
  row.way = direction::both;
  return row;
}
constexpr action known_by(identity id, action row) {
  row.id = id;
  return row;
}
constexpr action always_acknowledged(action row) {
  row.always_acknowledged = true;
  return row;
}
constexpr action in_session(session_role what, action row) {
  row.in_session = what;
  return row;
}
constexpr action registration(std::string_view registered, action row) {
  row.registered = registered;
  return in_session(session_role::registration, row);
}
constexpr action without_id_tag(std::string_view answer, action row) {
  row.answer_without_id_tag = answer;
  return row;
}
constexpr action to_listed_vendors(std::string_view answer, action row) {
  row.answer_to_listed_vendors = answer;
  return row;
}
constexpr action for_connector_0(std::string_view event_type, action row) {
  row.event_type_connector_0 = event_type;
  return row;
}

constexpr std::string_view tag_accepted = R"({"idTagInfo":{"status":"Accepted"}})";
constexpr std::string_view accepted = R"({"status":"Accepted"})";

constexpr auto rows = std::to_array<action>({
    heard("Authorize", "authorization.requested", authorize_req, authorize_conf, tag_accepted),
    registration("Accepted", heard("BootNotification", "station.booted", boot_notification_req, boot_notification_conf, accepted)),
    told("CancelReservation", cancel_reservation_req, status_accepted_rejected),
    told("CertificateSigned", certificate_signed_req, status_accepted_rejected),
    told("ChangeAvailability", change_availability_req, change_availability_conf),
    told("ChangeConfiguration", change_configuration_req, change_configuration_conf),
    told("ClearCache", none, status_accepted_rejected),
    told("ClearChargingProfile", clear_charging_profile_req, clear_charging_profile_conf),
    both_ways(in_session(session_role::vendor_message,
                         to_listed_vendors(accepted, heard("DataTransfer", "data_transfer.received", data_transfer_req,
                                                           data_transfer_conf, R"({"status":"UnknownVendorId"})")))),
    told("DeleteCertificate", delete_certificate_req, delete_certificate_conf),
    heard("DiagnosticsStatusNotification", "diagnostics.status_reported", diagnostics_status_req, none, "{}"),
    told("ExtendedTriggerMessage", extended_trigger_message_req, trigger_conf),
    heard("FirmwareStatusNotification", "firmware.status_reported", firmware_status_req, none, "{}"),
    told("GetCompositeSchedule", get_composite_schedule_req, get_composite_schedule_conf),
    told("GetConfiguration", get_configuration_req, get_configuration_conf),
    told("GetDiagnostics", get_diagnostics_req, get_diagnostics_conf),
    told("GetInstalledCertificateIds", get_installed_certificates_req, get_installed_certificates_conf),
    told("GetLocalListVersion", none, get_local_list_version_conf),
    told("GetLog", get_log_req, get_log_conf),
    at_once(heard("Heartbeat", "station.heartbeat", none, heartbeat_conf, "{}")),
    told("InstallCertificate", install_certificate_req, install_certificate_conf),
    heard("LogStatusNotification", "log.status_reported", log_status_req, none, "{}"),
    always_acknowledged(known_by(identity::payload, heard("MeterValues", "meter.sampled", meter_values_req, none, "{}"))),
    told("RemoteStartTransaction", remote_start_req, status_accepted_rejected),
    told("RemoteStopTransaction", remote_stop_req, status_accepted_rejected),
    told("ReserveNow", reserve_now_req, reserve_now_conf),
    told("Reset", reset_req, status_accepted_rejected),
    known_by(identity::payload, heard("SecurityEventNotification", "security.event_reported", security_event_req, none, "{}")),
    told("SendLocalList", send_local_list_req, send_local_list_conf),
    told("SetChargingProfile", set_charging_profile_req, set_charging_profile_conf),
    heard("SignCertificate", "certificate.signing_requested", sign_certificate_req, status_accepted_rejected, accepted),
    heard("SignedFirmwareStatusNotification", "firmware.status_reported", signed_firmware_status_req, none, "{}"),
    told("SignedUpdateFirmware", signed_update_req, signed_update_conf),
    always_acknowledged(known_by(identity::start_transaction, heard("StartTransaction", "transaction.started",
                                                                    start_transaction_req, start_transaction_conf, tag_accepted))),
    for_connector_0("station.status_reported",
                    heard("StatusNotification", "connector.status_reported", status_notification_req, none, "{}")),
    always_acknowledged(in_session(session_role::transaction_end,
                                   without_id_tag("{}", known_by(identity::stop_transaction,
                                                                 heard("StopTransaction", "transaction.ended", stop_transaction_req,
                                                                       stop_transaction_conf, tag_accepted))))),
    told("TriggerMessage", trigger_message_req, trigger_conf),
    told("UnlockConnector", unlock_connector_req, unlock_connector_conf),
    told("UpdateFirmware", update_firmware_req, none),
});

static_assert(rows.size() == 39);

// --- measurements (RULES 4.3) ---------------------------------------------------------------------------------------------------

constexpr auto units = std::to_array<unit_rule>({
    {"Wh", "Wh"},
    {"kWh", "Wh", 3},
    {"MWh", "Wh", 6},
    {"varh", "varh"},
    {"kvarh", "varh", 3},
    {"VAh", "VAh"},
    {"kVAh", "VAh", 3},
    {"W", "W"},
    {"kW", "W", 3},
    {"MW", "W", 6},
    {"var", "var"},
    {"kvar", "var", 3},
    {"VA", "VA"},
    {"kVA", "VA", 3},
    {"A", "A"},
    {"V", "V"},
    {"Percent", "Percent"},
    {"%", "Percent"},
    {"Hertz", "Hertz"},
    {"Hz", "Hertz"},
    {"Celsius", "Celsius"},
    {"C", "Celsius"},
    {"Celcius", "Celsius"},  // JE 2.1
    {"Fahrenheit", "Celsius", 0, unit_rule::kind::fahrenheit},
    {"K", "Celsius", 0, unit_rule::kind::kelvin},
});

// E 3.84: Frequency has no unit value, hertz is implied. Power.Factor and RPM have none at all.
constexpr auto implied_units = std::to_array<implied_unit>({
    {"Energy.Active.", "Wh"},
    {"Energy.Reactive.", "varh"},
    {"Power.Active.", "W"},
    {"Power.Offered", "W"},
    {"Power.Reactive.", "var"},
    {"Current.", "A"},
    {"Voltage", "V"},
    {"SoC", "Percent"},
    {"Frequency", "Hertz"},
    {"Temperature", "Celsius"},
});

// --- errors ---------------------------------------------------------------------------------------------------------------------

// By error_code, with the two misspellings of the specification [JE 5.1, 5.2].
constexpr error_spellings errors{"NotImplemented",
                                 "NotSupported",
                                 "InternalError",
                                 "ProtocolError",
                                 "SecurityError",
                                 "FormationViolation",
                                 "PropertyConstraintViolation",
                                 "OccurenceConstraintViolation",
                                 "TypeConstraintViolation",
                                 "GenericError"};

}  // namespace

extern constexpr protocol v16{"1.6", "ocpp1.6", rows, errors, {units, implied_units, "SignedData"}};

static_assert(is_sound(v16));

}  // namespace ocppgw::ocpp
