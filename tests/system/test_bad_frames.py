"""Hostile and merely odd input on an open WebSocket: each gets its answer, close code or silence with a rejected record, and a
neighbour never notices (P2, P8)."""

import json
import zlib

import pytest
from support.net import wait_until
from support.wire import BINARY, Wire, frame

DEEP = '[2,"d","DataTransfer",{"vendorId":"v","data":%s1%s}]'


@pytest.fixture(scope="module")
def neighbour(gateway):
    """Another station that works throughout; it is asked after every test of this file."""
    with Wire(gateway.plain_port).open("NEIGHBOUR") as speaker:
        yield speaker


@pytest.fixture(autouse=True)
def others_are_untouched(neighbour):
    yield
    assert beats(neighbour)


@pytest.fixture
def wire(gateway, name):
    with Wire(gateway.plain_port).open(name) as speaker:
        yield speaker


def beats(wire):
    wire.text('[2,"beat","Heartbeat",{}]')
    answer = json.loads(wire.read_text())
    return answer[:2] == [3, "beat"] and "currentTime" in answer[2]


# frame -> code of the CALLERROR; the frame may be read as a CALL with an id
ERRORS = {
    '[2,"x","Heartbeatt",{}]': "NotImplemented",
    '[2,"x","heartbeat",{}]': "NotImplemented",
    '[2,"x","Reset",{"type":"Soft"}]': "NotSupported",
    '[2,"x","Authorize",{}]': "OccurenceConstraintViolation",
    '[2,"x","Authorize","04B0"]': "FormationViolation",
    '[2,"x","Authorize",[]]': "FormationViolation",
    '[2,"x","Authorize",{"idTag":"T"},{}]': "FormationViolation",
    '[2,"x",5,{}]': "FormationViolation",
    '[2,"x"]': "FormationViolation",
    '[2,"x","Heartbeat"': "FormationViolation",
    '[2,"x","Heartbeat",{}][]': "FormationViolation",
    '[2,"x","Heartbeat",{},]': "FormationViolation",
    '[2,"x","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}]': "FormationViolation",
    DEEP.replace('"d"', '"x"') % ("[" * 20, "]" * 20): "FormationViolation",
}


@pytest.mark.parametrize("text,code", ERRORS.items(), ids=ERRORS.keys())
def test_a_call_that_cannot_be_read_gets_its_call_error_and_a_rejected_record(wire, tap, name, text, code):
    wire.text(text)
    answer = json.loads(wire.read_text())
    assert answer[:3] == [4, "x", code] and len(answer) == 5
    assert tap.rejected(name)[0].value == text.encode()
    assert beats(wire)


SILENT = {
    "no JSON": b"hello",
    "an empty frame": b"",
    "blanks": b"   ",
    "an object": b'{"a":1}',
    "a number": b"12",
    "an empty array": b"[]",
    "an unknown message type": b'[7,"x",{}]',
    "a message type that is text": b'["2","x","Heartbeat",{}]',
    "brackets without end": b"[" * 50000,
    "a message type of 400 digits": b"[" + b"2" * 400 + b',"x","Heartbeat",{}]',
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_has_no_id_gets_no_answer_but_a_rejected_record_with_its_bytes(wire, tap, name, text):
    wire.text(text)
    assert beats(wire)  # the first thing that comes back is the answer to the heartbeat
    assert tap.rejected(name)[0].value == text


@pytest.mark.parametrize("text", ['[3,"nobody",{}]', '[4,"nobody","GenericError","",{}]', '[4,"nobody"]', "[3]"])
def test_an_answer_to_nothing_is_never_answered(wire, text):
    wire.text(text)
    assert beats(wire)


def test_garbage_without_end_closes_the_session(wire, tap, name):
    for _ in range(10):
        wire.text("garbage")
    assert wire.read_close() == 1002
    assert len(tap.rejected(name, count=10)) == 10
    assert tap.event(name, "station.disconnected").json["reason"] == "protocol_error"


NOT_UTF8 = {
    "bytes that begin no character": b"x\xff\xfe",
    "an overlong encoding": b"\xc0\xaf",
    "half a surrogate pair": b"\xed\xa0\x80",
}


@pytest.mark.parametrize("octets", NOT_UTF8.values(), ids=NOT_UTF8.keys())
def test_text_that_is_not_utf8_becomes_an_event_and_its_bytes_are_kept(wire, tap, name, octets):
    text = b'[2,"m","Authorize",{"idTag":"' + octets + b'"}]'
    wire.send(frame(text))
    assert json.loads(wire.read_text())[:2] == [3, "m"]
    event = tap.event(name, "authorization.requested").json
    assert "\ufffd" in event["idTag"] and event["faults"][0]["effect"] == "converted"
    kept = tap.rejected(name)[0]
    assert kept.value == text and kept.header("ocppgw_error_code") == "repaired"


def test_a_binary_message_is_kept_before_the_session_ends(wire, tap, name):
    wire.send(frame(b'[2,"x","Heartbeat",{}]', opcode=BINARY))
    assert wire.read_close() == 1003
    kept = tap.rejected(name)[0]
    assert kept.value == b'[2,"x","Heartbeat",{}]' and kept.header("ocppgw_error_code") == "binary"


CLOSES = {
    "a binary frame": (frame(b'[2,"x","Heartbeat",{}]', opcode=BINARY), 1003),
    "an unmasked frame": (frame(b'[2,"x","Heartbeat",{}]', masked=False), 1002),
    "a compressed frame that was never agreed on": (frame(zlib.compress(b'[2,"x","Heartbeat",{}]'), reserved=4), 1002),
    "a reserved bit": (frame(b"[]", reserved=1), 1002),
    "an unknown opcode": (frame(b"", opcode=3), 1002),
    "a continuation of nothing": (frame(b"[]", opcode=0), 1002),
    "a fragmented ping": (frame(b"", opcode=9, final=False), 1002),
    "a ping of 126 bytes": (frame(b"p" * 126, opcode=9), 1002),
    "a message of 1 MiB": (frame(b'[2,"x","DataTransfer",{"vendorId":"v","data":"' + b"a" * 2**20 + b'"}]'), 1009),
    "a claim of 2^62 bytes": (frame(b"x", length=2**62), 1009),
    "a length with the highest bit set": (frame(b"x", length=2**63), 1009),
}


@pytest.mark.parametrize("data,code", CLOSES.values(), ids=CLOSES.keys())
def test_a_frame_that_breaks_websocket_closes_with_its_code(wire, tap, name, data, code):
    wire.send(data)
    allowed = {code, 1002} if code == 1009 and len(data) < 100 else {code}
    assert wire.read_close() in allowed
    disconnected = tap.event(name, "station.disconnected").json
    assert disconnected["initiator"] == "gateway" and disconnected["code"] in allowed


def test_a_message_in_many_fragments_with_pings_between_is_one_message(wire):
    text = b'[2,"f","Heartbeat",{}]'
    wire.send(frame(text[:1], final=False))
    for i in range(1, len(text) - 1):
        wire.send(frame(text[i : i + 1], opcode=0, final=False) + frame(b"p", opcode=9))
    wire.send(frame(text[-1:], opcode=0))
    received = [wire.read_frame() for _ in range(len(text) - 1)]
    assert received[:-1] == [(10, b"p")] * (len(text) - 2)
    assert json.loads(received[-1][1])[:2] == [3, "f"]


def test_a_fragmented_message_beyond_the_limit_is_too_big_as_well(wire):
    chunk = b"a" * 65000
    wire.send(frame(b'[2,"x","DataTransfer",{"data":"', final=False))
    for _ in range(16):
        try:
            wire.send(frame(chunk, opcode=0, final=False))
        except (BrokenPipeError, ConnectionResetError):
            break
    assert wire.read_close() in (1009, 1006)  # 1006: the close frame was lost as the peer reset what it did not read


@pytest.mark.parametrize("depth", [3, 100, 100000])
def test_nesting_is_refused_or_stored_but_never_followed_to_the_end(wire, tap, name, depth):
    wire.text(DEEP % ("[" * depth, "]" * depth))
    wire.text('[2,"after","Heartbeat",{}]')
    answers = []
    while not answers or json.loads(answers[-1])[1] != "after":
        answers.append(wire.read_text())
    if depth == 3:
        assert json.loads(answers[0]) == [3, "d", {"status": "UnknownVendorId"}]


def lenient(tap, wire, name, kind, text):
    """Sends a CALL that lenient validation lets through; returns its event's value."""
    wire.text(text)
    answer = json.loads(wire.read_text())
    assert answer[0] == 3, answer
    event = tap.event(name, kind)
    assert text[text.index("{") : -1].encode() in event.value
    return event.json, answer[2]


START = '[2,"s","StartTransaction",{"connectorId":1,"idTag":"T","meterStart":%s,"timestamp":"%s"}]'


@pytest.mark.parametrize(
    "number", ["9223372036854775808", "9" * 400, "-" + "9" * 400, "1e400", '"abc"', "null", "[]", "{}", "true"]
)
def test_a_start_with_a_number_of_any_kind_is_acknowledged_stored_and_flagged(wire, tap, name, number):
    value, answer = lenient(tap, wire, name, "transaction.started", START % (number, "2026-01-01T10:00:00Z"))
    assert 1 <= answer["transactionId"] <= 2147483647
    assert value["meterStartWh"] is None and any("meterStart" in fault["path"] for fault in value["faults"])


def test_a_fraction_of_a_watt_hour_is_rounded_and_flagged(wire, tap, name):
    value, _ = lenient(tap, wire, name, "transaction.started", START % ("1.5", "2026-01-01T10:00:00Z"))
    assert value["meterStartWh"] == 2 and any("meterStart" in fault["path"] for fault in value["faults"])


TIMES = [
    "",
    "yesterday",
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T25:00:00Z",
    "2026-01-01",
    "2026-01-01T10:00:00+99:99",
    "2026-01-01T10:00:00ZZ",
    "0000-00-00T00:00:00Z",
    "99999-01-01T00:00:00Z",
    "2026-01-01T10:00:00." + "9" * 400 + "X",
    "\\u0000",
    "١٢",
]


@pytest.mark.parametrize("time", TIMES)
def test_a_start_with_a_malformed_time_is_acknowledged_stored_and_flagged(wire, tap, name, time):
    value, answer = lenient(tap, wire, name, "transaction.started", START % ("1", time))
    assert 1 <= answer["transactionId"] <= 2147483647
    assert value["occurredAt"] is None and value["clock"] == "absent"
    assert any("timestamp" in fault["path"] for fault in value["faults"])


def test_duplicate_keys_are_flagged_and_the_payload_is_kept(wire, tap, name):
    value, _ = lenient(tap, wire, name, "authorization.requested", '[2,"x","Authorize",{"idTag":"first","idTag":"last"}]')
    assert value["idTag"] == "last" and value["faults"]


def test_a_frame_that_was_repaired_is_an_event_and_its_original_is_kept(wire, tap, name):
    text = b'[2,"x","Authorize",{"idTag":"A\x01B"}]'
    wire.text(text)
    assert json.loads(wire.read_text())[0] == 3
    assert tap.event(name, "authorization.requested").json["faults"]
    rejected = tap.rejected(name)[0]
    assert rejected.value == text and rejected.header("ocppgw_error_code") == "repaired"


def test_blanks_escapes_and_odd_numbers_in_a_payload_stay_as_they_are(wire, tap, name):
    payload = '{ "connectorId" : 1.0 ,\t"idTag":"\\u00e4\\/\U0001f50c", "meterStart":5e0 , "timestamp" : "2026-01-01T10:00:00.123456+02:00" }'
    wire.text(f'[2,"x","StartTransaction",{payload}]')
    assert json.loads(wire.read_text())[0] == 3
    event = tap.event(name, "transaction.started")
    assert f'"payload":{payload}'.encode() in event.value
    assert event.json["meterStartWh"] == 5 and event.json["occurredAt"] == "2026-01-01T08:00:00.123Z"


def test_a_number_as_id_comes_back_as_it_was(wire):
    wire.text('[2,12345,"Heartbeat",{}]')
    assert wire.read_text().startswith("[3,12345,")


def test_an_identical_call_gets_its_answer_again_and_is_stored_once(wire, tap, name):
    text = '[2,"same","Authorize",{"idTag":"T"}]'
    wire.text(text)
    first = wire.read_text()
    wire.text(text)
    assert wire.read_text() == first
    assert beats(wire)
    tap.event(name, "station.heartbeat")
    assert len(tap.events(name, "authorization.requested")) == 1


def test_eight_calls_at_once_are_answered_in_their_order(wire):
    for number in range(24):
        wire.text(f'[2,"n{number}","Authorize",{{"idTag":"T"}}]')
    assert [json.loads(wire.read_text())[1] for _ in range(24)] == [f"n{number}" for number in range(24)]


def test_all_that_was_refused_shows_in_the_metrics(gateway):
    wait_until(
        lambda: gateway.metric("ocppgw_sessions_closed_total", initiator="gateway", code="1009") >= 2, "closed with 1009 is counted"
    )
    assert gateway.metric("ocppgw_message_faults_total") > 0
