"""A back end: writes command records as any Java service would (murmur2 partitioner), and reads the committed offsets."""

import json
import uuid

from kafka import KafkaConsumer, KafkaProducer, TopicPartition


class Commands:
    def __init__(self, gateway):
        self.topic, self.group, self.bootstrap = gateway.topics["commands"], gateway.group, gateway.bootstrap
        self.producer = KafkaProducer(bootstrap_servers=gateway.bootstrap)

    def close(self):
        self.producer.close()

    def raw(self, key, value, headers=()):
        encode = lambda text: text.encode() if isinstance(text, str) else text  # noqa: E731
        return self.producer.send(self.topic, key=encode(key), value=encode(value), headers=list(headers)).get(10)

    def send(self, station, action, payload, headers=(), **envelope):
        """Returns the commandId."""
        command = {"commandId": str(uuid.uuid4()), "action": action, "payload": payload, **envelope}
        self.raw(station, json.dumps(command), headers)
        return command["commandId"]

    def uncommitted(self):
        """How many command records lie behind the committed offsets."""
        consumer = KafkaConsumer(bootstrap_servers=self.bootstrap, group_id=self.group, enable_auto_commit=False)
        try:
            partitions = [TopicPartition(self.topic, number) for number in consumer.partitions_for_topic(self.topic)]
            ends = consumer.end_offsets(partitions)
            return sum(end - (consumer.committed(partition) or 0) for partition, end in ends.items())
        finally:
            consumer.close()
