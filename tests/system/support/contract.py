"""What every record has to look like (DESIGN 3): headers, key, times, JSON Schema. Each record a test sees passes through here."""

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

import jsonschema

SCHEMAS = Path(__file__).resolve().parents[3] / "config" / "schemas"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
EVENT = {
    "content-type",
    "ce_specversion",
    "ce_id",
    "ce_source",
    "ce_type",
    "ce_subject",
    "ce_time",
    "ce_dataschema",
    "ce_partitionkey",
    "ce_sessionid",
    "ce_sequence",
    "ce_instance",
    "traceparent",
}


@dataclass
class Record:
    topic: str
    partition: int
    offset: int
    timestamp: int  # ms
    key: bytes | None
    value: bytes | None
    headers: list = field(repr=False)

    def header(self, name):
        values = [value for key, value in self.headers if key == name]
        assert len(values) == 1, f"{len(values)} headers {name} in {self}"
        return values[0].decode()

    def has(self, name):
        return any(key == name for key, _ in self.headers)

    @property
    def type(self):
        return self.header("ce_type")

    @property
    def sequence(self):
        return int(self.header("ce_sequence"))

    @property
    def station(self):
        return self.key.decode()

    @property
    def json(self):
        return json.loads(self.value)

    @property
    def payload(self):
        return self.json["ocpp"]["payload"]


def milliseconds(text):
    assert TIME.fullmatch(text), f"not RFC 3339 UTC with milliseconds: {text}"
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    return round(moment.timestamp() * 1000)


@cache
def schema_of(ce_type):
    schema = json.loads((SCHEMAS / f"{ce_type}.schema.json").read_text())
    validator = jsonschema.validators.validator_for(schema, default=None)
    assert validator, f"{ce_type}: the schema names no known dialect"
    validator.check_schema(schema)
    return validator(schema, format_checker=validator.FORMAT_CHECKER)


def check_common(record):
    assert record.header("ce_specversion") == "1.0"
    assert record.header("ce_source") == "/ocpp-gateway/system-test"
    assert record.header("ce_id")
    milliseconds(record.header("ce_time"))


def check_trace(record):
    assert TRACE.fullmatch(record.header("traceparent")), record.header("traceparent")


def check_json(record):
    assert record.header("content-type") == "application/json"
    value = json.loads(record.value)
    errors = sorted(schema_of(record.type).iter_errors(value), key=str)
    assert not errors, f"{record.type}: {errors[0].json_path}: {errors[0].message}\n{record.value.decode()}"
    return value


SECURITY = "ocpp.gateway.security_event"  # of the gateway itself: in no session, and not of a station always
CLAIMED = "ocpp.command.claimed"  # ends without a send: behind each stands its outcome


def check_security_event(record):
    assert {name for name, _ in record.headers} == EVENT - {"ce_sessionid", "ce_sequence"}
    check_common(record)
    check_trace(record)
    value = check_json(record)
    assert record.header("ce_subject") == record.header("ce_partitionkey") == record.station
    assert value.get("station", record.header("ce_instance")) == record.station
    assert record.timestamp == milliseconds(record.header("ce_time")) == milliseconds(value["receivedAt"])


def check_event(record):
    if record.type == SECURITY:
        return check_security_event(record)
    names = [name for name, _ in record.headers]
    assert sorted(names) == sorted(EVENT), f"headers of {record.type}: {sorted(names)}"
    check_common(record)
    check_trace(record)
    value = check_json(record)
    assert record.header("ce_subject") == record.header("ce_partitionkey") == record.station == value["station"]
    assert record.header("ce_dataschema") == f"urn:ocpp-gateway:event:{record.type}:1"
    assert re.fullmatch(r"\d{10}", record.header("ce_sequence"))
    assert record.timestamp == milliseconds(record.header("ce_time"))
    if "requestId" in value:
        assert value["receivedAt"] == record.header("ce_time")
        assert value["requestId"] == f"{record.header('ce_sessionid')}-{record.sequence}"


CLAIMS = ("dispatched", "claimed", "released")
TRANSMITTED = {
    "answered": ["yes"],
    "errored": ["yes"],
    "timed_out": ["yes", "unknown"],
    "uncertain": ["unknown"],
    "invalid": ["no"],
    "offline": ["no"],
    "expired": ["no"],
    "queue_full": ["no"],
}


def digest(*parts):
    """128 bits of SHA-256 over the parts, each with its length in front."""
    hashed = hashlib.sha256(b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts))
    return hashed.hexdigest()[:32]


def check_result(record):
    check_common(record)
    check_trace(record)
    value = check_json(record)
    assert record.type.startswith("ocpp.command.")
    assert record.header("ce_subject") == record.station == value["station"]
    outcome = record.type.removeprefix("ocpp.command.")
    if outcome in CLAIMS:
        claim = check_log(record, "released" if outcome == "released" else "claim", value)
        assert record.header("ce_id") == digest(record.station, value["commandId"], record.type, claim)
        return
    if outcome == "answered_late":
        assert record.header("ce_id") == digest(record.station, value["commandId"], record.type) and value["messageId"]
        return
    assert record.header("ce_id") == digest(record.station, value["commandId"])
    check_log(record, "outcome", value)
    assert value["outcome"] == outcome
    assert value["transmitted"] in TRANSMITTED[outcome]
    assert ("messageId" in value) or value["transmitted"] == "no"
    milliseconds(value["settledAt"])
    assert ("response" in value) == (outcome == "answered")
    assert ("error" in value) == (outcome == "errored")


def check_log(record, kind, value):
    """What the instances tell each other in one header: who claims what, where it stands, until when."""
    version, said, key, _, partition, offset, claim, boot, deadline, ending = record.header("ocppgw_log").split(" ")
    assert (version, said, key) == ("1", kind, digest(record.station, value["commandId"]))
    assert int(partition) >= 0 and int(offset) >= 0
    assert boot == value.get("boot", "-") and ending == value.get("ending", "-")
    assert "messageId" not in value or claim == value["messageId"]
    if "deadline" in value:
        assert int(deadline) == milliseconds(value["deadline"])
    return claim


def check_rejected(record):
    check_common(record)
    assert record.type in ("ocpp.frame.rejected", "ocpp.command.rejected")
    assert record.header("content-type") == "application/octet-stream"
    stage = record.type.split(".")[1]
    assert record.header("ocppgw_error_stage") == stage
    assert record.header("ocppgw_error_code")
    assert record.has("ocppgw_error_message")
    if stage == "frame":
        assert record.header("ce_sessionid")
        assert record.header("ce_subject") == record.station


def check_sequences(records):
    """Per session: 1, 2, 3, ... in the order of the topic, connected first, and what `station.disconnected` says is so."""
    sessions = defaultdict(list)
    for record in records:
        sessions[record.header("ce_sessionid")].append(record)
    for session, events in sessions.items():
        assert len({(event.partition, event.key) for event in events}) == 1, f"session {session} lies in several partitions"
        numbers = [event.sequence for event in events]
        assert numbers == list(range(1, len(numbers) + 1)), f"session {session}: {numbers}"
        assert events[0].type == "ocpp.station.connected"
        assert all(event.type != "ocpp.station.disconnected" for event in events[:-1])
        if events[-1].type == "ocpp.station.disconnected":
            assert events[-1].json["lastSequence"] == numbers[-1]
    return sessions
