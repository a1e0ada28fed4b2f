"""Security profile 3: stations prove themselves by certificates, which are bound, revoked and replaced while the gateway runs."""

import asyncio
import datetime
import json
import ssl

import pytest
from ocpp.v16 import call
from support.authority import Authority
from support.net import wait_until
from support.stations import station
from support.wire import Wire


def records_for(**stations):
    return "\n".join(json.dumps({"station": name, **members}) for name, members in stations.items())


class Profile3:
    """A gateway whose TLS listener asks for certificates, and those who sign them."""

    def __init__(self, make_gateway, folder, required=True, **client):
        self.operator = Authority(folder / "operator", "operator")
        self.maker = Authority(folder / "maker", "maker")
        self.stranger = Authority(folder / "stranger", "stranger")
        self.records = folder / "stations.jsonl"
        self.records.write_text("")
        auth = {"mode": "stations", "stations": {"file": str(self.records), "reload": "200ms"}}
        self.gateway = make_gateway({"auth": auth})
        self.gateway.config["listeners"][1]["tls"]["client"] = {
            "required": required,
            "ca": str(self.operator.cert),
            "crl": [str(self.operator.crl), str(self.maker.crl)],
            "onboarding_ca": str(self.maker.cert),
            **client,
        }
        self.gateway.write_config()

    def know(self, **stations):
        def readings():
            return self.gateway.log_file.read_text().count("stations loaded")

        before = readings() if self.gateway.process else 0
        fresh = self.records.with_suffix(".new")
        fresh.write_text(records_for(**stations))
        fresh.rename(self.records)
        if self.gateway.process:
            wait_until(lambda: readings() > before, "the records are read")

    def connect(self, certificates, shown=None, version=None):
        context = certificates.client_context()
        if shown:
            context.load_cert_chain(*map(str, shown))
        if version:
            context.minimum_version = context.maximum_version = version
        return Wire(self.gateway.tls_port, context)

    def status(self, certificates, station, shown=None, **options):
        """The answer to its upgrade; 0 where TLS did not come about."""
        try:
            with self.connect(certificates, shown, **options) as wire:
                return wire.upgrade(f"/ocpp/{station}")[0]
        except (ssl.SSLError, ConnectionError, EOFError):
            return 0


@pytest.fixture(scope="module")
def profile3(make_gateway, tmp_path_factory):
    made = Profile3(make_gateway, tmp_path_factory.mktemp("profile3"))
    made.gateway.start()
    yield made
    made.gateway.stop()


@pytest.fixture(scope="module")
def gateway(profile3):
    return profile3.gateway


def serial_of(cert):
    return ssl._ssl._test_decode_cert(str(cert))["serialNumber"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_certificate_made_out_to_the_station_lets_it_in(profile3, certificates, tap, name, version):
    shown = profile3.operator.issue(name)
    profile3.know(**{name: {"profiles": [3]}})
    assert profile3.status(certificates, name, shown, version=version) == 101
    connected = tap.event(name, "station.connected").json
    assert connected["securityProfile"] == 3
    assert connected["credential"] == "certificate " + serial_of(shown[0]).lower()
    assert "onboarding" not in connected


def test_without_a_certificate_or_with_a_strangers_there_is_no_tls(profile3, certificates, name):
    profile3.know(**{name: {"profiles": [3]}})
    assert profile3.status(certificates, name) == 0
    assert profile3.status(certificates, name, profile3.stranger.issue(name)) == 0


def test_a_certificate_is_bound_to_its_station(profile3, certificates, name):
    shown, other = profile3.operator.issue("SN-1"), profile3.operator.issue("SN-2")
    serial = serial_of(shown[0])
    profile3.know(
        BYCN={"certificate": {"cn": "SN-1"}},
        BYSERIAL={"certificate": {"serial": serial}},
        BYCOLONS={"certificate": {"serial": ":".join(serial[i : i + 2] for i in range(0, len(serial), 2))}},
        UNBOUND={"profiles": [3]},
        OTHERWISE={"profiles": [2], "certificate": {"cn": "SN-1"}},
        DISABLED={"certificate": {"cn": "SN-1"}, "enabled": False},
    )
    for station in ("BYCN", "BYSERIAL", "BYCOLONS"):
        assert profile3.status(certificates, station, shown) == 101, station
        assert profile3.status(certificates, station, other) == 401, station
    assert profile3.status(certificates, "UNBOUND", shown) == 401
    assert profile3.status(certificates, "NOBODY", shown) == 401
    assert profile3.status(certificates, "OTHERWISE", shown) == 403
    assert profile3.status(certificates, "DISABLED", shown) == 401


def test_a_manufacturers_certificate_is_for_onboarding_and_says_so(profile3, certificates, tap, name):
    profile3.know(**{name: {"certificate": {"cn": "FACTORY-7"}}})
    assert profile3.status(certificates, name, profile3.maker.issue("FACTORY-7")) == 101
    assert tap.event(name, "station.connected").json["onboarding"] is True


def test_a_revoked_certificate_ends_its_session_and_opens_no_other(profile3, certificates, tap, name):
    shown, kept = profile3.operator.issue(name), profile3.operator.issue(f"{name}-kept")
    profile3.know(**{name: {"profiles": [3]}, f"{name}-kept": {"profiles": [3]}})
    with profile3.connect(certificates, shown).open(name) as wire, profile3.connect(certificates, kept).open(f"{name}-kept") as other:
        profile3.operator.revoke(shown[0])
        opcode, payload = wire.read_frame()
        assert (opcode, payload[:2]) == (8, (1008).to_bytes(2, "big"))
        other.text('[2,"hb","Heartbeat",{}]')
        assert other.read_text().startswith('[3,"hb"')
    assert tap.event(name, "station.disconnected").json["reason"] == "certificate_revoked"
    assert profile3.status(certificates, name, shown) == 0


def test_sessions_are_not_resumed_where_certificates_count(profile3, certificates, name):
    shown = profile3.operator.issue(name)
    profile3.know(**{name: {"profiles": [3]}})
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with profile3.connect(certificates, shown, version).open(name) as wire:
            assert wire.socket.session is None or not wire.socket.session.has_ticket


def test_where_it_is_not_required_a_password_is_as_good(make_gateway, certificates, tmp_path, name):
    made = Profile3(make_gateway, tmp_path, required=False)
    made.know(**{name: {"profiles": [0, 3]}})
    made.gateway.start()
    assert made.status(certificates, name) == 101
    assert made.status(certificates, name, made.operator.issue(name)) == 101
    made.gateway.stop()


def test_a_stale_list_counts_for_crl_max_age_and_then_shuts_everybody_out(make_gateway, certificates, tmp_path, name):
    made = Profile3(make_gateway, tmp_path, crl_max_age="1h")
    shown = made.operator.issue(name)
    made.know(**{name: {"profiles": [3]}})
    made.gateway.start()

    def due(ago):
        at = datetime.datetime.now(datetime.timezone.utc) - ago
        made.operator.publish("-crl_lastupdate", "20200101000000Z", "-crl_nextupdate", at.strftime("%Y%m%d%H%M%SZ"))

    due(datetime.timedelta(minutes=30))
    wait_until(lambda: "settings reloaded" in made.gateway.log_tail(), "the list is read")
    assert made.status(certificates, name, shown) == 101
    due(datetime.timedelta(minutes=90))
    wait_until(lambda: made.status(certificates, name, shown) == 0, "the list is too old")
    made.gateway.stop()


def test_an_independent_client_boots_by_profile_3(profile3, certificates, tap, name):
    profile3.know(**{name: {"profiles": [3]}})
    context = certificates.client_context()
    context.load_cert_chain(*map(str, profile3.operator.issue(name)))

    async def boot():
        async with station(profile3.gateway.tls_url, name, context) as speaker:
            answer = await speaker.call(call.BootNotification("vendor", "model"))
            assert answer.status == "Accepted"

    asyncio.run(boot())
    assert tap.event(name, "station.connected").json["securityProfile"] == 3
