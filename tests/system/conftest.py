import os
import uuid
from pathlib import Path

import pytest
from support import certificates as certificate_maker
from support.broker import Broker, ExternalBroker
from support.commands import Commands
from support.gateway import BINARY, Gateway
from support.tap import Tap

CACHE = Path(os.environ.get("OCPPGW_CACHE", Path.home() / ".cache" / "ocpp-gateway"))


@pytest.fixture(scope="session")
def cache():
    return CACHE


@pytest.fixture(scope="session")
def broker(tmp_path_factory):
    bootstrap = os.environ.get("KAFKA_BOOTSTRAP")
    running = ExternalBroker(bootstrap) if bootstrap else Broker(CACHE / "kafka", tmp_path_factory.mktemp("kafka"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    return certificate_maker.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def tls(certificates):
    return certificates.client_context()


@pytest.fixture(scope="session")
def make_gateway(broker, certificates, tmp_path_factory):
    """make_gateway(overrides) makes a gateway with topics of its own; it is not started yet."""
    assert BINARY.exists(), f"{BINARY} is missing: ./dev build"
    folder = tmp_path_factory.mktemp("gateways")

    def make(overrides=None, sets=(), topics=True, bootstrap=None):
        gateway = Gateway(folder, f"t{uuid.uuid4().hex[:8]}", bootstrap or broker.bootstrap, certificates, overrides, sets)
        if topics:
            broker.create_topics(gateway.topics.values())
        return gateway

    return make


@pytest.fixture(scope="module")
def gateway(make_gateway):
    """One running gateway for all tests of a file."""
    running = make_gateway().start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def tap(gateway):
    consumer = Tap(gateway)
    yield consumer
    consumer.read_all()
    consumer.close()


@pytest.fixture(scope="module")
def commands(gateway):
    backend = Commands(gateway)
    yield backend
    backend.close()


@pytest.fixture
def name(request):
    """A station name that no other test uses."""
    return f"CP-{uuid.uuid4().hex[:8]}"
