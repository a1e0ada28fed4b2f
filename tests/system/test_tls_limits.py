"""TLS that costs nobody else: groups, names, protocols, tickets, and records that carry nothing."""

import os
import socket
import ssl
import subprocess

import pytest
from support.authority import Authority, openssl
from support.gateway import run
from support.wire import TEXT, Wire, frame
from tlslite.api import HandshakeSettings, TLSConnection
from tlslite.errors import TLSAbruptCloseError, TLSClosedConnectionError, TLSRemoteAlert
from tlslite.messages import ClientHello


def handshake(port, *options, text="Q\n"):
    done = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", *map(str, options)],
        input=text,
        capture_output=True,
        text=True,
        timeout=20,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("group", ["X25519", "P-256", "P-384"])
def test_usual_groups_are_taken(gateway, group):
    assert "Cipher is TLS_" in handshake(gateway.tls_port, "-tls1_3", "-groups", group)


@pytest.mark.parametrize("group", ["ffdhe2048", "ffdhe3072", "ffdhe8192", "P-521", "X448"])
def test_expensive_groups_are_refused(gateway, group):
    assert "Cipher is (NONE)" in handshake(gateway.tls_port, "-tls1_3", "-groups", group)


def test_groups_are_for_the_operator_to_choose(make_gateway, certificates):
    gateway = make_gateway()
    gateway.config["listeners"][1]["tls"]["groups"] = "P-521"
    gateway.write_config()
    gateway.start()
    assert "Cipher is TLS_" in handshake(gateway.tls_port, "-tls1_3", "-groups", "P-521")
    assert "Cipher is (NONE)" in handshake(gateway.tls_port, "-tls1_3", "-groups", "X25519")
    gateway.stop()


@pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
def test_who_speaks_no_http_1_1_is_told_so(gateway, version):
    assert "ALPN protocol: http/1.1" in handshake(gateway.tls_port, version, "-alpn", "h2,http/1.1")
    assert "no application protocol" in handshake(gateway.tls_port, version, "-alpn", "h2")
    assert "No ALPN negotiated" in handshake(gateway.tls_port, version)


def test_the_certificate_is_that_of_the_name_that_was_asked_for(make_gateway, certificates, tmp_path):
    authority = Authority(tmp_path / "ca", "names")
    entries = [
        {"cert": str(cert), "key": str(key)}
        for cert, key in (authority.issue("first", ["first.example"]), authority.issue("second", ["second.example", "*.third.example"]))
    ]
    gateway = make_gateway({})
    gateway.config["listeners"][1]["tls"]["certificates"] = entries
    gateway.write_config()
    gateway.start()
    for asked, shown in [
        ("first.example", "first"),
        ("second.example", "second"),
        ("a.third.example", "second"),
        ("unknown.example", "first"),
        (None, "first"),
    ]:
        options = ["-servername", asked] if asked else ["-noservername"]
        assert f"CN = {shown}\n" in handshake(gateway.tls_port, *options), asked
    gateway.stop()


@pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
def test_instances_with_one_ticket_key_file_take_each_others_tickets(make_gateway, tmp_path, version):
    secret = tmp_path / "tickets"
    secret.write_bytes(os.urandom(48))
    two, alone = [], None
    for shared in (True, True, False):
        gateway = make_gateway()
        if shared:
            gateway.config["listeners"][1]["tls"]["ticket_key_file"] = str(secret)
        gateway.write_config()
        gateway.start()
        if shared:
            two.append(gateway)
        else:
            alone = gateway
    session = tmp_path / "session.pem"
    request = f"GET /ocpp/T HTTP/1.1\r\nHost: x\r\n\r\n"
    handshake(two[0].tls_port, version, "-sess_out", session, "-ign_eof", text=request)
    assert "Reused, TLSv1" in handshake(two[1].tls_port, version, "-sess_in", session)
    assert "New, TLSv1" in handshake(alone.tls_port, version, "-sess_in", session)
    for gateway in (*two, alone):
        gateway.stop()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_the_end_of_tls_is_answered_before_and_within_a_session(gateway, certificates, name, version):
    context = certificates.client_context()
    context.minimum_version = context.maximum_version = version
    for opened in (False, True):
        with Wire(gateway.tls_port, context) as wire:
            if opened:
                wire.open(name)
            rest = wire.socket.unwrap()  # sends close_notify, and waits for the other's
            assert isinstance(rest, socket.socket)
            rest.close()


def test_an_encrypted_key_is_opened_with_the_passphrase_in_a_file(make_gateway, certificates, tmp_path):
    key, secret = tmp_path / "encrypted.key", tmp_path / "passphrase"
    secret.write_text("a long word\n")
    openssl("pkey", "-in", certificates.folder / "rsa.key", "-aes256", "-passout", f"file:{secret}", "-out", key)
    entry = {"cert": str(certificates.folder / "rsa.pem"), "key": str(key), "key_password_file": str(secret)}
    gateway = make_gateway({})
    gateway.config["listeners"][1]["tls"]["certificates"] = [entry]
    gateway.write_config()
    gateway.start()
    assert "Cipher is" in handshake(gateway.tls_port)
    gateway.stop()

    secret.write_text("another word\n")
    checked = run("check", "-c", str(gateway.config_file))
    assert checked.returncode == 78 and "cannot be read with the passphrase" in checked.stderr


def test_check_names_chains_that_no_station_could_verify(make_gateway, tmp_path):
    authority, other = Authority(tmp_path / "ca", "one"), Authority(tmp_path / "other", "two")
    cert, key = authority.issue("station", ["gw.example"])
    mixed = tmp_path / "mixed.pem"
    mixed.write_text(cert.read_text() + other.cert.read_text())
    gateway = make_gateway({}, topics=False)
    tls = gateway.config["listeners"][1]["tls"]
    tls["certificates"] = [{"cert": str(mixed), "key": str(key)}]
    gateway.write_config()
    checked = run("check", "-c", str(gateway.config_file))
    assert checked.returncode == 78 and "did not sign the one before" in checked.stderr
    tls["certificates"] = [{"cert": str(cert), "key": str(key)}]
    gateway.write_config()
    checked = run("check", "-c", str(gateway.config_file))
    assert checked.returncode == 0 and "no RSA certificate" in checked.stderr


class RenegotiatingPeer:
    """A TLS 1.2 client that says ClientHello again on a connection that stands, as often as it likes, and hears nothing of a refusal."""

    def __init__(self, port):
        self.tls = TLSConnection(socket.create_connection(("127.0.0.1", port), timeout=20))
        settings = HandshakeSettings()
        settings.minVersion = settings.maxVersion = (3, 3)
        self.tls.handshakeClientCert(settings=settings)

    def open(self, station):
        key = "dGhlIHNhbXBsZSBub25jZQ=="
        lines = [f"GET /ocpp/{station} HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket", f"Sec-WebSocket-Key: {key}"]
        lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: ocpp1.6", "", ""]
        self.tls.write("\r\n".join(lines).encode())
        assert bytes(self.tls.read(min=12)).startswith(b"HTTP/1.1 101")

    def say_hello(self):
        hello = ClientHello().create((3, 3), os.urandom(32), bytearray(), [0xC02B, 0xC02F, 0xC02C, 0xC030, 0x00FF])
        for _ in self.tls._sendMsg(hello):
            pass


def test_a_peer_that_renegotiates_again_and_again_is_ended_and_others_go_on(make_gateway, name):
    gateway = make_gateway()
    gateway.config["listeners"][1]["tls"]["control_records"] = 8
    gateway.write_config()
    gateway.start()
    peer = RenegotiatingPeer(gateway.tls_port)
    peer.open(name)
    with Wire(gateway.plain_port).open(f"{name}-other") as other:
        with pytest.raises((ConnectionError, TLSAbruptCloseError, TLSClosedConnectionError, TLSRemoteAlert)):
            for _ in range(10_000):
                peer.say_hello()
        other.text('[2,"1","Heartbeat",{}]')
        assert "currentTime" in other.read_text()
    assert gateway.metric("ocppgw_limit_reached_total", limit="tls_control_records") == 1
    gateway.stop()


def test_a_few_attempts_to_renegotiate_cost_nobody_the_session(gateway, tap, name):
    peer = RenegotiatingPeer(gateway.tls_port)
    peer.open(name)
    for _ in range(3):
        peer.say_hello()
    peer.tls.write(frame(b'[2,"1","Heartbeat",{}]', TEXT))
    assert tap.event(name, "station.heartbeat")
    peer.tls.sock.close()
