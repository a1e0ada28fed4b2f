"""TLS as stations find it: both versions, both certificates, resumption, and nothing older."""

import re
import ssl
import subprocess

import pytest
from support.wire import Wire


def s_client(gateway, certificates, *options):
    done = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{gateway.tls_port}", "-CAfile", str(certificates.authorities), *options],
        input="Q\n",
        capture_output=True,
        text=True,
        timeout=20,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "version,cipher,kind",
    [
        ("-tls1_2", "ECDHE-ECDSA-AES128-GCM-SHA256", "ecdsa"),
        ("-tls1_2", "ECDHE-ECDSA-AES256-GCM-SHA384", "ecdsa"),
        ("-tls1_2", "ECDHE-RSA-AES128-GCM-SHA256", "rsa"),
        ("-tls1_2", "AES128-GCM-SHA256", "rsa"),
        ("-tls1_2", "AES256-GCM-SHA384", "rsa"),
    ],
)
def test_tls_1_2_serves_each_suite_with_the_certificate_it_needs(gateway, certificates, version, cipher, kind):
    output = s_client(gateway, certificates, version, "-cipher", cipher)
    assert f"Cipher is {cipher}" in output and f"CN = {kind}.test" in output and "Verify return code: 0" in output, output


@pytest.mark.parametrize("algorithms,kind", [("ecdsa_secp256r1_sha256", "ecdsa"), ("rsa_pss_rsae_sha256", "rsa")])
def test_tls_1_3_serves_each_certificate(gateway, certificates, algorithms, kind):
    output = s_client(gateway, certificates, "-tls1_3", "-sigalgs", algorithms)
    assert "TLSv1.3" in output and f"CN = {kind}.test" in output and "Verify return code: 0" in output, output


@pytest.mark.parametrize(
    "options",
    [
        ["-tls1_1", "-cipher", "ALL@SECLEVEL=0"],
        ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"],
        ["-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256"],
    ],
)
def test_older_versions_and_weaker_suites_are_refused(gateway, certificates, options):
    output = s_client(gateway, certificates, *options)
    assert "Cipher is (NONE)" in output or "no protocols available" in output, output


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_second_connection_resumes_the_session_of_the_first(gateway, tls, certificates, name, version):
    context = certificates.client_context()
    context.minimum_version = context.maximum_version = version

    def connect(session):
        import socket

        with context.wrap_socket(
            socket.create_connection(("127.0.0.1", gateway.tls_port)), server_hostname="127.0.0.1", session=session
        ) as stream:
            wire = Wire.__new__(Wire)
            wire.socket, wire.buffer = stream, b""
            wire.open(name)  # reads from the server, and with that its tickets
            return stream.session_reused, stream.session

    reused, session = connect(None)
    assert not reused
    assert connect(session)[0]


def test_openssl_reports_the_resumption_too(gateway, certificates):
    assert "Reused, TLSv1.2" in s_client(gateway, certificates, "-tls1_2", "-reconnect")


def test_the_event_says_which_tls_it_was(gateway, tap, certificates, name):
    context = certificates.client_context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with Wire(gateway.tls_port, context).open(name):
        connected = tap.event(name, "station.connected").json
    assert connected["tls"]["version"] == "TLSv1.2" and re.fullmatch("[A-Z0-9-]+", connected["tls"]["cipher"])


def test_a_plain_connection_has_no_tls(gateway, tap, name):
    with Wire(gateway.plain_port).open(name):
        assert tap.event(name, "station.connected").json["tls"] is None


def test_a_large_message_crosses_many_tls_records_both_ways(gateway, tap, tls, name):
    payload = '{"vendorId":"com.example","data":"%s"}' % ("x" * 600_000)
    with Wire(gateway.tls_port, tls).open(name) as wire:
        wire.text(f'[2,"big","DataTransfer",{payload}]')
        assert wire.read_text().startswith('[3,"big"')
    assert payload.encode() in tap.event(name, "data_transfer.received").value
