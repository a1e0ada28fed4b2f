"""A plain Kafka consumer of all topics of one gateway. Every record it takes is checked against the contract."""

import threading
import time

from kafka import KafkaConsumer, TopicPartition

from . import contract
from .contract import CLAIMED, SECURITY

CHECKS = {"events": contract.check_event, "command_results": contract.check_result, "rejected": contract.check_rejected}


class Tap:
    def __init__(self, gateway):
        self.gateway = gateway
        self.records = {role: [] for role in CHECKS}
        self.consumer = KafkaConsumer(
            bootstrap_servers=gateway.bootstrap,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            reconnect_backoff_max_ms=500,
        )
        self.roles = {gateway.topics[role]: role for role in CHECKS}
        self.partitions = [
            TopicPartition(topic, number) for topic in self.roles for number in self.consumer.partitions_for_topic(topic)
        ]
        self.consumer.assign(self.partitions)
        self.consumer.seek_to_beginning(*self.partitions)
        self.lock = threading.Lock()  # one test thread at a time

    def close(self):
        self.consumer.close()

    def poll(self, milliseconds=100):
        """Takes what is there. Fails the test if one of the records breaks the contract."""
        with self.lock:
            taken = [self._record_of(raw) for batch in self.consumer.poll(milliseconds).values() for raw in batch]
            for record in taken:
                self.records[self.roles[record.topic]].append(record)
        for record in taken:
            CHECKS[self.roles[record.topic]](record)

    @staticmethod
    def _record_of(raw):
        return contract.Record(raw.topic, raw.partition, raw.offset, raw.timestamp, raw.key, raw.value, list(raw.headers))

    def read_all(self):
        """Everything that is in the topics now."""
        ends = self.consumer.end_offsets(self.partitions)
        deadline = time.monotonic() + 60
        while any(self.consumer.position(partition) < end for partition, end in ends.items()):
            assert time.monotonic() < deadline, "the topics cannot be read to their ends"
            self.poll()
        return self

    def wait(self, role, matches, count=1, seconds=15.0):
        """The records of this role that match, at least `count` of them."""
        deadline = time.monotonic() + seconds
        while True:
            found = [record for record in self.records[role] if matches(record)]
            if len(found) >= count:
                return found
            assert time.monotonic() < deadline, f"{len(found)} of {count} records in {role}; there are {self.summary(role)}"
            self.poll()

    def summary(self, role):
        return [f"{record.key} {record.type}" for record in self.records[role][-30:]]

    def events(self, station, kind=None, count=1, seconds=15.0):
        key = station.encode()
        return self.wait(
            "events", lambda record: record.key == key and (kind is None or record.type == f"ocpp.{kind}"), count, seconds
        )

    def event(self, station, kind, seconds=15.0):
        return self.events(station, kind, 1, seconds)[-1]

    def security(self, kind, count=1):
        """What the gateway says of its own security, as far as it has come."""
        return [one.json for one in self.wait("events", lambda one: one.type == SECURITY and one.json["kind"] == kind, count)]

    def rejected(self, key, count=1):
        wanted = key if isinstance(key, bytes) or key is None else key.encode()
        return self.wait("rejected", lambda record: record.key == wanted, count)

    def results(self, command_id, count=1, seconds=15.0):
        """Its dispatched records and its outcome."""
        wanted = lambda record: record.json["commandId"] == command_id and record.type != CLAIMED  # noqa: E731
        return self.wait("command_results", wanted, count, seconds)

    def outcome(self, command_id, seconds=15.0):
        settled = lambda record: record.json["commandId"] == command_id and "outcome" in record.json  # noqa: E731
        return self.wait("command_results", settled, 1, seconds)[0]
