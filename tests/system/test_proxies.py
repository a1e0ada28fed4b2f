"""Behind load balancers: the PROXY protocol and X-Forwarded-For, from those who are trusted, and from nobody else."""

import socket
import struct

import pytest
from support.net import wait_until
from support.tap import Tap
from support.wire import Wire

V2 = b"\r\n\r\n\0\r\nQUIT\n"


def v2(command, family=0x11, body=socket.inet_aton("192.0.2.7") + socket.inet_aton("10.0.0.1") + struct.pack(">HH", 50091, 9000)):
    return V2 + bytes([0x20 | command, family]) + struct.pack(">H", len(body)) + body


@pytest.fixture(scope="module")
def gateway(make_gateway):
    made = make_gateway()
    for listener in made.config["listeners"]:
        listener.update(trusted_proxies=["127.0.0.0/8"], proxy_protocol=True)
    made.write_config()
    made.start()
    yield made
    made.stop()


class Proxied(Wire):
    """A connection that a balancer makes for somebody, before TLS."""

    def __init__(self, port, header, tls=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.sendall(header)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_hostname="127.0.0.1")
        self.buffer = b""


@pytest.mark.parametrize(
    "header,address",
    [
        (b"PROXY TCP4 192.0.2.7 10.0.0.1 50123 9000\r\n", "192.0.2.7:50123"),
        (b"PROXY TCP6 2001:db8::7 2001:db8::1 50123 9000\r\n", "[2001:db8::7]:50123"),
        (v2(1), "192.0.2.7:50091"),
    ],
)
def test_the_event_names_the_client_with_and_without_tls(gateway, tap, tls, name, header, address):
    for number, context in enumerate((None, tls)):
        station = f"{name}-{number}"
        with Proxied(gateway.tls_port if context else gateway.plain_port, header, context).open(station):
            assert tap.event(station, "station.connected").json["remoteAddress"] == address


def test_a_header_may_come_byte_by_byte_or_together_with_the_request(gateway, tap, name):
    wire = Proxied(gateway.plain_port, b"")
    for byte in v2(1):
        wire.send(bytes([byte]))
    with wire.open(name):
        assert tap.event(name, "station.connected").json["remoteAddress"] == "192.0.2.7:50091"


@pytest.mark.parametrize("header", [v2(0, 0, b""), b"PROXY UNKNOWN\r\n"])
def test_a_balancer_may_speak_for_itself(gateway, tap, name, header):
    with Proxied(gateway.plain_port, header).open(name):
        assert tap.event(name, "station.connected").json["remoteAddress"].startswith("127.0.0.1:")


def test_probes_make_no_noise(gateway):
    before = gateway.log_file.stat().st_size
    answered = gateway.metric("ocppgw_handshakes_total", result="disconnected")
    for header in (b"", v2(0, 0, b""), v2(1)):
        Proxied(gateway.plain_port, header).socket.close()
    wait_until(lambda: gateway.metric("ocppgw_handshakes_total", result="disconnected") == answered + 3, "the probes have gone")
    assert "warning" not in gateway.log_file.read_text()[before:]


@pytest.mark.parametrize("said", [b"GET /ocpp/CP1 HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x05", b"PROXY TCP4 x\r\n", v2(1)[:-1] + b""])
def test_without_a_header_the_connection_is_closed(gateway, said):
    refused = gateway.metric("ocppgw_handshakes_total", result="bad_proxy_header")
    with Proxied(gateway.plain_port, said) as wire:
        if said == v2(1)[:-1]:
            return
        assert wire.read_to_end() == b""
    assert gateway.metric("ocppgw_handshakes_total", result="bad_proxy_header") == refused + 1


def test_who_is_not_trusted_is_not_listened_to(make_gateway, name):
    gateway = make_gateway()
    gateway.config["listeners"][0].update(trusted_proxies=["10.0.0.0/8"], proxy_protocol=True)
    gateway.write_config()
    gateway.start()
    with Proxied(gateway.plain_port, v2(1)) as wire:
        assert wire.read_to_end() == b""
    assert gateway.metric("ocppgw_handshakes_total", result="untrusted_proxy") == 1
    gateway.stop()


def test_limits_count_by_the_address_of_the_client(make_gateway):
    gateway = make_gateway({"limits": {"pending_per_address": 2}})
    gateway.config["listeners"][0].update(trusted_proxies=["127.0.0.1"], proxy_protocol=True)
    gateway.write_config()
    gateway.start()

    def client(address):
        return Proxied(gateway.plain_port, f"PROXY TCP4 {address} 10.0.0.1 50123 9000\r\n".encode())

    held = [client("192.0.2.7") for _ in range(2)]
    with client("192.0.2.7") as third:
        assert third.read_to_end() == b""
    with client("192.0.2.8").open("OTHER"):
        pass
    assert gateway.metric("ocppgw_limit_reached_total", limit="pending_per_address") == 1
    for wire in held:
        wire.socket.close()
    gateway.stop()


@pytest.mark.parametrize(
    "trusted,forwarded,address",
    [
        (["127.0.0.1"], "192.0.2.7", "192.0.2.7"),
        (["127.0.0.1"], "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        (["127.0.0.1", "10.0.0.0/8"], "203.0.113.9, 192.0.2.7, 10.1.1.1", "192.0.2.7"),
        (["127.0.0.1", "10.0.0.0/8"], "nonsense, 10.1.1.1", "10.1.1.1"),
        (["10.0.0.0/8"], "192.0.2.7", "127.0.0.1:"),
        ([], "192.0.2.7", "127.0.0.1:"),
    ],
)
def test_x_forwarded_for_counts_to_the_last_hop_that_nobody_vouches_for(make_gateway, name, trusted, forwarded, address):
    gateway = make_gateway()
    gateway.config["listeners"][0]["trusted_proxies"] = trusted
    gateway.write_config()
    gateway.start()
    tap = Tap(gateway)
    with Wire(gateway.plain_port) as wire:
        assert wire.upgrade(f"/ocpp/{name}", X_Forwarded_For=forwarded)[0] == 101
        assert tap.event(name, "station.connected").json["remoteAddress"].startswith(address)
    tap.close()
    gateway.stop()
