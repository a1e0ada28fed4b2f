"""A real Apache Kafka: one KRaft node from the jars in the cache, on ports of its own."""

import contextlib
import signal
import subprocess

from kafka import KafkaAdminClient
from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ConfigResource,
    ConfigResourceType,
    NewTopic,
    ResourcePattern,
    ResourceType,
)
from kafka.errors import KafkaError

from .link import Link
from .net import free_port, wait_until

PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},LINKED://127.0.0.1:{linked},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},LINKED://127.0.0.1:{link}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,LINKED:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs={folder}/data
auto.create.topics.enable=false
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=true
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
"""


class ExternalBroker:
    """The broker that KAFKA_BOOTSTRAP names; it belongs to somebody else and is never stopped."""

    ours = False

    def __init__(self, bootstrap):
        self.bootstrap = bootstrap

    def stop(self):
        pass

    def create_topics(self, names, partitions=3):
        with contextlib.closing(KafkaAdminClient(bootstrap_servers=self.bootstrap)) as admin:
            admin.create_topics([NewTopic(name, partitions, 1) for name in names])

    def delete_topics(self, names):
        with contextlib.closing(KafkaAdminClient(bootstrap_servers=self.bootstrap)) as admin:
            admin.delete_topics(list(names))

    def configure_topic(self, name, **properties):
        """configure_topic("t", max_message_bytes=400)"""
        values = {key.replace("_", "."): str(value) for key, value in properties.items()}
        with contextlib.closing(KafkaAdminClient(bootstrap_servers=self.bootstrap)) as admin:
            admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, values)])


class Broker(ExternalBroker):
    ours = True

    def __init__(self, jars, folder):
        self.folder, self.classpath = folder, f"{jars}/*"
        self.port = free_port()
        super().__init__(f"127.0.0.1:{self.port}")
        self.properties = folder / "server.properties"
        self.link = Link()  # the way to the broker that can be cut
        self.link.target = free_port()
        self.linked_bootstrap = f"127.0.0.1:{self.link.port}"
        self.properties.write_text(
            PROPERTIES.format(
                port=self.port, controller=free_port(), linked=self.link.target, link=self.link.port, folder=folder
            )
        )
        self.log = open(folder / "broker.log", "ab")
        subprocess.run(
            self._java("kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", str(self.properties)),
            check=True,
            stdout=self.log,
            stderr=self.log,
        )
        self.start()

    def _java(self, main, *arguments):
        return ["java", "-Xmx512m", "-XX:+UseSerialGC", "-cp", self.classpath, main, *arguments]

    def start(self):
        self.process = subprocess.Popen(self._java("kafka.Kafka", str(self.properties)), stdout=self.log, stderr=self.log)
        wait_until(self._answers, lambda: f"the broker answers, see {self.log.name}", seconds=180, pause=0.1)

    def _answers(self):
        assert self.process.poll() is None, f"the broker ended, see {self.log.name}"
        try:
            KafkaAdminClient(bootstrap_servers=self.bootstrap, bootstrap_timeout_ms=1000).close()
            return True
        except KafkaError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    @contextlib.contextmanager
    def write_denied(self, topic):
        """Nobody may write to the topic meanwhile; all else is as it was."""
        where = ResourcePattern(ResourceType.TOPIC, topic)
        acls = [
            ACL("User:ANONYMOUS", "*", ACLOperation.ALL, ACLPermissionType.ALLOW, where),
            ACL("User:ANONYMOUS", "*", ACLOperation.WRITE, ACLPermissionType.DENY, where),
        ]
        with contextlib.closing(KafkaAdminClient(bootstrap_servers=self.bootstrap)) as admin:
            assert not admin.create_acls(acls)["failed"]
            try:
                yield
            finally:
                admin.delete_acls(acls)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        self.log.close()
