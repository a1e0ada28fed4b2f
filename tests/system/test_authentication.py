"""Who may connect where auth.mode is stations: HTTP Basic against a file of records, as an operator makes and rotates them."""

import asyncio
import contextlib
import json

import pytest
from ocpp.v16 import call
from support.credentials import basic, record_for
from support.gateway import run
from support.net import wait_until
from support.stations import station
from support.tap import Tap
from support.wire import Wire

KEY = bytes.fromhex("00013afffe80206b6579206f66203136")  # octets: NUL, ':' and no UTF-8


def line_for(station, password, *options, **members):
    return json.dumps(record_for(station, password, *options, **members))


def keys_of(*lines):
    return [key for line in lines for key in json.loads(line)["keys"]]


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    return tmp_path_factory.mktemp("stations") / "stations.jsonl"


@pytest.fixture(scope="module")
def gateway(make_gateway, records):
    records.write_text(
        "\n".join(
            [
                line_for("AUTH1", KEY.hex(), "--hex"),
                line_for("AUTH2", "a human's word", "--scrypt"),
                line_for("AUTH3", "secret", "--scrypt", profiles=[2]),
                line_for("AUTH4", "secret", "--scrypt", enabled=False),
                line_for("AUTH5", "old", "--scrypt"),
                json.dumps({"station": "AUTH6", "profiles": [0]}),
            ]
        )
    )
    running = make_gateway({"auth": {"mode": "stations", "stations": {"file": str(records), "reload": "200ms"}}}).start()
    yield running
    running.stop()


def status(gateway, name, authorization=None, tls=None):
    with Wire(gateway.tls_port if tls else gateway.plain_port, tls) as wire:
        headers = {"Authorization": authorization} if authorization else {}
        return wire.upgrade(f"/ocpp/{name}", **headers)[0]


def test_an_independent_client_boots_by_profile_2_and_the_event_says_what_was_verified(gateway, tls):
    async def boot():
        headers = {"Authorization": basic("AUTH1", KEY)}
        async with station(gateway.tls_url, "AUTH1", tls, additional_headers=headers) as speaker:
            answer = await speaker.call(call.BootNotification("vendor", "model"))
            assert answer.status == "Accepted"

    with contextlib.closing(Tap(gateway)) as tap:
        asyncio.run(boot())
        event = tap.event("AUTH1", "station.connected").json
    assert event["securityProfile"] == 2 and event["credential"] == "key 1"


def test_a_key_may_be_sent_as_hexadecimal_text(gateway):
    assert status(gateway, "AUTH1", basic("AUTH1", KEY.hex())) == 101
    assert status(gateway, "AUTH1", basic("AUTH1", KEY.hex().upper())) == 101


def test_a_slow_hash_lets_in_again_and_again(gateway):
    for _ in range(3):
        assert status(gateway, "AUTH2", basic("AUTH2", "a human's word")) == 101
    assert status(gateway, "AUTH2", basic("AUTH2", "another word")) == 401


@pytest.mark.parametrize(
    "name,authorization",
    [
        ("AUTH1", None),
        ("AUTH1", basic("AUTH1", "wrong")),
        ("AUTH1", basic("AUTH2", KEY)),
        ("AUTH1", "Basic !"),
        ("AUTH4", basic("AUTH4", "secret")),
        ("NOBODY", basic("NOBODY", "secret")),
    ],
)
def test_all_others_get_the_same_401(gateway, name, authorization):
    with Wire(gateway.plain_port) as wire:
        headers = {"Authorization": authorization} if authorization else {}
        code, answer = wire.upgrade(f"/ocpp/{name}", **headers)[:2]
    assert code == 401 and answer["www-authenticate"] == 'Basic realm="ocpp"'


def test_a_profile_that_the_record_does_not_list_is_forbidden(gateway, tls):
    assert status(gateway, "AUTH3", basic("AUTH3", "secret")) == 403
    assert status(gateway, "AUTH3", basic("AUTH3", "secret"), tls) == 101


def test_profile_0_needs_no_password(gateway):
    assert status(gateway, "AUTH6") == 101


def test_a_key_is_rotated_without_a_restart_and_a_broken_file_changes_nothing(gateway, records):
    before = records.read_text()
    assert status(gateway, "AUTH5", basic("AUTH5", "old")) == 101
    both = keys_of(line_for("AUTH5", "old", "--scrypt"), line_for("AUTH5", "new", "--scrypt"))
    records.write_text(json.dumps({"station": "AUTH5", "keys": both}))
    wait_until(lambda: gateway.metric("ocppgw_stations_known") == 1, "the file is read again")
    assert status(gateway, "AUTH5", basic("AUTH5", "old")) == 101
    with contextlib.closing(Tap(gateway)) as tap:
        assert status(gateway, "AUTH5", basic("AUTH5", "new")) == 101
        told = [event.json["credential"] for event in tap.events("AUTH5", "station.connected", count=3)]
        rotated = [one for one in tap.security("key_rotated") if one["station"] == "AUTH5"]
    assert told == ["key 1", "key 1", "key 2"]
    assert len(rotated) == 1 and rotated[0]["detail"] == "key 2 was used: older ones can go"
    records.write_text('{"station": "AUTH5", "keys": [{"hash": "none"}]}')
    wait_until(lambda: gateway.metric("ocppgw_stations_last_reload_success") == 0, "the broken file is seen")
    assert status(gateway, "AUTH5", basic("AUTH5", "new")) == 101
    assert "line 1: /keys/0/hash: is none that hash-password makes" in gateway.log_file.read_text()
    records.write_text(json.dumps({"station": "AUTH5", "keys": both[1:]}))
    wait_until(lambda: status(gateway, "AUTH5", basic("AUTH5", "old")) == 401, "the old key is of no use any more")
    records.write_text(before)
    wait_until(lambda: gateway.metric("ocppgw_stations_known") == 6, "all are back")


def test_a_listener_may_ask_for_a_profile_at_least(make_gateway, tmp_path, tls):
    records = tmp_path / "stations.jsonl"
    records.write_text(line_for("L1", KEY.hex(), "--hex", profiles=[0, 1, 2]))
    gateway = make_gateway({"auth": {"mode": "stations", "stations": {"file": str(records)}}})
    gateway.config["listeners"][0]["min_profile"] = 1
    gateway.config["listeners"][1]["min_profile"] = 3
    gateway.write_config()
    gateway.start()
    assert [status(gateway, "L1"), status(gateway, "L1", basic("L1", KEY))] == [403, 101]
    assert status(gateway, "L1", basic("L1", KEY), tls) == 403
    gateway.stop()


def test_a_record_may_say_from_where_its_station_comes(make_gateway, tmp_path):
    records = tmp_path / "stations.jsonl"
    records.write_text(
        json.dumps({"station": "NEAR", "profiles": [0], "networks": ["10.0.0.0/8", "127.0.0.0/8"]})
        + "\n"
        + json.dumps({"station": "FAR", "profiles": [0], "networks": ["10.0.0.0/8"]})
    )
    gateway = make_gateway({"auth": {"mode": "stations", "stations": {"file": str(records)}}}).start()
    assert [status(gateway, "NEAR"), status(gateway, "FAR")] == [101, 403]
    with contextlib.closing(Tap(gateway)) as tap:
        assert tap.security("network_refused")[0]["station"] == "FAR"
    gateway.stop()


def test_a_pepper_goes_into_every_hash(make_gateway, tmp_path):
    pepper, records = tmp_path / "pepper", tmp_path / "stations.jsonl"
    pepper.write_text("sixteen bytes and more\n")
    lines = [line_for("P1", KEY.hex(), "--hex", "--pepper", str(pepper)), line_for("P2", "a word", "--scrypt", "--pepper", str(pepper)),
             line_for("P3", KEY.hex(), "--hex")]  # fmt: skip
    records.write_text("\n".join(lines))
    auth = {"mode": "stations", "stations": {"file": str(records)}, "pepper_file": str(pepper)}
    gateway = make_gateway({"auth": auth}).start()
    assert [status(gateway, "P1", basic("P1", KEY)), status(gateway, "P1", basic("P1", KEY.hex()))] == [101, 101]
    assert [status(gateway, "P2", basic("P2", "a word")), status(gateway, "P2", basic("P2", "another"))] == [101, 401]
    assert status(gateway, "P3", basic("P3", KEY)) == 401
    gateway.stop()
    pepper.write_text("short")
    checked = run("check", "-c", str(gateway.config_file))
    assert checked.returncode == 78 and "must hold 16 bytes" in checked.stderr


@pytest.mark.parametrize("password,options", [("secret", ()), ("correct horse", ()), ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ()), ("0011", ("--hex",))])
def test_what_can_be_guessed_is_not_hashed_fast(password, options):
    done = run("hash-password", "CP1", *options, input=password + "\n")
    assert done.returncode == 64 and "--scrypt" in done.stderr and done.stdout == ""
    assert run("hash-password", "CP1", "--scrypt", *options, input=password + "\n").returncode == 0


def test_no_secret_stands_in_the_log(gateway):
    assert status(gateway, "AUTH3", basic("AUTH3", "s3cr3t-in-no-log")) == 401
    log = gateway.log_file.read_text()
    assert "s3cr3t" not in log and basic("AUTH3", "s3cr3t-in-no-log")[6:] not in log


def test_check_names_the_line_of_a_file_that_cannot_be_used(gateway, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"station": "A"}\n{"station": "A"}\n')
    checked = run("check", "-c", str(gateway.config_file), "--set", f"auth.stations.file={bad}")
    assert checked.returncode == 78 and "line 2: /station: stands there twice" in checked.stderr
    missing = run("check", "-c", str(gateway.config_file), "--set", "auth.stations.file=")
    assert missing.returncode == 78 and "auth.stations.topic is needed for auth.mode stations" in missing.stderr
