"""TLS that costs nobody else: groups, names, protocols, tickets, and records that carry nothing."""

import os
import socket
import ssl
import subprocess

import pytest
from support.authority import Authority, openssl
from support.gateway import run
from support.wire import Wire


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
