"""The main job once more with ocpp-rpc, an independent client for Node.js, in strict mode over TLS."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from support.samples import COMMANDS, METER_VALUE

SCRIPT = Path(__file__).parent / "node" / "client.js"
BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}


class NodeStation:
    def __init__(self, cache, url, name, authorities):
        environment = os.environ | {"NODE_PATH": str(cache / "node" / "node_modules"), "NODE_EXTRA_CA_CERTS": str(authorities)}
        answers = {action: answer for action, (_, answer) in COMMANDS.items()}
        self.process = subprocess.Popen(
            ["node", str(SCRIPT), url, name, json.dumps(answers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.read() == {"open": "ocpp1.6"}

    def read(self):
        line = self.process.stdout.readline()
        assert line, f"the client ended with {self.process.wait()}"
        return json.loads(line)

    def call(self, action, payload):
        print(json.dumps([action, payload]), file=self.process.stdin, flush=True)
        answer = self.read()
        assert "error" not in answer, f"{action}: {answer}"
        return answer["result"]

    def close(self):
        self.process.stdin.close()
        requests = json.loads(self.process.stdout.readline())
        assert self.process.wait(10) == 0
        return requests["requests"]


@pytest.fixture
def node(cache, gateway, certificates, name):
    speaker = NodeStation(cache, gateway.tls_url, name, certificates.authorities)
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
