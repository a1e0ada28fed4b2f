"""Attacks of one host beside well-behaved stations: what these notice of it, in one table.

OCPPGW_ATTACK_SECONDS makes each attack longer, OCPPGW_ATTACK_STATIONS the number of stations; CI takes the short form."""

import asyncio
import contextlib
import os
import socket
import subprocess
import threading
import time

import pytest
import websockets
from support.wire import TEXT, Wire, frame

STATIONS = int(os.environ.get("OCPPGW_ATTACK_STATIONS", "100"))
SECONDS = float(os.environ.get("OCPPGW_ATTACK_SECONDS", "3"))
PERIOD = 0.5  # between the Heartbeats of a station
PATIENCE = 2.0  # a station that waits longer would notice; before there were bounds, these attacks took it ten seconds and more


class Fleet:
    """Stations over TLS that send Heartbeats; how long each took to be answered."""

    def __init__(self, gateway, tls):
        self.gateway, self.tls = gateway, tls
        self.took, self.lost = [], 0
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: self.loop.run_until_complete(self._run()), daemon=True)
        self.thread.start()
        assert self.ready.wait(60), "the stations cannot connect"

    async def _run(self):
        self.stopping = asyncio.Event()
        self.connected = 0
        await asyncio.gather(*(self._station(number) for number in range(STATIONS)))

    async def _station(self, number):
        await asyncio.sleep(number * 0.01)
        async with websockets.connect(f"{self.gateway.tls_url}/FLEET{number}", subprotocols=["ocpp1.6"], ssl=self.tls) as link:
            self.connected += 1
            if self.connected == STATIONS:
                self.ready.set()
            while not self.stopping.is_set():
                begin = time.monotonic()
                await link.send('[2,"%.9f","Heartbeat",{}]' % begin)
                try:
                    await asyncio.wait_for(link.recv(), 30)
                except (TimeoutError, websockets.ConnectionClosed):
                    self.lost += 1
                    return
                self.took.append(time.monotonic() - begin)
                await asyncio.sleep(PERIOD)

    def measure(self, seconds):
        self.took.clear()
        time.sleep(seconds)  # what is measured
        took = sorted(self.took)
        return len(took), took[len(took) // 2], took[int(len(took) * 0.99)]

    def stop(self):
        self.loop.call_soon_threadsafe(self.stopping.set)
        self.thread.join(60)


# --- the attacks: each goes on until it is told to stop


def half_open(gateway, stop):
    """TLS that begins with one byte and never goes on."""
    held = []
    while not stop.wait(1 / 100):
        with contextlib.suppress(OSError):
            one = socket.create_connection(("127.0.0.1", gateway.tls_port), timeout=1)
            one.sendall(b"\x16")
            held.append(one)
    for one in held:
        one.close()


def silent(gateway, stop):
    held = []
    while not stop.wait(1 / 500):
        with contextlib.suppress(OSError):
            held.append(socket.create_connection(("127.0.0.1", gateway.plain_port), timeout=1))
    for one in held:
        one.close()


def expensive_group(gateway, stop):
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{gateway.tls_port}", "-groups", "ffdhe8192"]
    while not stop.wait(1 / 20):
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=20)


def flapping(gateway, stop):
    """Two devices with one name, each as often as it can."""
    while not stop.is_set():
        with contextlib.suppress(OSError, EOFError), Wire(gateway.plain_port) as wire:
            wire.upgrade("/ocpp/FLAPPING")


def unfinished(gateway, stop):
    """Messages of which the end never comes."""
    held = []
    while not stop.wait(1 / 20):
        with contextlib.suppress(OSError, EOFError, AssertionError):
            wire = Wire(gateway.plain_port).open(f"UNFINISHED{len(held)}")
            wire.send(frame(b"x" * 400_000, TEXT, final=False))
            held.append(wire)
    for wire in held:
        wire.socket.close()


def garbage(gateway, stop):
    while not stop.wait(1 / 200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", gateway.tls_port), timeout=1) as one:
            one.sendall(os.urandom(512))


def flood(gateway, stop):
    """One station that sends as fast as it can and does not wait for answers."""
    with contextlib.suppress(OSError, EOFError):
        wire = Wire(gateway.plain_port).open("FLOOD")

        def drain():
            with contextlib.suppress(OSError):
                wire.read_to_end()

        draining = threading.Thread(target=drain, daemon=True)
        draining.start()
        number = 0
        while not stop.is_set():
            number += 1
            wire.text(f'[2,"{number}","Heartbeat",{{}}]')
        wire.socket.shutdown(socket.SHUT_RDWR)
        draining.join()


ATTACKS = [half_open, silent, expensive_group, flapping, unfinished, garbage, flood]


@pytest.fixture(scope="module")
def fleet(gateway, tls):
    made = Fleet(gateway, tls)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def table():
    lines = [f"{STATIONS} stations over TLS, a Heartbeat each {PERIOD} s; answered, p50 and p99 in ms"]
    lines.append(f"{'attack':18}{'before':>22}{'during':>22}{'after':>22}")
    yield lines
    print("\n" + "\n".join(lines))


def cell(measured):
    count, median, high = measured
    return f"{count:6} {median * 1000:6.1f} {high * 1000:7.1f}"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_stations_do_not_notice(gateway, fleet, table, attack):
    before = fleet.measure(SECONDS)
    stop = threading.Event()
    attacker = threading.Thread(target=attack, args=(gateway, stop))
    attacker.start()
    during = fleet.measure(SECONDS)
    health = gateway.get("/livez")[0], gateway.get("/readyz")[0]
    stop.set()
    attacker.join()
    after = fleet.measure(SECONDS)
    table.append(f"{attack.__name__:18}{cell(before):>22}{cell(during):>22}{cell(after):>22}")
    assert health == (200, 200)
    assert fleet.lost == 0
    assert max(during[2], after[2]) < PATIENCE, table[-1]
    assert min(during[0], after[0]) > 0.5 * before[0], table[-1]
