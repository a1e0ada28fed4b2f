"""The main job once more with ocpp-rpc, an independent client for Node.js, in strict mode over TLS."""

import pytest
from support.node_station import NodeStation
from support.samples import COMMANDS, METER_VALUE

BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}


@pytest.fixture
def node(cache, gateway, certificates, name):
    speaker = NodeStation(cache, gateway.tls_url, name, certificates.authorities)
    assert speaker.opened == {"open": "ocpp1.6"}
    yield speaker
    if speaker.process.poll() is None:
        speaker.process.kill()
        speaker.process.wait()


def test_ocpp_rpc_in_strict_mode_takes_a_transaction_through(node, tap, name):
    assert node.call("BootNotification", BOOT)["status"] == "Accepted"
    assert node.call("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Preparing"}) == {}
    assert "currentTime" in node.call("Heartbeat", {})
    assert node.call("Authorize", {"idTag": "TAG"})["idTagInfo"]["status"] == "Accepted"
    start = {"connectorId": 1, "idTag": "TAG", "meterStart": 5, "timestamp": "2026-01-01T10:00:00Z"}
    transaction = node.call("StartTransaction", start)["transactionId"]
    assert node.call("MeterValues", {"connectorId": 1, "transactionId": transaction, "meterValue": METER_VALUE}) == {}
    stop = {"transactionId": transaction, "meterStop": 10, "timestamp": "2026-01-01T11:00:00Z", "reason": "EVDisconnected"}
    assert "transactionId" not in node.call("StopTransaction", stop)
    assert node.call("DataTransfer", {"vendorId": "com.example"}) == {"status": "UnknownVendorId"}
    assert tap.event(name, "transaction.started").json["transactionId"] == transaction
    assert tap.event(name, "transaction.ended").json["reason"] == "EVDisconnected"
    assert tap.event(name, "meter.sampled").json["transactionId"] == transaction
    assert node.close() == []


def test_ocpp_rpc_in_strict_mode_finds_the_commands_valid(node, tap, commands, name):
    node.call("BootNotification", BOOT)
    base = [action for action in COMMANDS if action not in SECURITY_EXTENSION]
    for action in base:
        command_id = commands.send(name, action, COMMANDS[action][0])
        outcome = tap.outcome(command_id).json
        assert outcome["outcome"] == "answered" and outcome["response"] == COMMANDS[action][1], outcome
    assert [action for action, _ in node.close()] == base


# ocpp-rpc carries the schemas of the base specification only.
SECURITY_EXTENSION = {
    "CertificateSigned",
    "DeleteCertificate",
    "ExtendedTriggerMessage",
    "GetInstalledCertificateIds",
    "GetLog",
    "InstallCertificate",
    "SignedUpdateFirmware",
}
