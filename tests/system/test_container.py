"""The container image: built, run read-only without rights, and one station taken through it."""

import json
import os
import resource
import shutil
import subprocess

import pytest
from support.gateway import ROOT
from support.net import wait_until
from support.outage import topics_go_and_come_back, write_right_goes_and_comes_back
from support.tap import Tap
from support.wire import Wire

pytestmark = pytest.mark.container
IMAGE = "localhost/ocpp-gateway:system-test"
INSIDE = "/etc/ocpp-gateway/ocpp-gateway.yaml"


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


def runtime():
    """The command line of something that can run containers here, or None."""
    if shutil.which("docker") and run("docker", "info").returncode == 0:
        return ["docker"]
    if shutil.which("podman"):
        return ["podman", "--cgroup-manager", "cgroupfs", *(["--runtime", "runc"] if shutil.which("runc") else [])]
    return None


def limits():
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return ["--ulimit", f"nofile={files}:{files}", "--ulimit", "nproc=4096:4096"]


@pytest.fixture(scope="module")
def engine():
    command = runtime()
    if command is None:
        pytest.skip("neither a Docker daemon nor podman is here")
    built = run("./dev", "image", IMAGE, cwd=ROOT)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    probe = run(*command, "run", "--rm", "--network", "host", "--read-only", *limits(), IMAGE, "--version")
    if probe.returncode in (125, 126, 127):
        pytest.skip(f"{command[0]} cannot run containers on this machine: {probe.stderr.strip().splitlines()[-1]}")
    assert probe.returncode == 0, probe.stderr
    return command


@pytest.fixture(scope="module")
def gateway(engine, make_gateway, certificates):
    gateway = make_gateway()
    for file in [gateway.config_file, *certificates.folder.iterdir()]:
        os.chmod(file, 0o644)
    os.chmod(certificates.folder, 0o755)
    container = gateway.name
    command = [
        *engine,
        "run",
        "--name",
        container,
        "--network",
        "host",
        "--read-only",
        "--cap-drop",
        "all",
        "--security-opt",
        "no-new-privileges",
        *limits(),
        "-v",
        f"{gateway.config_file}:{INSIDE}:ro",
        "-v",
        f"{certificates.folder}:{certificates.folder}:ro",
        IMAGE,
    ]
    with open(gateway.log_file, "ab") as log:
        gateway.process = subprocess.Popen(command, stdout=log, stderr=log)
    gateway.container = container
    try:
        wait_until(gateway.is_ready, lambda: f"ready; its log ends with\n{gateway.log_tail()}")
        yield gateway
    finally:
        run(*engine, "rm", "-f", "-t", "0", container)


def test_a_station_is_taken_through_the_container(gateway, tls, name):
    with Wire(gateway.tls_port, tls).open(name) as wire:
        wire.text('[2,"b","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]')
        assert json.loads(wire.read_text())[2]["status"] == "Accepted"
        wire.text('[2,"s","StartTransaction",{"connectorId":1,"idTag":"T","meterStart":1,"timestamp":"2026-01-01T10:00:00Z"}]')
        assert json.loads(wire.read_text())[2]["transactionId"] > 0
    tap = Tap(gateway)
    assert [event.type for event in tap.events(name, count=4)] == [
        "ocpp.station.connected",
        "ocpp.station.booted",
        "ocpp.transaction.started",
        "ocpp.station.disconnected",
    ]
    tap.close()


def test_the_process_inside_has_no_rights_and_a_read_only_file_system(gateway):
    children = run("pgrep", "-f", f"^/usr/bin/ocpp-gateway run -c {INSIDE}").stdout.split()
    assert len(children) == 1
    with open(f"/proc/{children[0]}/status") as status:
        fields = dict(line.rstrip("\n").split(":\t", 1) for line in status if ":\t" in line)
    assert fields["Uid"].split()[0] == "65532" and int(fields["CapEff"], 16) == 0
    with open(f"/proc/{children[0]}/mounts") as mounts:
        root = next(line.split()[3] for line in mounts if line.split()[1] == "/")
    assert "ro" in root.split(",")


def test_healthcheck_works_inside(engine, gateway):
    checked = run(*engine, "exec", gateway.container, "/usr/bin/ocpp-gateway", "healthcheck", "-c", INSIDE)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_version_names_the_revision_that_was_built(gateway):
    revision = run("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD").stdout.strip()
    assert json.loads(gateway.get("/version")[1])["revision"] == revision


def test_the_image_says_what_it_is(engine):
    found = json.loads(run(*engine, "image", "inspect", IMAGE).stdout)[0]
    config = found["Config"]
    assert config["User"].split(":")[0] == "65532" and config["StopSignal"] in ("SIGTERM", "15")
    assert config["Entrypoint"] == ["/usr/bin/ocpp-gateway"]
    health = config.get("Healthcheck") or found.get("HealthCheck") or found.get("Healthcheck")
    assert health["Test"][:3] == ["CMD", "/usr/bin/ocpp-gateway", "healthcheck"]


def test_topics_that_go_and_come_back_end_nobody_with_this_librdkafka_either(gateway, broker, name):
    topics_go_and_come_back(gateway, broker, name)


def test_a_write_right_that_goes_and_comes_back_loses_nothing_with_this_librdkafka_either(gateway, broker, name):
    write_right_goes_and_comes_back(gateway, broker, name)


def test_stopping_the_container_is_a_drain_with_exit_code_0(engine, gateway):
    assert run(*engine, "stop", "-t", "20", gateway.container).returncode == 0
    gateway.wait()
