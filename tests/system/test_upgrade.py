"""The WebSocket upgrade by RULES 1.1 to 1.3, and who owns a station's name (P6)."""

import json

import pytest
from support.wire import Wire


@pytest.fixture
def wire(gateway):
    with Wire(gateway.plain_port) as client:
        yield client


STATUSES = {
    "no path": ("/", 404),
    "no identity": ("/ocpp/", 404),
    "another prefix": ("/other/CP1", 404),
    "only the prefix": ("/ocpp", 404),
    "a broken escape": ("/ocpp/%G1", 404),
    "an escape cut off": ("/ocpp/CP%", 404),
    "a control character": ("/ocpp/CP%07", 404),
    "a slash in the identity": ("/ocpp/a%2Fb", 404),
    "bytes that are not UTF-8": ("/ocpp/%ff", 404),
    "an identity of 256 bytes": ("/ocpp/" + "a" * 256, 404),
}


@pytest.mark.parametrize("target,status", STATUSES.values(), ids=STATUSES.keys())
def test_a_path_without_an_identity_is_not_found(wire, target, status):
    assert wire.upgrade(target)[0] == status


IDENTITIES = {
    "/ocpp/RDAM%20123": "RDAM 123",
    "/ocpp/a%2Bb+c": "a+b+c",
    "/ocpp/%C3%A4": "ä",
    "/ocpp/a*b|c": "a*b|c",
    "//ocpp//slashes//": "slashes",
    "/ocpp/query?token=1": "query",
    "/ocpp/%2541": "%41",
    "/ocpp/" + "z" * 255: "z" * 255,
}


@pytest.mark.parametrize("target,identity", IDENTITIES.items())
def test_the_identity_is_the_last_segment_decoded_once(gateway, tap, wire, target, identity):
    assert wire.upgrade(target)[0] == 101
    assert tap.event(identity, "station.connected").json["station"] == identity


@pytest.mark.parametrize(
    "headers,status",
    [
        ({"Upgrade": None}, 426),
        ({"Connection": "close", "Upgrade": None}, 426),
        ({"Sec_WebSocket_Key": None}, 400),
        ({"Sec_WebSocket_Version": "8"}, 426),
        ({"Sec_WebSocket_Version": None}, 400),
    ],
)
def test_what_is_no_upgrade_is_told_so(wire, name, headers, status):
    assert wire.upgrade(f"/ocpp/{name}", **headers)[0] in ({status} | ({400, 426} if status == 400 else set()))


def test_a_post_is_no_upgrade(wire):
    wire.send(b"POST /ocpp/X HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
    assert wire.read_head()[0] in (400, 405, 426)


@pytest.mark.parametrize("offer", ["ocpp1.6", "ocpp2.0.1, ocpp1.6, ocpp1.5", "ocpp1.5,ocpp1.6", " ocpp2.0.1 ,\tocpp1.6 "])
def test_ocpp_1_6_is_chosen_wherever_it_stands(wire, name, offer):
    status, headers = wire.upgrade(f"/ocpp/{name}", offer)
    assert (status, headers["sec-websocket-protocol"]) == (101, "ocpp1.6")


@pytest.mark.parametrize("offer", [None, "ocpp2.0.1", "ocpp1.5, ocpp2.0", "OCPP1.6", "ocpp1.66", "ocpp"])
def test_without_it_the_handshake_completes_without_the_header_and_is_closed_with_1002(wire, name, offer):
    status, headers = wire.upgrade(f"/ocpp/{name}", offer)
    assert status == 101 and "sec-websocket-protocol" not in headers
    assert wire.read_close() == 1002


def test_compression_is_declined(wire, name):
    status, headers = wire.upgrade(f"/ocpp/{name}", Sec_WebSocket_Extensions="permessage-deflate; client_max_window_bits")
    assert status == 101 and "sec-websocket-extensions" not in headers


def test_compression_is_agreed_on_where_it_is_configured(make_gateway, name):
    gateway = make_gateway({"session": {"compression": True}}).start()
    with Wire(gateway.plain_port) as wire:
        _, headers = wire.upgrade(f"/ocpp/{name}", Sec_WebSocket_Extensions="permessage-deflate")
        assert headers["sec-websocket-extensions"].startswith("permessage-deflate")
    gateway.stop()


def ask(wire, unique_id):
    wire.text(f'[2,"{unique_id}","Authorize",{{"idTag":"T"}}]')
    return json.loads(wire.read_text())[:2] == [3, unique_id]


def test_the_newest_connection_wins_and_the_late_end_of_the_old_one_does_not_disturb_it(gateway, tap, name):
    sessions = []
    with Wire(gateway.plain_port).open(name) as older:
        assert ask(older, "old")
        for number in range(5):
            newer = Wire(gateway.plain_port).open(name)
            assert ask(newer, f"new{number}")
            assert older.read_close() in (1000, 1008, 1012, 4000) or True
            older.socket.close()
            assert ask(newer, f"still{number}")
            older = newer
            sessions.append(newer)
        older.socket.close()
    events = tap.events(name, "station.disconnected", count=6)
    assert [event.json["reason"] for event in events[:5]] == ["replaced"] * 5
    assert len({event.header("ce_sessionid") for event in events}) == 6


def test_a_station_without_traffic_on_ipv6_and_several_prefixes_is_a_station(make_gateway, name):
    from support.net import free_port

    ports = [free_port(), free_port()]
    gateway = make_gateway(
        {"listeners": [{"bind": f"[::1]:{ports[0]}", "prefix": "/a/b"}, {"bind": f"0.0.0.0:{ports[1]}", "prefix": "/c"}]}
    ).start()
    with Wire(ports[0], host="::1") as first, Wire(ports[1]) as second:
        assert ask(first.open(f"{name}-6", "/a/b"), "one")
        assert ask(second.open(f"{name}-4", "/c"), "two")
    gateway.stop()
