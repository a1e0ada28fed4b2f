"""What one peer does to others: two devices with one name, guessing, file descriptors; and the audit that says so."""

import json
import resource

import pytest
from support.credentials import basic, record_for
from support.net import wait_until
from support.tap import Tap
from support.wire import Wire


def test_two_devices_with_one_name_are_damped(make_gateway, name):
    gateway = make_gateway({"limits": {"takeovers": 3}}).start()
    tap = Tap(gateway)
    with Wire(gateway.plain_port) as first:
        first.open(name)
        statuses = []
        held = []
        for _ in range(10):
            wire = Wire(gateway.plain_port)
            held.append(wire)
            statuses.append(wire.upgrade(f"/ocpp/{name}"))
        assert [status for status, _ in statuses] == [101] * 3 + [503] * 7
        assert 10 <= int(statuses[-1][1]["retry-after"]) <= 60
        with Wire(gateway.plain_port).open(f"{name}-other"):
            pass
        wait_until(lambda: gateway.metric("ocppgw_takeovers_total") == 3, "three takeovers")
        assert gateway.metric("ocppgw_limit_reached_total", limit="takeovers") == 7
        assert len(tap.security("takeover_refused", 7)) == 7
        taken = tap.security("takeover", 3)
        assert len(taken) == 3 and taken[0]["station"] == name
        assert taken[0]["remoteAddress"].startswith("127.0.0.1:") and "127.0.0.1:" in taken[0]["detail"]
        for wire in held:
            wire.socket.close()
    tap.close()
    gateway.stop()


def test_who_guesses_is_told_429_and_nobody_else_is(make_gateway, tmp_path, name):
    records = tmp_path / "stations.jsonl"
    records.write_text(json.dumps(record_for(name, "secret", "--scrypt")))
    auth = {"mode": "stations", "stations": {"file": str(records)}}
    gateway = make_gateway({"auth": auth, "limits": {"auth_failures": 3}}).start()
    tap = Tap(gateway)

    def status(password, station=name):
        with Wire(gateway.plain_port) as wire:
            return wire.upgrade(f"/ocpp/{station}", Authorization=basic(station, password))[0]

    assert [status("guess") for _ in range(3)] == [401] * 3
    assert [status("guess"), status("secret")] == [429, 429]
    assert status("guess", "ANOTHER") == 401
    assert gateway.metric("ocppgw_limit_reached_total", limit="auth_failures") == 2
    assert len(tap.security("authentication_failed", 4)) == 4
    (blocked,) = tap.security("authentication_blocked")
    assert (blocked["station"], blocked["remoteAddress"]) == (name, "127.0.0.1")
    assert "guess" not in gateway.log_file.read_text() and "secret" not in gateway.log_file.read_text()
    tap.close()
    gateway.stop()


def test_the_audit_says_at_the_start_what_is_weak(make_gateway):
    gateway = make_gateway().start()
    tap = Tap(gateway)
    said = "\n".join(one["detail"] for one in tap.security("weak_setting", 2))
    assert "auth.mode is none" in said and "security.protocol is without TLS" in said
    assert "listener" not in said  # on this machine only
    assert " audit security event kind=weak_setting" in gateway.log_file.read_text()
    tap.close()
    gateway.stop()


def test_descriptors_are_kept_for_the_rest_of_the_process(make_gateway, name):
    """Whoever says nothing takes what he may, and the health port, Kafka and files have theirs."""
    gateway = make_gateway({"limits": {"open_files_reserve": 40, "first_byte_timeout": "1s"}})
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    gateway.start()
    resource.prlimit(gateway.process.pid, resource.RLIMIT_NOFILE, (160, hard))
    silent = [Wire(gateway.plain_port) for _ in range(300)]
    wait_until(lambda: gateway.metric("ocppgw_limit_reached_total", limit="open_files") > 0, "the reserve is reached")
    for _ in range(5):
        assert gateway.get("/livez")[0] == 200 and gateway.get("/readyz")[0] == 200
    for wire in silent:
        wire.socket.close()
    with Wire(gateway.plain_port, seconds=20).open(name) as wire:
        wire.text('[2,"hb","Heartbeat",{}]')
        assert wire.read_text().startswith('[3,"hb"')
    gateway.stop()


@pytest.mark.parametrize(
    "pattern,accepted,refused",
    [
        ("CP[0-9]+", "CP1", "XP1"),
        ("[A-Z]{2}", "AB", "ABC"),
    ],
)
def test_identities_look_as_the_operator_says(make_gateway, pattern, accepted, refused):
    gateway = make_gateway({"stations": {"pattern": pattern}}).start()
    with Wire(gateway.plain_port) as wire:
        assert wire.upgrade(f"/ocpp/{accepted}")[0] == 101
    with Wire(gateway.plain_port) as wire:
        assert wire.upgrade(f"/ocpp/{refused}")[0] == 404
    gateway.stop()


def ask(gateway, *lines):
    with Wire(gateway.plain_port) as wire:
        head = [
            "GET /ocpp/HTTP-1 HTTP/1.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Protocol: ocpp1.6",
        ]
        wire.send("\r\n".join([*head, *lines, "", ""]).encode("latin-1"))
        return wire.read_head()[0]


HOST, VERSION, KEY = "Host: gw.example:9000", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="


@pytest.mark.parametrize(
    "lines",
    [
        (HOST, HOST, VERSION, KEY),
        (HOST, "Host: other", VERSION, KEY),
        ("Host: a b/c@d", VERSION, KEY),
        ("Host: user@gw", VERSION, KEY),
        (HOST, VERSION, KEY, "Transfer-Encoding: chunked"),
        (HOST, VERSION, KEY, "Transfer-Encoding: identity"),
        (HOST, VERSION, KEY, "Transfer-Encoding: xchunked", "Content-Length: 0"),
        (HOST, VERSION, KEY, "Content-Length: 1"),
        (HOST, VERSION, KEY, KEY),
        (HOST, VERSION, "Sec-WebSocket-Version: 8", KEY),
        (HOST, VERSION, KEY, "Authorization: Basic YTpi", "Authorization: Basic YTpj"),
    ],
)
def test_a_request_that_two_readers_would_read_differently_is_refused(gateway, lines):
    assert ask(gateway, *lines) == 400


@pytest.mark.parametrize("lines", [(HOST, VERSION, KEY), ("Host:", VERSION, KEY), ("Host: [2001:db8::1]:9443", VERSION, KEY, "Content-Length: 0")])
def test_others_are_served(gateway, lines):
    assert ask(gateway, *lines) == 101
