"""What Kafka takes away from a gateway and gives back, and what stations are told meanwhile: for the binary and for the container,
whose librdkafka is another."""

import contextlib

import pytest

from .net import wait_until
from .tap import Tap
from .wire import Wire


def status(gateway, station):
    """What a station that wants in is told; it says something once it is in."""
    with Wire(gateway.plain_port) as wire:
        told = wire.upgrade(f"/ocpp/{station}")[0]
        if told == 101:
            wire.text('[2,"1","Heartbeat",{}]')
        return told


def topics_go_and_come_back(gateway, broker, name):
    assert status(gateway, name) == 101
    for role in ("events", "command_results"):
        broker.delete_topics([gateway.topics[role]])
        wait_until(lambda: status(gateway, name) == 503, "newcomers are told to come back later", seconds=30)
        assert gateway.is_ready(), "ready after the first success, whatever Kafka says"
        broker.create_topics([gateway.topics[role]])
        wait_until(lambda: status(gateway, name) == 101, "newcomers are let in again", seconds=30)
    assert gateway.process.poll() is None


def write_right_goes_and_comes_back(gateway, broker, name):
    if not broker.ours:
        pytest.skip("KAFKA_BOOTSTRAP names a broker whose rights are not ours to change")
    with broker.write_denied(gateway.topics["events"]):
        refused = Wire(gateway.plain_port).open(name)
        refused.text('[2,"1","Authorize",{"idTag":"T"}]')
        wait_until(lambda: gateway.metric("kafka_fault", fault="refused") == 1, "the refusal is seen", seconds=30)
        told = gateway.get("/readyz?verbose")[1]
        assert f"{gateway.topics['events']} (TOPIC_AUTHORIZATION_FAILED)" in told
        assert status(gateway, name + "-2") == 503
    refused.socket.close()
    with contextlib.closing(Tap(gateway)) as tap:
        wait_until(lambda: status(gateway, name) == 101, "newcomers are let in again", seconds=30)
        assert tap.event(name, "station.connected", seconds=30)
    wait_until(lambda: gateway.metric("kafka_connected") == 1, "Kafka is well")
    assert gateway.process.poll() is None and gateway.metric("ocppgw_events_dropped_total") == 0
