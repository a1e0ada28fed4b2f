"""TLS as stations find it: both versions, both certificates, resumption, and nothing older."""

import re
import ssl
import subprocess
import time

import pytest
from support.authority import Authority
from support.gateway import run
from support.net import wait_until
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


def replace(file, content):
    fresh = file.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.rename(file)


def test_who_asks_is_shown_what_the_authority_says_of_the_certificate(make_gateway, certificates, tmp_path):
    authority = Authority(tmp_path / "ca", "stapling")
    (cert, key), (other, _) = authority.issue("ours"), authority.issue("other")
    chain, response = tmp_path / "chain.pem", tmp_path / "response.der"
    chain.write_text(cert.read_text() + authority.cert.read_text())
    response.write_bytes(authority.respond(cert))
    gateway = make_gateway()
    gateway.config["listeners"][1]["tls"]["certificates"] = [
        {"cert": str(chain), "key": str(key), "ocsp_response_file": str(response)}
    ]
    gateway.write_config()
    gateway.start()

    def shown():
        return s_client(gateway, certificates, "-status")

    output = shown()
    assert "OCSP Response Status: successful" in output and "Cert Status: good" in output, output
    assert "OCSP Response Status" not in s_client(gateway, certificates)
    due = gateway.metric("ocppgw_tls_ocsp_response_due_timestamp_seconds")
    assert 0.9 < (due - time.time()) / 86400 < 1.1

    replace(response, authority.respond(cert, days=5))
    wait_until(lambda: gateway.metric("ocppgw_tls_ocsp_response_due_timestamp_seconds") > due + 3 * 86400, "the new one is read")
    newer = re.search("Next Update: .*", shown())[0]
    assert newer != re.search("Next Update: .*", output)[0]

    replace(response, authority.respond(other))
    wait_until(lambda: "certificates not read again" in gateway.log_tail(), "the wrong one is seen")
    assert newer in shown()
    checked = run("check", "-c", str(gateway.config_file))
    assert checked.returncode == 78 and f"OCSP response {response} is not about the certificate" in checked.stderr
    authority.revoke(cert)
    response.write_bytes(authority.respond(cert))
    checked = run("check", "-c", str(gateway.config_file))
    assert checked.returncode == 78 and "says that the certificate is revoked" in checked.stderr
    gateway.stop()
