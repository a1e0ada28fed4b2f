"""Whatever connects to the ports: an HTTP status, a TLS alert or a close within the time limit; a neighbour never notices (P8)."""

import contextlib
import os
import socket
import time

import pytest
from support.net import wait_until
from support.wire import Wire


@pytest.fixture(scope="module")
def gateway(make_gateway):
    running = make_gateway({"limits": {"handshake_timeout": "1500ms", "sessions": 3, "header_size": "4KiB"}}).start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def others_are_untouched(gateway, tap):
    with Wire(gateway.plain_port).open("NEIGHBOUR") as neighbour:
        yield
        neighbour.text('[2,"n","Authorize",{"idTag":"T"}]')
        assert neighbour.read_text().startswith('[3,"n"')


def status_of(gateway, data):
    with Wire(gateway.plain_port) as wire:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            wire.send(data)
        return wire.read_head()[0]


GARBAGE = {
    "no HTTP": b"hello\r\n\r\n",
    "zeroes": b"\0" * 100 + b"\r\n\r\n",
    "no version": b"GET /ocpp/X\r\n\r\n",
    "a header without a colon": b"GET /ocpp/X HTTP/1.1\r\nnonsense\r\n\r\n",
    "a header name with blanks": b"GET /ocpp/X HTTP/1.1\r\nHo st: a\r\n\r\n",
    "a ClientHello on the plain port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 600,
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_on_the_plain_port_ends_with_400_or_a_close(gateway, data):
    with Wire(gateway.plain_port) as wire:
        wire.send(data)
        started = time.monotonic()
        answer = wire.read_to_end()
        assert answer == b"" or answer.split()[1] == b"400", answer
        assert time.monotonic() - started < 5


@pytest.mark.parametrize("size", [8 * 1024, 200 * 1024])
def test_a_header_beyond_the_limit_is_refused(gateway, size):
    data = b"GET /ocpp/X HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * size + b"\r\n\r\n"
    with Wire(gateway.plain_port) as wire:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            wire.send(data)
        answer = wire.read_to_end()
        assert answer == b"" or answer.split()[1] in (b"431", b"400"), answer[:100]


@pytest.mark.parametrize(
    "data", [os.urandom(500), b"GET /ocpp/X HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x05hello", b"\x15\x03\x03\x00\x02\x02\x28"]
)
def test_garbage_on_the_tls_port_ends_with_an_alert_or_a_close(gateway, data):
    with Wire(gateway.tls_port) as wire:
        wire.send(data)
        answer = wire.read_to_end()
        assert answer == b"" or answer[0] == 0x15, answer
    wait_until(lambda: gateway.metric("ocppgw_handshakes_total", result="tls_error") > 0, "counted as tls_error")


@pytest.mark.parametrize(
    "port,first",
    [
        ("plain_port", b""),
        ("plain_port", b"G"),
        ("plain_port", b"GET /ocpp/X HTTP/1.1\r\n"),
        ("tls_port", b""),
        ("tls_port", b"\x16\x03\x01"),
    ],
)
def test_a_client_that_says_nothing_more_is_cut_at_the_time_limit(gateway, port, first):
    started = time.monotonic()
    with Wire(getattr(gateway, port)) as wire:
        wire.send(first)
        wire.read_to_end()
    assert 1.0 < time.monotonic() - started < 6


def test_a_client_that_drips_its_header_is_cut_at_the_time_limit(gateway):
    started = time.monotonic()
    with Wire(gateway.plain_port, seconds=0.2) as wire, contextlib.suppress(BrokenPipeError, ConnectionResetError):
        while time.monotonic() - started < 10:
            wire.send(b"G")
            with contextlib.suppress(TimeoutError):
                if wire.socket.recv(1000) == b"":
                    break
    assert time.monotonic() - started < 6


def test_many_who_connect_and_leave_leave_nothing_behind(gateway):
    before = gateway.metric("process_open_fds")
    for number in range(300):
        with socket.create_connection(("127.0.0.1", gateway.tls_port if number % 2 else gateway.plain_port)) as probe:
            if number % 3 == 0:
                probe.sendall(b"\x16\x03\x01")
    wait_until(lambda: gateway.metric("process_open_fds") <= before + 2, "all descriptors are closed again")


def test_beyond_the_limit_of_sessions_a_newcomer_is_told_503_and_gets_in_later(gateway, name):
    with contextlib.ExitStack() as stack:
        for number in range(2):
            stack.enter_context(Wire(gateway.plain_port)).open(f"{name}-{number}")
        with Wire(gateway.plain_port) as wire:
            assert wire.upgrade(f"/ocpp/{name}")[0] == 503

    def gets_in():
        with Wire(gateway.plain_port) as wire:
            return wire.upgrade(f"/ocpp/{name}")[0] == 101

    wait_until(gets_in, "a place gets free")
