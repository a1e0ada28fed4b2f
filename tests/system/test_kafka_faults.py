"""What Kafka refuses: topics that are deleted, and records that are too large for their topic."""

import base64
import contextlib
import random
import time

import pytest
from support.commands import Commands
from support.net import wait_until
from support.outage import topics_go_and_come_back, write_right_goes_and_comes_back
from support.tap import Tap
from support.wire import Wire


# Topics hold records to their size after compression.
def incompressible(length):
    return base64.b64encode(random.Random(1).randbytes(length)).decode()[:length]


@pytest.fixture
def gateway(make_gateway):
    running = make_gateway().start()
    yield running
    if running.process.poll() is None:
        running.kill()


def test_topics_deleted_and_made_again_turn_stations_away_and_end_nobody(gateway, broker, name):
    topics_go_and_come_back(gateway, broker, name)


def test_a_write_right_withdrawn_and_given_back_turns_stations_away_and_loses_nothing(broker, gateway, name):
    write_right_goes_and_comes_back(gateway, broker, name)


def test_the_rejected_topic_is_named_where_it_refuses_too(broker, gateway, name):
    if not broker.ours:
        pytest.skip("KAFKA_BOOTSTRAP names a broker whose rights are not ours to change")
    with broker.write_denied(gateway.topics["rejected"]), Wire(gateway.plain_port).open(name) as wire:
        wire.text("garbage")
        wait_until(lambda: gateway.metric("kafka_fault", fault="refused") == 1, "the refusal is seen", seconds=30)
        assert f"{gateway.topics['rejected']} (TOPIC_AUTHORIZATION_FAILED)" in gateway.get("/readyz?verbose")[1]

    def is_well():
        with Wire(gateway.plain_port) as wire:  # what is stored there again ends the fault
            if wire.upgrade(f"/ocpp/{name}")[0] == 101:
                wire.text("garbage")
                wire.text('[2,"1","Heartbeat",{}]')
                wire.read_frame()  # the answer, or the close while rights are not back yet
        return gateway.metric("kafka_connected") == 1

    wait_until(is_well, "Kafka is well", seconds=30)


def test_without_kafka_sigterm_ends_in_time_with_1_and_says_what_was_not_stored(broker, make_gateway, name):
    if not broker.ours:
        pytest.skip("KAFKA_BOOTSTRAP names a broker that is not ours to stop")
    gateway = make_gateway({"drain": {"grace": "50ms", "flush": "2s"}}).start()
    wire = Wire(gateway.plain_port).open(name)
    wire.text('[2,"1","Authorize",{"idTag":"T"}]')
    assert wire.read_text().startswith("[3,")
    broker.kill()
    try:
        began = time.monotonic()
        gateway.terminate()
        assert wire.read_close() == 1001
        wire.socket.close()
        assert gateway.process.wait(20) == 1
        assert time.monotonic() - began < 6
    finally:
        broker.start()
    log = gateway.log_tail(40)
    assert "not stored at the end type=ocpp.station.disconnected records=1" in log, log
    assert "stopped with records that Kafka did not acknowledge records=1" in log, log
    assert gateway.dropped() == 1


def test_kafka_lost_and_back_is_one_line_each_and_named_meanwhile(broker, gateway):
    if not broker.ours:
        pytest.skip("KAFKA_BOOTSTRAP names a broker that is not ours to stop")
    broker.kill()
    try:
        wait_until(lambda: gateway.metric("kafka_fault", fault="unreachable") == 1, "the outage is seen")
        assert gateway.metric("kafka_connected") == 0
        assert "[+]kafka ok, but lost since " in gateway.get("/readyz?verbose")[1]
    finally:
        broker.start()
    wait_until(lambda: gateway.metric("kafka_connected") == 1, "and so is its end")
    log = gateway.log_file.read_text()
    assert log.count("Kafka is lost") == 1 and log.count("Kafka is back") == 1


def test_too_few_replicas_are_named(broker, make_gateway, name):
    gateway = make_gateway()
    broker.configure_topic(gateway.topics["events"], min_insync_replicas=2)
    gateway.start()
    wait_until(lambda: gateway.metric("kafka_fault", fault="not_enough_replicas") == 1, "the fault is seen")
    assert f"too few replicas in sync: {gateway.topics['events']} (1 of 2)" in gateway.get("/readyz?verbose")[1]
    assert "min.insync.replicas is above the replication factor" in gateway.log_file.read_text()
    gateway.stop()


def test_topics_that_take_small_batches_get_small_batches(gateway, broker, name):
    with contextlib.closing(Tap(gateway)) as tap, Wire(gateway.plain_port).open(name) as wire:
        broker.configure_topic(gateway.topics["events"], max_message_bytes=3000)
        for number in range(200):
            wire.text(f'[2,"{number}","Heartbeat",{{}}]')
            wire.read_text()
        assert len(tap.events(name, "station.heartbeat", count=200, seconds=30)) == 200
        assert gateway.metric("ocppgw_events_dropped_total") == 0


def test_an_outcome_too_large_for_its_topic_is_stored_in_its_smaller_form_and_its_neighbours_as_they_are(gateway, broker, name):
    broker.configure_topic(gateway.topics["command_results"], max_message_bytes=2500)
    backend = Commands(gateway)
    with contextlib.closing(Tap(gateway)) as tap:
        large = backend.send(name, "DataTransfer", {"vendorId": "v", "data": incompressible(6000)})
        small = [backend.send(name, "ClearCache", {}) for _ in range(20)]
        assert tap.outcome(large, seconds=30).json["outcome"] == "offline"
        assert "request" in tap.outcome(large).json["omitted"]
        for command_id in small:
            outcome = tap.outcome(command_id).json
            assert outcome["outcome"] == "offline" and "omitted" not in outcome
        wait_until(lambda: backend.uncommitted() == 0, "all offsets are committed")
    backend.close()


def test_a_cut_of_half_a_second_is_over_soon_after_it(broker, make_gateway, name):
    """librdkafka waits up to 10 s before it connects again, unless told otherwise."""
    gateway = make_gateway(bootstrap=broker.linked_bootstrap).start()
    took = []
    with Wire(gateway.plain_port).open(name) as wire:
        for number in range(4):
            wire.text(f'[2,"before{number}","StatusNotification",{{"connectorId":1,"errorCode":"NoError","status":"Available"}}]')
            assert wire.read_text().startswith(f'[3,"before{number}"')
            broker.link.cut(0.5)
            begin = time.monotonic()
            wire.text(f'[2,"after{number}","StatusNotification",{{"connectorId":1,"errorCode":"NoError","status":"Available"}}]')
            assert wire.read_text().startswith(f'[3,"after{number}"')
            took.append(time.monotonic() - begin)
    print("seconds from the end of the cut to the answer:", [round(one, 2) for one in took])
    assert max(took) < 3
    gateway.stop()
