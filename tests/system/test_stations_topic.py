"""Station records from a compacted topic (auth.stations.topic): a backend adds, rotates and removes stations while the gateway runs."""

import contextlib
import json

import pytest
from kafka import KafkaProducer
from support.credentials import basic, record_for
from support.gateway import run
from support.net import wait_until
from support.tap import Tap
from support.wire import Wire


class Stations:
    """The backend that owns the records."""

    def __init__(self, broker, topic):
        self.topic = topic
        broker.create_topics([topic])
        broker.configure_topic(topic, cleanup_policy="compact")
        self.producer = KafkaProducer(bootstrap_servers=broker.bootstrap)

    def close(self):
        self.producer.close()

    def put(self, station, record):
        value = record if record is None else (record if isinstance(record, str) else json.dumps(record)).encode()
        self.producer.send(self.topic, key=station.encode(), value=value).get(10)


@pytest.fixture
def stations(broker, name):
    with contextlib.closing(Stations(broker, f"{name}-stations")) as backend:
        yield backend


@pytest.fixture
def gateway(make_gateway, stations):
    running = make_gateway({"auth": {"mode": "stations", "stations": {"topic": stations.topic}}})
    yield running
    running.stop()


def status(gateway, station, password):
    with Wire(gateway.plain_port) as wire:
        return wire.upgrade(f"/ocpp/{station}", Authorization=basic(station, password))[0]


def test_a_record_lets_in_is_rotated_and_removed_while_the_gateway_runs(gateway, stations):
    stations.put("A", record_for("A", "first", "--scrypt"))
    gateway.start()
    assert "stations ok" in gateway.get("/readyz?verbose")[1]
    with contextlib.closing(Tap(gateway)) as tap:
        assert status(gateway, "A", "first") == 101
        assert tap.event("A", "station.connected").json["credential"] == "key 1"
        assert status(gateway, "B", "other") == 401
        stations.put("B", record_for("B", "other", "--scrypt"))
        wait_until(lambda: status(gateway, "B", "other") == 101, "a new station is let in")

        # A rotation: both keys, then the new one alone.
        new = record_for("A", "second", "--scrypt")
        stations.put("A", {"keys": record_for("A", "first", "--scrypt")["keys"] + new["keys"]})
        wait_until(lambda: status(gateway, "A", "second") == 101, "the new key is let in")
        assert tap.security("key_rotated")[0]["station"] == "A"
        assert status(gateway, "A", "first") == 101
        stations.put("A", new)
        wait_until(lambda: status(gateway, "A", "first") == 401, "the old key is gone")

    stations.put("B", None)
    wait_until(lambda: status(gateway, "B", "other") == 401, "a station that was removed is unknown")
    assert gateway.metric("ocppgw_stations_known", source="topic") == 1

    # A process that starts anew knows all that stands in the topic.
    gateway.stop()
    gateway.start()
    assert (status(gateway, "A", "second"), status(gateway, "B", "other")) == (101, 401)


def test_a_record_that_cannot_be_used_changes_nothing_and_is_told(gateway, stations):
    stations.put("A", record_for("A", "secret", "--scrypt"))
    gateway.start()
    stations.put("A", '{"keys": [{"hash": "S3CRET"}]}')
    wait_until(lambda: gateway.metric("ocppgw_station_records_refused_total") == 1, "it is refused")
    assert status(gateway, "A", "secret") == 101
    log = gateway.log_file.read_text()
    assert "station record refused" in log and "/keys/0/hash: is none that hash-password makes" in log and "S3CRET" not in log


def test_until_the_topic_is_read_nobody_is_told_that_he_is_unknown(gateway, stations, broker):
    broker.delete_topics([stations.topic])
    gateway.start(ready=False)
    wait_until(lambda: "missing topics: " + stations.topic in gateway.get("/readyz?verbose")[1], "it is said what is missing")
    assert status(gateway, "A", "secret") == 503
    broker.create_topics([stations.topic])
    stations.put("A", record_for("A", "secret", "--scrypt"))
    wait_until(lambda: status(gateway, "A", "secret") == 101, "the topic is read", seconds=30)


def test_the_end_of_the_topic_need_not_be_a_record(gateway, stations, broker):
    """The last offset of a transaction is that of its end, which no consumer is given."""
    with contextlib.closing(KafkaProducer(bootstrap_servers=broker.bootstrap, transactional_id=stations.topic)) as writer:
        writer.init_transactions()
        writer.begin_transaction()
        writer.send(stations.topic, key=b"A", value=json.dumps(record_for("A", "secret", "--scrypt")).encode())
        writer.commit_transaction()
    gateway.start()
    assert status(gateway, "A", "secret") == 101
    assert "consumer error" not in gateway.log_file.read_text()


def test_so_many_stations_are_kept(make_gateway, stations):
    gateway = make_gateway({"auth": {"mode": "stations", "stations": {"topic": stations.topic, "limit": 1}}})
    stations.put("A", record_for("A", "secret", "--scrypt"))
    gateway.start()
    stations.put("B", record_for("B", "secret", "--scrypt"))
    wait_until(lambda: gateway.metric("ocppgw_limit_reached_total", limit="stations") == 1, "the second is refused")
    assert (status(gateway, "A", "secret"), status(gateway, "B", "secret")) == (101, 401)
    gateway.stop()


def test_the_topic_is_no_other_topic(gateway):
    checked = run("check", "-c", str(gateway.config_file), "--set", f"auth.stations.topic={gateway.topics['commands']}")
    assert checked.returncode == 78 and "must not be the topic of commands" in checked.stderr
