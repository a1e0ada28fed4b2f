"""P1, acknowledged means stored: kill the gateway or the broker at any instant, and no acknowledged message is missing.
P7, a repeated StartTransaction gets the same transactionId and event id, also from another process."""

import asyncio
import json
import random

import pytest
from support.audit import broken_promises
from support.load import Load
from support.net import wait_until
from support.tap import Tap
from support.wire import TEXT, Wire

SEED = 20260101


def stored_events(gateway):
    tap = Tap(gateway).read_all()
    tap.close()
    return tap.records["events"]


def check(load, gateway, at_least):
    promises = load.promises()
    assert len(promises) >= at_least, "too little was answered for this test to mean anything"
    assert broken_promises(promises, stored_events(gateway)) == []


def test_the_gateway_killed_ten_times_under_load_loses_nothing_it_acknowledged(make_gateway):
    gateway = make_gateway().start()
    dice = random.Random(SEED)

    async def live():
        async with Load(gateway.url, 8, SEED) as load:
            for _ in range(10):
                await load.more(50)
                await asyncio.sleep(dice.random() * 0.5)
                await asyncio.to_thread(gateway.kill)
                await asyncio.to_thread(gateway.start)
            await load.more(50)
            return load

    load = asyncio.run(live())
    check(load, gateway, at_least=550)
    gateway.stop()


def test_the_broker_killed_under_load_loses_nothing_that_was_acknowledged(broker, make_gateway):
    if not broker.ours:
        pytest.skip("KAFKA_BOOTSTRAP names a broker that is not ours to kill")
    gateway = make_gateway().start()

    async def live():
        async with Load(gateway.url, 8, SEED) as load:
            await load.more(500)
            await asyncio.to_thread(broker.kill)
            answered = load.answered
            await asyncio.sleep(2)
            assert load.answered <= answered + 8, "answers went out while there was no broker"
            await asyncio.to_thread(broker.start)
            await load.more(500, seconds=120)
            return load

    load = asyncio.run(live())
    check(load, gateway, at_least=1000)
    gateway.stop()


START = '[2,"%s","StartTransaction",{"connectorId":%s,"idTag":"%s","meterStart":1000,"timestamp":"%s"}]'


def start(gateway, name, unique_id, connector="1", tag="04B0267AE05C87", timestamp="2026-01-01T10:00:00Z"):
    with Wire(gateway.plain_port).open(name) as wire:
        wire.text(START % (unique_id, connector, tag, timestamp))
        return json.loads(wire.read_text())[2]["transactionId"]


def test_a_repeated_start_after_a_crash_gets_the_same_transaction_and_the_same_event(make_gateway, name):
    gateway = make_gateway().start()
    first = start(gateway, name, "before")
    gateway.kill()
    gateway.start()
    assert start(gateway, name, "after") == first
    assert start(gateway, name, "spelt-otherwise", tag="04b0267ae05c87", timestamp="2026-01-01T11:00:00.000+01:00") == first
    others = {
        start(gateway, name, "connector", connector="2"),
        start(gateway, name, "tag", tag="OTHER"),
        start(gateway, name, "time", timestamp="2026-01-01T10:00:01Z"),
        start(gateway, name + "-2", "station"),
    }
    assert len(others | {first}) == 5
    events = [event for event in stored_events(gateway) if event.type == "ocpp.transaction.started" and event.station == name]
    assert len({event.header("ce_id") for event in events[:3]}) == 1 and len({event.header("ce_id") for event in events}) == 4
    gateway.stop()


def test_without_kafka_nothing_is_acknowledged_and_the_station_is_sent_away_with_1011(broker, make_gateway, name):
    if not broker.ours:
        pytest.skip("KAFKA_BOOTSTRAP names a broker that is not ours to stop")
    gateway = make_gateway({"kafka": {"delivery_timeout": "2s"}}).start()
    with Wire(gateway.plain_port).open(name) as wire:
        wire.text('[2,"a","Authorize",{"idTag":"T"}]')
        assert wire.read_text().startswith("[3,")
        broker.kill()
        try:
            wire.text('[2,"h","Heartbeat",{}]')
            assert wire.read_text().startswith('[3,"h"')  # its answer is no promise
            wire.text('[2,"b","Authorize",{"idTag":"U"}]')
            assert wire.read_close() == 1011
        finally:
            broker.start()

    def repeated():
        """What a station does: connect again, say it again, until it is answered."""
        with Wire(gateway.plain_port) as again:
            if again.upgrade(f"/ocpp/{name}")[0] != 101:
                return False
            again.text('[2,"c","Authorize",{"idTag":"U"}]')
            opcode, payload = again.read_frame()
            return opcode == TEXT and payload.startswith(b'[3,"c"')

    wait_until(repeated, "the repeated message is answered", seconds=60, pause=0.5)
    gateway.stop()
