"""Two independent client libraries at security profiles 1, 2 and 3: what they prove is what station.connected says."""

import asyncio
import base64
import contextlib
import json
import ssl

import pytest
from ocpp.v16 import call
from support.authority import Authority
from support.credentials import basic, record_for
from support.node_station import NodeStation
from support.stations import station
from support.tap import Tap
from websockets.exceptions import InvalidMessage, InvalidStatus

OCTETS = bytes.fromhex("00ff3afe80206b6579206f662031360a")  # NUL, ':', no UTF-8, a line end
BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "operator", "operator")


@pytest.fixture(scope="module")
def gateway(make_gateway, authority, tmp_path_factory):
    records = tmp_path_factory.mktemp("profiles") / "stations.jsonl"
    lines = [json.dumps(record_for(f"{library}{profile}", OCTETS.hex(), "--hex")) for library in ("PY", "NODE") for profile in (1, 2)]
    lines += [json.dumps({"station": f"{library}3", "profiles": [3]}) for library in ("PY", "NODE")]
    records.write_text("\n".join(lines))
    running = make_gateway({"auth": {"mode": "stations", "stations": {"file": str(records)}}})
    running.config["listeners"][1]["tls"]["client"] = {"ca": str(authority.cert), "required": False}
    running.write_config()
    running.start()
    yield running
    running.stop()


class PythonLibrary:
    """mobilityhouse/ocpp over websockets."""

    name = "PY"

    def __init__(self, gateway, certificates, cache):
        self.gateway, self.certificates = gateway, certificates

    def boot(self, station_name, profile, password=None, certificate=None):
        """The status of its registration, or the HTTP status that it saw."""
        tls = self.certificates.client_context() if profile > 1 else None
        if certificate:
            tls.load_cert_chain(*map(str, certificate))
        headers = {"Authorization": basic(station_name, password)} if password else {}

        async def run():
            url = self.gateway.tls_url if tls else self.gateway.url
            async with station(url, station_name, tls, additional_headers=headers) as speaker:
                return (await speaker.call(call.BootNotification("Vendor", "Model"))).status

        try:
            return asyncio.run(run())
        except InvalidStatus as refused:
            return refused.response.status_code


class NodeLibrary:
    """ocpp-rpc."""

    name = "NODE"

    def __init__(self, gateway, certificates, cache):
        self.gateway, self.certificates, self.cache = gateway, certificates, cache

    def open(self, station_name, profile, password=None, certificate=None):
        credentials = {"OCPP_PASSWORD": base64.b64encode(password).decode()} if password else {}
        if certificate:
            credentials |= {"OCPP_CERT": certificate[0], "OCPP_KEY": certificate[1]}
        url = self.gateway.tls_url if profile > 1 else self.gateway.url
        speaker = NodeStation(self.cache, url, station_name, self.certificates.authorities, **credentials)
        if "open" not in speaker.opened:
            speaker.process.wait(10)
        return speaker

    def boot(self, station_name, profile, **proof):
        speaker = self.open(station_name, profile, **proof)
        if "open" not in speaker.opened:
            return 401 if "401" in speaker.opened["error"] or "Unauthorized" in speaker.opened["error"] else speaker.opened
        status = speaker.call("BootNotification", BOOT)["status"]
        speaker.close()
        return status


@pytest.fixture(params=[PythonLibrary, NodeLibrary], ids=["mobilityhouse", "ocpp-rpc"])
def library(request, gateway, certificates, cache):
    return request.param(gateway, certificates, cache)


@pytest.mark.parametrize("profile", [1, 2, 3])
def test_a_station_boots_and_what_it_proved_is_said(library, gateway, authority, tmp_path, profile):
    name = f"{library.name}{profile}"
    proof = {"certificate": authority.issue(name)} if profile == 3 else {"password": OCTETS}
    with contextlib.closing(Tap(gateway)) as tap:
        assert library.boot(name, profile, **proof) == "Accepted"
        connected = tap.event(name, "station.connected").json
        assert connected["securityProfile"] == profile
        assert connected["credential"].startswith("certificate " if profile == 3 else "key 1")
        assert bool(connected["tls"]) == (profile > 1)
        assert tap.event(name, "station.booted")


@pytest.mark.parametrize("profile", [1, 2])
def test_a_wrong_password_is_told_401(library, profile):
    assert library.boot(f"{library.name}{profile}", profile, password=OCTETS[:-1]) == 401


def test_without_a_certificate_the_station_of_profile_3_is_told_401(library):
    assert library.boot(f"{library.name}3", 3) == 401


def test_a_certificate_of_a_stranger_opens_no_connection(library, tmp_path):
    stranger = Authority(tmp_path / "stranger", "stranger").issue(f"{library.name}3")
    if library.name == "NODE":
        assert "open" not in library.open(f"{library.name}3", 3, certificate=stranger).opened
    else:
        with pytest.raises((ssl.SSLError, ConnectionError, InvalidMessage)):
            library.boot(f"{library.name}3", 3, certificate=stranger)
