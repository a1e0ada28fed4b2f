"""What an operator configures shows on the wire and in Kafka: answers, validation, routes, content mode."""

import json

import pytest
from kafka import KafkaConsumer, TopicPartition
from support.contract import SECURITY
from support.net import wait_until
from support.tap import Tap
from support.wire import Wire

OCPP = {
    "heartbeat_interval": "777s",
    "answers": {"Authorize": {"idTagInfo": {"status": "Blocked"}}, "SignCertificate": {"status": "Rejected"}},
    "data_transfer_vendors": ["com.known"],
    "stations": [{"id": "STRICT", "validation": "strict"}],
}


@pytest.fixture(scope="module")
def gateway(make_gateway):
    running = make_gateway({"ocpp": OCPP, "session": {"idle_timeout": "2400s"}}).start()
    yield running
    running.stop()


def ask(gateway, name, action, payload):
    with Wire(gateway.plain_port).open(name) as wire:
        wire.text(json.dumps([2, "x", action, payload]))
        return json.loads(wire.read_text())[2:]


def test_answers_are_policy(gateway, name):
    boot = ask(gateway, name, "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})[0]
    assert boot["interval"] == 777 and boot["status"] == "Accepted"
    assert ask(gateway, name, "Authorize", {"idTag": "T"}) == [{"idTagInfo": {"status": "Blocked"}}]
    assert ask(gateway, name, "SignCertificate", {"csr": "X"}) == [{"status": "Rejected"}]


def test_a_listed_vendor_is_accepted_and_no_other(gateway, name):
    assert ask(gateway, name, "DataTransfer", {"vendorId": "com.known"}) == [{"status": "Accepted"}]
    assert ask(gateway, name, "DataTransfer", {"vendorId": "com.unknown"}) == [{"status": "UnknownVendorId"}]


ODD = {"idTag": "a tag that is far longer than twenty characters"}


def test_a_station_validated_strictly_gets_call_errors_where_others_are_let_through(gateway, tap, name):
    assert ask(gateway, "STRICT", "Authorize", ODD)[0] == "PropertyConstraintViolation"
    assert json.loads(tap.rejected("STRICT")[0].value)[3] == ODD
    assert ask(gateway, "STRICT", "Authorize", {"idTag": "T", "colour": "red"})[0] == "FormationViolation"
    assert ask(gateway, "STRICT", "StartTransaction", {"connectorId": 1})[0] == "OccurenceConstraintViolation"
    assert ask(gateway, name, "Authorize", ODD) == [{"idTagInfo": {"status": "Blocked"}}]
    assert tap.event(name, "authorization.requested").json["faults"]


def records_of(gateway, topic):
    consumer = KafkaConsumer(bootstrap_servers=gateway.bootstrap, enable_auto_commit=False)
    partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic)]
    consumer.assign(partitions)
    consumer.seek_to_beginning(*partitions)
    records = []

    def all_read():
        for batch in consumer.poll(100).values():
            records.extend(batch)
        return all(consumer.position(partition) >= end for partition, end in consumer.end_offsets(partitions).items())

    wait_until(all_read, "the end of the topic")
    consumer.close()
    return records


def test_a_route_moves_an_event_type_to_its_own_topic(broker, make_gateway, name):
    gateway = make_gateway()
    topic = f"{gateway.name}.authorizations"
    broker.create_topics([topic])
    gateway.sets.append(f"kafka.routes={{ocpp.authorization.requested: {topic}}}")
    gateway.start()
    ask(gateway, name, "Authorize", {"idTag": "T"})
    gateway.stop()
    (record,) = records_of(gateway, topic)
    assert dict(record.headers)["ce_type"] == b"ocpp.authorization.requested" and record.key == name.encode()
    tap = Tap(gateway).read_all()
    assert [(event.type, event.sequence) for event in tap.records["events"] if event.type != SECURITY] == [
        ("ocpp.station.connected", 1),
        ("ocpp.station.disconnected", 3),
    ]
    tap.close()


def test_structured_mode_puts_the_attributes_beside_the_data(make_gateway, name):
    gateway = make_gateway({"kafka": {"content_mode": "structured"}}).start()
    ask(gateway, name, "Authorize", {"idTag": "T"})
    gateway.stop()
    records = records_of(gateway, gateway.topics["events"])
    assert all(dict(record.headers)["content-type"] == b"application/cloudevents+json; charset=UTF-8" for record in records)
    events = [event for event in map(json.loads, (record.value for record in records)) if event["type"] != SECURITY]
    assert [event["type"] for event in events] == [
        "ocpp.station.connected",
        "ocpp.authorization.requested",
        "ocpp.station.disconnected",
    ]
    assert events[1]["subject"] == name and events[1]["specversion"] == "1.0" and events[1]["data"]["idTag"] == "T"
