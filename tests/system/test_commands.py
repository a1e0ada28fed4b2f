"""Every way a command can end, exactly once (P4)."""

import json
import time
from datetime import datetime, timedelta, timezone

import pytest
from support.wire import Wire


@pytest.fixture
def wire(gateway, name):
    """A station that answers by hand."""
    with Wire(gateway.plain_port).open(name) as speaker:
        speaker.text('[2,"hb","Heartbeat",{}]')
        speaker.read_text()
        yield speaker


def read_call(wire):
    message = json.loads(wire.read_text())
    assert message[0] == 2 and len(message) == 4
    return message[1:]


def settled(tap, command_id):
    """All records of the command once it is settled; exactly one outcome."""
    tap.outcome(command_id)
    tap.read_all()
    records = tap.results(command_id)
    assert sum("outcome" in record.json for record in records) == 1
    return records


def test_a_call_error_ends_the_command_errored(wire, tap, commands, name):
    command_id = commands.send(name, "ClearCache", {})
    unique_id, action, payload = read_call(wire)
    assert (action, payload) == ("ClearCache", {})
    wire.text(json.dumps([4, unique_id, "NotSupported", "no cache here", {"why": 1}]))
    outcome = settled(tap, command_id)[-1].json
    assert outcome["outcome"] == "errored"
    assert outcome["error"] == {"code": "NotSupported", "description": "no cache here", "details": {"why": 1}}


def test_an_answer_that_breaks_the_schema_is_still_an_answer_and_says_so(wire, tap, commands, name):
    command_id = commands.send(name, "ClearCache", {})
    unique_id, _, _ = read_call(wire)
    wire.text(json.dumps([3, unique_id, {"status": "Perhaps"}]))
    outcome = settled(tap, command_id)[-1].json
    assert outcome["outcome"] == "answered" and outcome["response"] == {"status": "Perhaps"} and outcome["responseFaults"]


@pytest.mark.parametrize(
    "payload,path", [({"type": "Medium"}, "type"), ({}, "type"), ({"type": 1}, "type"), ({"type": "Soft", "more": 1}, "more")]
)
def test_a_request_that_breaks_the_schema_ends_invalid_and_is_not_sent(wire, tap, commands, name, payload, path):
    command_id = commands.send(name, "Reset", payload)
    records = settled(tap, command_id)
    assert [record.json["outcome"] for record in records] == ["invalid"]
    assert path in records[0].json["reason"]


def test_a_station_nobody_holds_is_offline(tap, commands, name):
    records = settled(tap, commands.send(name, "ClearCache", {}))
    assert [record.json["outcome"] for record in records] == ["offline"]


def test_an_expired_command_is_not_sent(wire, tap, commands, name):
    past = (datetime.now(timezone.utc) - timedelta(seconds=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    records = settled(tap, commands.send(name, "ClearCache", {}, expiresAt=past))
    assert [record.json["outcome"] for record in records] == ["expired"]


def test_expiry_is_checked_right_before_the_send(wire, tap, commands, name):
    first = commands.send(name, "ClearCache", {})
    unique_id, _, _ = read_call(wire)
    soon = (datetime.now(timezone.utc) + timedelta(seconds=2)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    second = commands.send(name, "Reset", {"type": "Soft"}, expiresAt=soon)
    time.sleep(2.5)  # the second one's life time passes while it waits for the first
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    assert settled(tap, first)[-1].json["outcome"] == "answered"
    assert [record.json["outcome"] for record in settled(tap, second)] == ["expired"]


MALFORMED_RESULTS = {
    "no payload": "",
    "a second payload": ',{"status":"Accepted"},{}',
    "the action in front": ',"ClearCache",{"status":"Accepted"}',
    "a payload that is text": ',"Accepted"',
    "a payload that is no JSON": ',{"status":,}',
}


@pytest.mark.parametrize("rest", MALFORMED_RESULTS.values(), ids=MALFORMED_RESULTS.keys())
def test_a_result_with_the_awaited_id_settles_its_command_whatever_is_wrong_with_it(wire, tap, commands, name, rest):
    command_id, follower = commands.send(name, "ClearCache", {}), commands.send(name, "Reset", {"type": "Soft"})
    unique_id, _, _ = read_call(wire)
    wire.text(f'[3,"{unique_id}"{rest}]')
    unique_id, action, _ = read_call(wire)  # the next command goes out at once
    assert action == "Reset"
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    outcome = settled(tap, command_id)[-1].json
    assert outcome["outcome"] == "answered" and outcome["responseFaults"][0]["code"] == "FormationViolation"
    assert ("Accepted" in json.dumps(outcome["response"])) == ("Accepted" in rest)
    assert settled(tap, follower)[-1].json["outcome"] == "answered"


@pytest.mark.parametrize("rest", ["", ',"NotSupported"', ',"NotSupported","",{},1', ',"NotSupported",'])
def test_an_error_with_the_awaited_id_settles_its_command_whatever_is_wrong_with_it(wire, tap, commands, name, rest):
    command_id = commands.send(name, "ClearCache", {})
    unique_id, _, _ = read_call(wire)
    wire.text(f'[4,"{unique_id}"{rest}]')
    assert settled(tap, command_id)[-1].json["outcome"] == "errored"


def test_the_message_id_on_the_wire_stands_in_the_records_of_the_command(wire, tap, commands, name):
    command_id = commands.send(name, "ClearCache", {})
    unique_id, _, _ = read_call(wire)
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    assert [record.json["messageId"] for record in settled(tap, command_id)] == [unique_id, unique_id]


def test_no_answer_in_time_ends_timed_out_and_a_late_one_is_told_but_changes_nothing(wire, tap, commands, name):
    command_id = commands.send(name, "ClearCache", {}, timeoutSeconds=1)
    late_id, _, _ = read_call(wire)
    outcome = settled(tap, command_id)[-1].json
    assert (outcome["outcome"], outcome["transmitted"]) == ("timed_out", "unknown")
    wire.text(json.dumps([3, late_id, {"status": "Accepted"}]))
    follower = commands.send(name, "Reset", {"type": "Soft"})
    unique_id, action, _ = read_call(wire)
    assert action == "Reset"
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    assert settled(tap, follower)[-1].json["outcome"] == "answered"
    records = settled(tap, command_id)
    assert [record.type.split(".")[-1] for record in records] == ["dispatched", "timed_out", "answered_late"]
    assert records[-1].json["messageId"] == late_id and records[-1].json["status"] == "Accepted"


def test_a_result_that_nobody_awaits_is_a_rejected_record(gateway, wire, tap, name):
    before = gateway.metric("ocppgw_late_results_total")
    wire.text('[3,"nobody",{"status":"Accepted"}]')
    rejected = tap.rejected(name)[0]
    assert rejected.value == b'[3,"nobody",{"status":"Accepted"}]'
    assert rejected.header("ocppgw_error_code") == "unexpected_result"
    assert gateway.metric("ocppgw_late_results_total") == before + 1


def test_two_stations_may_have_the_same_command_id(tap, commands, name):
    text = json.dumps({"commandId": f"shared-{name}", "action": "ClearCache", "payload": {}})
    for station in (name, f"{name}-2"):
        commands.raw(station, text)
    outcomes = tap.results(f"shared-{name}", count=2)
    assert len({outcome.header("ce_id") for outcome in outcomes}) == 2


PROFILE = {
    "chargingProfileId": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxProfile",
    "chargingProfileKind": "Absolute",
    "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.1}]},
}


@pytest.mark.parametrize("wrong", [{"chargingProfilePurpose": "TxDefaultProfile"}, {"transactionId": 7}])
def test_a_transaction_is_started_with_a_tx_profile_without_an_id_or_not_at_all(wire, tap, commands, name, wrong):
    command_id = commands.send(name, "RemoteStartTransaction", {"idTag": "T", "chargingProfile": PROFILE | wrong})
    outcome = settled(tap, command_id)[-1].json
    assert outcome["outcome"] == "invalid" and f"chargingProfile/{next(iter(wrong))}" in outcome["reason"]


def test_a_call_is_compact_and_its_numbers_are_as_they_came(wire, commands, name):
    payload = json.dumps({"idTag": "T", "chargingProfile": PROFILE}, indent=2).replace("8.1", "8.10")
    commands.raw(name, '{"commandId": "c-%s", "action": "RemoteStartTransaction", "payload": %s}' % (name, payload))
    text = wire.read_text()
    assert " " not in text and "\n" not in text and '"limit":8.10' in text


def test_a_lost_connection_leaves_a_sent_command_uncertain_and_a_waiting_one_offline(wire, tap, commands, name):
    sent, waiting = commands.send(name, "ClearCache", {}), commands.send(name, "Reset", {"type": "Soft"})
    read_call(wire)
    wire.socket.close()
    assert settled(tap, sent)[-1].json["outcome"] == "uncertain"
    assert [record.json["outcome"] for record in settled(tap, waiting)] == ["offline"]


def test_one_call_is_in_flight_sixteen_wait_and_the_rest_find_the_queue_full(wire, tap, commands, name):
    sent = [commands.send(name, "ClearCache", {}) for _ in range(19)]
    for command_id in sent[17:]:
        assert [record.json["outcome"] for record in settled(tap, command_id)] == ["queue_full"]
    for command_id in sent[:17]:
        unique_id, _, _ = read_call(wire)
        wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
        assert settled(tap, command_id)[-1].json["outcome"] == "answered"


def test_dispatched_is_stored_before_the_station_sees_the_call(wire, tap, commands, name):
    command_id = commands.send(name, "ClearCache", {})
    read_call(wire)
    tap.read_all()  # what is in the topic now was there when the call arrived
    assert [record.type for record in tap.results(command_id)] == ["ocpp.command.dispatched"]


def test_a_newer_session_takes_over_what_was_not_sent(gateway, wire, tap, commands, name):
    sent, waiting = commands.send(name, "ClearCache", {}), commands.send(name, "Reset", {"type": "Soft"})
    read_call(wire)
    commands.send(name, "NoSuchAction", {})
    tap.wait(
        "command_results", lambda record: record.station == name and record.type == "ocpp.command.invalid"
    )  # all three are taken
    with Wire(gateway.plain_port).open(name) as newer:
        newer.text('[2,"hb","Heartbeat",{}]')
        assert json.loads(newer.read_text())[0] == 3
        unique_id, action, _ = read_call(newer)
        assert action == "Reset"
        newer.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
        assert settled(tap, waiting)[-1].json["outcome"] == "answered"
    assert settled(tap, sent)[-1].json["outcome"] == "uncertain"


def test_a_repeated_command_is_neither_sent_nor_settled_twice(wire, tap, commands, name):
    text = json.dumps({"commandId": f"twice-{name}", "action": "ClearCache", "payload": {}})
    for _ in range(2):
        commands.raw(name, text)
    unique_id, _, _ = read_call(wire)
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    marker = commands.send(name, "Reset", {"type": "Soft"})
    unique_id, action, _ = read_call(wire)
    assert action == "Reset"
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    settled(tap, marker)
    assert [record.type for record in settled(tap, f"twice-{name}")] == ["ocpp.command.dispatched", "ocpp.command.answered"]


def test_the_same_id_with_other_bytes_is_rejected(wire, tap, commands, name):
    commands.raw(name, json.dumps({"commandId": f"id-{name}", "action": "ClearCache", "payload": {}}))
    other = json.dumps({"commandId": f"id-{name}", "action": "Reset", "payload": {"type": "Hard"}})
    commands.raw(name, other)
    rejected = tap.rejected(name)[0]
    assert rejected.value == other.encode()
    unique_id, action, _ = read_call(wire)
    assert action == "ClearCache"
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    assert settled(tap, f"id-{name}")[-1].json["outcome"] == "answered"


def test_a_secret_is_masked_in_the_echo_but_reaches_the_station(wire, tap, commands, name):
    command_id = commands.send(name, "ChangeConfiguration", {"key": "AuthorizationKey", "value": "0123456789abcdef"})
    unique_id, _, payload = read_call(wire)
    assert payload["value"] == "0123456789abcdef"
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    assert b"0123456789abcdef" not in b"".join(record.value for record in settled(tap, command_id))


@pytest.mark.parametrize("mode", ["binary", "structured"])
def test_a_cloud_event_is_a_command_too(wire, tap, commands, name, mode):
    command_id = f"ce-{mode}-{name}"
    data = {"action": "ClearCache", "payload": {}}
    if mode == "binary":
        headers = [
            ("ce_specversion", b"1.0"),
            ("ce_id", command_id.encode()),
            ("ce_type", b"com.example.command"),
            ("ce_source", b"/backend"),
            ("content-type", b"application/json"),
        ]
        commands.raw(name, json.dumps(data), headers)
    else:
        event = {"specversion": "1.0", "id": command_id, "type": "com.example.command", "source": "/backend", "data": data}
        commands.raw(name, json.dumps(event), [("content-type", b"application/cloudevents+json; charset=UTF-8")])
    unique_id, _, _ = read_call(wire)
    wire.text(json.dumps([3, unique_id, {"status": "Accepted"}]))
    assert settled(tap, command_id)[-1].json["outcome"] == "answered"
