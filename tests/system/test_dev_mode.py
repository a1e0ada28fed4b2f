"""`ocpp-gateway run --dev`: everything embedded; the three commands it prints work as printed."""

import re
import subprocess

import pytest
from support.gateway import BINARY, ROOT
from support.net import free_port, wait_until
from support.wire import Wire


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """What it prints, once all of it is there."""
    log = tmp_path_factory.mktemp("dev") / "screen.txt"
    listeners = "[{bind: '127.0.0.1:%d', prefix: /ocpp}, {bind: '127.0.0.1:%d', prefix: /ocpp, tls: {}}]" % (
        free_port(),
        free_port(),
    )
    command = [str(BINARY), "run", "--dev", "--set", f"listeners={listeners}", "--set", f"admin.bind=127.0.0.1:{free_port()}"]
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)

    def printed():
        assert process.poll() is None, log.read_text()
        return "Ctrl-C" in log.read_text() and log.read_text()

    yield wait_until(printed, "the screen is printed")
    process.terminate()
    assert process.wait(30) == 0
    assert "stopped events_dropped=0" in log.read_text()


def printed_command(screen, label):
    (found,) = re.findall(f"^ *{label}: +(.*)$", screen, re.MULTILINE)
    return found


def topic_of(command):
    return re.search(r" -t (\S+)", command)[1]


def broker_of(screen):
    return re.search(r"kcat .*?-b (\S+)", screen)[1]


def kcat(screen, topic, *options):
    command = ["kcat", "-q", "-e", "-b", broker_of(screen), "-t", topic, "-C", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout


def test_the_screen_names_both_urls_the_broker_and_the_admin_page(screen):
    assert re.search(r"ws://127\.0\.0\.1:\d+/ocpp/", screen) and re.search(r"wss://127\.0\.0\.1:\d+/ocpp/", screen)
    assert re.search(r"http://127\.0\.0\.1:\d+/", screen)
    assert len(screen.splitlines()) < 40


def test_kcat_reads_the_events_of_a_station_from_the_embedded_broker(screen, name):
    port = int(re.search(r"[^s]ws://127\.0\.0\.1:(\d+)/", screen)[1])
    with Wire(port).open(name) as wire:
        wire.text('[2,"b","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]')
        assert '"Accepted"' in wire.read_text()
    topic = topic_of(printed_command(screen, "Watch its events"))
    seen = lambda: [line for line in kcat(screen, topic, "-f", "%k %h\n").splitlines() if line.startswith(f"{name} ")]  # noqa: E731
    lines = wait_until(lambda: len(seen()) >= 3 and seen(), "three events")
    assert [re.search(r"ce_type=(\S+?),", line)[1] for line in lines] == [
        "ocpp.station.connected",
        "ocpp.station.booted",
        "ocpp.station.disconnected",
    ]


def test_the_printed_commands_connect_a_station_and_send_it_a_command(screen):
    station = subprocess.Popen(
        ["bash", "-c", "exec " + printed_command(screen, "Connect a station")],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        events = topic_of(printed_command(screen, "Watch its events"))
        wait_until(lambda: "CP001 " in kcat(screen, events, "-f", "%k %s\n"), "events of the simulated station", pause=0.2)
        send, watch = printed_command(screen, "Send it a command").split("; ")
        subprocess.run(["bash", "-c", send], check=True, timeout=30)
        results = topic_of(watch)
        wait_until(lambda: '"outcome":"answered"' in kcat(screen, results, "-f", "%s\n"), "the outcome `answered`", pause=0.2)
    finally:
        station.terminate()
        station.wait(10)
