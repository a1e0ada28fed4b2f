"""One valid request of each action that a central system sends, and a station's answer to it."""

HASH = {"hashAlgorithm": "SHA256", "issuerNameHash": "ab" * 32, "issuerKeyHash": "cd" * 32, "serialNumber": "1f"}
SCHEDULE = {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.1, "numberPhases": 3}]}
PROFILE = {
    "chargingProfileId": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxDefaultProfile",
    "chargingProfileKind": "Absolute",
    "chargingSchedule": SCHEDULE,
}
ACCEPTED = {"status": "Accepted"}

# action -> (request, answer)
COMMANDS = {
    "CancelReservation": ({"reservationId": 7}, ACCEPTED),
    "CertificateSigned": ({"certificateChain": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}, ACCEPTED),
    "ChangeAvailability": ({"connectorId": 0, "type": "Operative"}, {"status": "Scheduled"}),
    "ChangeConfiguration": ({"key": "HeartbeatInterval", "value": "600"}, {"status": "RebootRequired"}),
    "ClearCache": ({}, ACCEPTED),
    "ClearChargingProfile": ({"connectorId": 1, "stackLevel": 0}, {"status": "Unknown"}),
    "DataTransfer": ({"vendorId": "com.example", "messageId": "m", "data": '{"a":1}'}, {"status": "Accepted", "data": "done"}),
    "DeleteCertificate": ({"certificateHashData": HASH}, {"status": "NotFound"}),
    "ExtendedTriggerMessage": ({"requestedMessage": "SignChargePointCertificate"}, {"status": "NotImplemented"}),
    "GetCompositeSchedule": (
        {"connectorId": 1, "duration": 60, "chargingRateUnit": "W"},
        {"status": "Accepted", "connectorId": 1, "chargingSchedule": SCHEDULE},
    ),
    "GetConfiguration": (
        {"key": ["HeartbeatInterval", "Nope"]},
        {"configurationKey": [{"key": "HeartbeatInterval", "readonly": False, "value": "300"}], "unknownKey": ["Nope"]},
    ),
    "GetDiagnostics": ({"location": "ftp://127.0.0.1/up", "retries": 1}, {"fileName": "diagnostics.zip"}),
    "GetInstalledCertificateIds": (
        {"certificateType": "CentralSystemRootCertificate"},
        {"status": "Accepted", "certificateHashData": [HASH]},
    ),
    "GetLocalListVersion": ({}, {"listVersion": 12}),
    "GetLog": (
        {"logType": "SecurityLog", "requestId": 7, "log": {"remoteLocation": "ftp://127.0.0.1/log"}},
        {"status": "Accepted", "filename": "security.log"},
    ),
    "InstallCertificate": (
        {"certificateType": "ManufacturerRootCertificate", "certificate": "-----BEGIN CERTIFICATE-----"},
        ACCEPTED,
    ),
    "RemoteStartTransaction": ({"idTag": "04B0267AE05C87", "connectorId": 1}, ACCEPTED),
    "RemoteStopTransaction": ({"transactionId": 4711}, {"status": "Rejected"}),
    "ReserveNow": (
        {"connectorId": 1, "expiryDate": "2030-01-01T00:00:00Z", "idTag": "TAG", "reservationId": 7},
        {"status": "Occupied"},
    ),
    "Reset": ({"type": "Soft"}, ACCEPTED),
    "SendLocalList": (
        {"listVersion": 3, "updateType": "Full", "localAuthorizationList": [{"idTag": "TAG", "idTagInfo": {"status": "Accepted"}}]},
        {"status": "VersionMismatch"},
    ),
    "SetChargingProfile": ({"connectorId": 1, "csChargingProfiles": PROFILE}, ACCEPTED),
    "SignedUpdateFirmware": (
        {
            "requestId": 9,
            "firmware": {
                "location": "https://127.0.0.1/f",
                "retrieveDateTime": "2026-01-01T00:00:00Z",
                "signingCertificate": "CERT",
                "signature": "SIG",
            },
        },
        ACCEPTED,
    ),
    "TriggerMessage": ({"requestedMessage": "Heartbeat"}, ACCEPTED),
    "UnlockConnector": ({"connectorId": 1}, {"status": "Unlocked"}),
    "UpdateFirmware": ({"location": "ftp://127.0.0.1/firmware", "retrieveDate": "2026-01-01T00:00:00Z"}, {}),
}

METER_VALUE = [
    {
        "timestamp": "2026-01-01T10:05:00Z",
        "sampledValue": [
            {"value": "1500"},
            {"value": "1.5", "measurand": "Energy.Active.Import.Register", "unit": "kWh", "context": "Sample.Periodic"},
            {"value": "16.1", "measurand": "Current.Import", "phase": "L1", "unit": "A", "location": "Outlet", "format": "Raw"},
            {"value": "21.5", "measurand": "Temperature", "unit": "Celsius"},
        ],
    }
]
