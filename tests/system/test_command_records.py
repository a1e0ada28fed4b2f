"""Command records that are no commands: `invalid` or rejected, never a crash, never a stuck offset."""

import json

import pytest
from support.net import wait_until


def text(**members):
    return json.dumps({"commandId": "ID", "action": "ClearCache", "payload": {}} | members)


NO_COMMAND = {  # no readable commandId or key: rejected
    "no key": (None, text()),
    "an empty key": (b"", text()),
    "a key that is not UTF-8": (b"\xff\xfe", text()),
    "a tombstone": (b"KEY", None),
    "an empty value": (b"KEY", b""),
    "no JSON": (b"KEY", b"hello"),
    "half a JSON": (b"KEY", text()[:-1]),
    "two JSON values": (b"KEY", text() + text()),
    "no UTF-8": (b"KEY", b'{"commandId":"\xff","action":"ClearCache","payload":{}}'),
    "an array": (b"KEY", b"[1,2,3]"),
    "a string": (b"KEY", b'"ClearCache"'),
    "no commandId": (b"KEY", b'{"action":"ClearCache","payload":{}}'),
    "a number as commandId": (b"KEY", text(commandId=7)),
    "an empty commandId": (b"KEY", text(commandId="")),
    "a depth without end": (b"KEY", b"[" * 100000),
    "NUL bytes": (b"KEY", b"\0" * 64),
    "a number of 400 digits as commandId": (b"KEY", b'{"commandId":' + b"9" * 400 + b',"action":"ClearCache","payload":{}}'),
}

NOT_VALID = {  # readable as a command, but not a valid request
    "an unknown action": text(action="Explode"),
    "an action that only stations send": text(action="BootNotification"),
    "an action in the wrong case": text(action="clearcache"),
    "no action": json.dumps({"commandId": "ID", "payload": {}}),
    "a number as action": text(action=5),
    "an array as payload": text(payload=[]),
    "a string as payload": text(payload="{}"),
    "a required member missing": text(action="Reset"),
    "an unknown member in the payload": text(payload={"colour": "red"}),
    "another station than the key": text(station="somebody else"),
    "an expiresAt that is no time": text(expiresAt="tomorrow"),
    "a number as expiresAt": text(expiresAt=5),
    "a timeout below zero": text(timeoutSeconds=-1),
    "a timeout that is text": text(timeoutSeconds="soon"),
    "an unknown version": text(ocppVersion="3.14"),
    "a text beyond its length": text(action="ChangeConfiguration", payload={"key": "k" * 51, "value": "v"}),
    "a number of 400 digits": text(action="UnlockConnector", payload={"connectorId": 0}).replace(": 0}", ": " + "9" * 400 + "}"),
    "a second decimal": text(
        action="RemoteStartTransaction",
        payload={
            "idTag": "T",
            "chargingProfile": {
                "chargingProfileId": 1,
                "stackLevel": 0,
                "chargingProfilePurpose": "TxProfile",
                "chargingProfileKind": "Absolute",
                "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.15}]},
            },
        },
    ),
}


def in_time(commands):
    wait_until(lambda: commands.uncommitted() == 0, "the committed offset reaches the end of the topic", pause=0.2)


def rejected_of(tap, written):
    def matches(record):
        return record.type == "ocpp.command.rejected" and (
            record.header("ocppgw_error_partition"),
            record.header("ocppgw_error_offset"),
        ) == (str(written.partition), str(written.offset))

    return tap.wait("rejected", matches)[0]


@pytest.mark.parametrize("key,value", NO_COMMAND.values(), ids=NO_COMMAND.keys())
def test_no_command_becomes_a_rejected_record_with_its_own_bytes(tap, commands, key, value):
    value = value.encode() if isinstance(value, str) else value
    written = commands.raw(key, value, [("mine", b"yes")])
    found = rejected_of(tap, written)
    assert (found.key or b"", found.value or b"") == (key or b"", value or b"")
    assert found.header("ocppgw_error_topic") == written.topic and found.header("mine") == "yes"


def test_a_record_as_large_as_kafka_takes_is_rejected_too_cut_to_what_fits(tap, commands):
    garbage = b"x" * 1_040_000
    found = rejected_of(tap, commands.raw(b"KEY", garbage))
    assert garbage.startswith(found.value) and len(found.value) > 900_000
    assert int(found.header("ocppgw_error_cut")) == len(garbage) - len(found.value)


@pytest.mark.parametrize("value", NOT_VALID.values(), ids=NOT_VALID.keys())
def test_a_command_that_is_not_valid_ends_invalid_and_says_where(tap, commands, name, value):
    commands.raw(name, value.replace('"ID"', f'"{name}"'))
    outcome = tap.outcome(name).json
    assert outcome["outcome"] == "invalid" and outcome["reason"]


def test_a_duplicate_key_is_not_guessed_at(tap, commands, name):
    commands.raw(name, '{"commandId":"%s","action":"Reset","action":"ClearCache","payload":{}}' % name)
    mine = lambda record: record.key == name.encode()  # noqa: E731
    wait_until(lambda: not tap.poll() and any(map(mine, tap.records["rejected"] + tap.records["command_results"])), "a verdict")
    assert all(record.json["outcome"] == "invalid" for record in tap.records["command_results"] if mine(record) and "outcome" in record.json)


def test_after_all_of_them_the_offsets_are_at_the_end_and_commands_still_work(gateway, tap, commands, name):
    command_id = commands.send(name, "ClearCache", {})
    assert tap.outcome(command_id).json["outcome"] == "offline"
    in_time(commands)
