"""The main job with an independent client over TLS: a station's day in, its events in Kafka, every command back down."""

import asyncio

import pytest
from ocpp.v16 import call
from support.samples import COMMANDS, METER_VALUE
from support.stations import station

START = {"connector_id": 1, "id_tag": "04B0267AE05C87", "meter_start": 1000, "timestamp": "2026-01-01T10:00:00Z"}


async def a_day(speaker):
    """Every action that a station sends; returns the answers by action."""
    answers = {}

    async def say(message):
        answers[type(message).__name__] = await speaker.call(message, suppress=False)

    await say(
        call.BootNotification(charge_point_vendor="Vendor", charge_point_model="Model", firmware_version="1.2.3", iccid="8949")
    )
    for connector in (0, 1):
        await say(
            call.StatusNotification(
                connector_id=connector, error_code="NoError", status="Available", timestamp="2026-01-01T09:59:00Z"
            )
        )
    await say(call.Heartbeat())
    await say(call.Authorize(id_tag=START["id_tag"]))
    await say(call.StartTransaction(**START))
    transaction = answers["StartTransaction"].transaction_id
    await say(call.MeterValues(connector_id=1, transaction_id=transaction, meter_value=METER_VALUE))
    await say(
        call.StopTransaction(
            transaction_id=transaction,
            meter_stop=9000,
            timestamp="2026-01-01T11:00:00Z",
            id_tag=START["id_tag"],
            transaction_data=METER_VALUE,
        )
    )
    await say(call.DataTransfer(vendor_id="com.example", message_id="m", data='{"n":1}'))
    await say(call.DiagnosticsStatusNotification(status="Uploaded"))
    await say(call.FirmwareStatusNotification(status="Installed"))
    await say(call.LogStatusNotification(status="Uploaded", request_id=1))
    await say(call.SecurityEventNotification(type="StartupOfTheDevice", timestamp="2026-01-01T09:58:00Z", tech_info="boot"))
    await say(call.SignCertificate(csr="-----BEGIN CERTIFICATE REQUEST-----"))
    await say(call.SignedFirmwareStatusNotification(status="Installed", request_id=2))
    return answers


EVENTS_OF_A_DAY = [
    "station.connected",
    "station.booted",
    "station.status_reported",
    "connector.status_reported",
    "station.heartbeat",
    "authorization.requested",
    "transaction.started",
    "meter.sampled",
    "transaction.ended",
    "data_transfer.received",
    "diagnostics.status_reported",
    "firmware.status_reported",
    "log.status_reported",
    "security.event_reported",
    "certificate.signing_requested",
    "firmware.status_reported",
    "station.disconnected",
]


@pytest.fixture(scope="module")
def day(gateway, tap, tls):
    async def live():
        async with station(gateway.tls_url, "DAY-1", tls) as speaker:
            return await a_day(speaker), speaker

    answers, speaker = asyncio.run(live())
    events = tap.events("DAY-1", count=len(EVENTS_OF_A_DAY))
    return answers, speaker, events


def test_every_action_of_a_station_is_answered_with_a_payload_the_library_finds_valid(day):
    answers, _, _ = day
    assert answers["BootNotification"].status == "Accepted" and answers["BootNotification"].interval == 300
    assert answers["BootNotification"].current_time.endswith("Z")
    assert answers["Authorize"].id_tag_info["status"] == "Accepted"
    assert 1 <= answers["StartTransaction"].transaction_id <= 2147483647
    assert answers["DataTransfer"].status == "UnknownVendorId"
    assert answers["SignCertificate"].status in ("Accepted", "Rejected")


def test_a_day_becomes_these_events_in_this_order_numbered_without_a_hole(day):
    _, _, events = day
    assert [event.type.removeprefix("ocpp.") for event in events] == EVENTS_OF_A_DAY
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert len({event.header("ce_sessionid") for event in events}) == 1
    assert len({event.header("ce_id") for event in events}) == len(events)
    assert len({event.partition for event in events}) == 1


def test_the_payload_in_the_event_is_byte_for_byte_what_the_station_sent(day):
    _, speaker, events = day
    from_calls = [event for event in events if "ocpp" in event.json]
    assert len(from_calls) == len(speaker.frames.sent) == len(EVENTS_OF_A_DAY) - 2
    for event, frame in zip(from_calls, speaker.frames.sent):
        head = f'[2,"{event.json["ocpp"]["messageId"]}","{event.json["ocpp"]["action"]}",'
        assert frame.startswith(head)
        payload = frame[len(head) : -1]
        assert f'"payload":{payload}'.encode() in event.value


def test_the_event_says_what_the_station_was_told(day):
    answers, speaker, events = day
    started = next(event for event in events if event.type == "ocpp.transaction.started")
    assert started.json["answer"]["by"] == "policy" and started.json["answer"]["type"] == "result"
    assert (
        started.json["answer"]["payload"]["transactionId"]
        == answers["StartTransaction"].transaction_id
        == started.json["transactionId"]
    )


def test_a_transaction_joins_start_readings_and_end(day):
    _, _, events = day
    by_type = {event.type.removeprefix("ocpp."): event.json for event in events}
    started, sampled, ended = by_type["transaction.started"], by_type["meter.sampled"], by_type["transaction.ended"]
    assert started["transactionId"] == sampled["transactionId"] == ended["transactionId"]
    assert sampled["transactionIdState"] == ended["transactionIdState"] == "valid"
    assert started["connector"] == sampled["connector"] == 1 and "connector" not in ended
    assert started["meterStartWh"] == 1000 and ended["meterStopWh"] == 9000 and ended["reason"] == "Local"
    assert started["occurredAt"] == "2026-01-01T10:00:00.000Z" and started["clock"] == "ok"
    samples = sampled["readings"][0]["samples"]
    assert [sample["value"] for sample in samples] == [1500, 1500, 16.1, 21.5]
    assert [sample["unit"] for sample in samples] == ["Wh", "Wh", "A", "Celsius"]
    assert samples[0]["measurand"] == "Energy.Active.Import.Register" and "measurand" in samples[0]["assumed"]
    assert samples[1]["raw"] == {"value": "1.5", "unit": "kWh"} and "raw" not in samples[2]
    assert ended["readings"] == sampled["readings"]


def test_the_session_tells_how_it_came_and_went(day):
    _, _, events = day
    connected, disconnected = events[0].json, events[-1].json
    assert connected["subprotocol"] == "ocpp1.6"
    assert (disconnected["lastSequence"], disconnected["lastDelivered"]) == (len(events), len(events) - 1)


def test_all_commands_reach_the_station_and_come_back_answered(gateway, tap, commands, tls, name):
    async def live():
        async with station(gateway.tls_url, name, tls) as speaker:
            await speaker.call(call.BootNotification(charge_point_vendor="V", charge_point_model="M"), suppress=False)
            sent = {}
            for action, (request, _) in COMMANDS.items():  # at most 16 wait at a time
                sent[action] = await asyncio.to_thread(commands.send, name, action, request, [("trace", action.encode())])
                await asyncio.to_thread(tap.outcome, sent[action])
            return sent, speaker

    sent, speaker = asyncio.run(live())
    assert len(sent) == 26
    assert [action for action, _ in speaker.requests] == list(COMMANDS)
    for action, command_id in sent.items():
        dispatched, outcome = tap.results(command_id, count=2)
        request, answer = COMMANDS[action]
        assert dispatched.type == "ocpp.command.dispatched" and outcome.type == "ocpp.command.answered", outcome.json
        assert dispatched.partition == outcome.partition and dispatched.offset < outcome.offset
        value = outcome.json
        assert value["action"] == action and value["response"] == answer and value.get("status") == answer.get("status")
        if action not in ("GetDiagnostics", "UpdateFirmware"):
            assert value["request"] == request
        assert value["sessionId"] == dispatched.json["sessionId"]
        assert outcome.header("trace") == action  # a back end's own headers come back


def test_outcomes_lie_where_a_java_producer_puts_the_same_key(gateway, tap, commands, name):
    written = commands.raw(name, '{"commandId":"' + name + '","action":"ClearCache","payload":{}}')
    assert tap.outcome(name).partition == written.partition
