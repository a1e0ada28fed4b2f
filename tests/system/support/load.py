"""Stations that talk as fast as they are answered and reconnect whenever they are cut off."""

import asyncio
import json
import random

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from .audit import promises_of
from .stations import open_socket

CUT_OFF = (OSError, ConnectionClosed, InvalidHandshake, InvalidMessage, TimeoutError, EOFError)


class LoadStation:
    """One station; keeps every frame it sent and every frame it received."""

    def __init__(self, name, seed):
        self.name, self.random = name, random.Random(seed)
        self.sent, self.received, self.counter = [], [], 0

    def next_call(self):
        self.counter += 1
        moment = f"2026-01-01T{self.counter // 3600 % 24:02}:{self.counter // 60 % 60:02}:{self.counter % 60:02}Z"
        if self.random.random() < 0.3:
            return "StartTransaction", {"connectorId": 1, "idTag": "TAG", "meterStart": self.counter, "timestamp": moment}
        sample = [{"value": str(self.counter), "measurand": "Energy.Active.Import.Register", "unit": "Wh"}]
        return "MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": moment, "sampledValue": sample}]}

    async def live(self, url, ended):
        while not ended.is_set():
            try:
                async with open_socket(url, self.name, open_timeout=3, close_timeout=1) as socket:
                    await self.talk(socket, ended)
            except CUT_OFF:
                await asyncio.sleep(0.05)

    async def talk(self, socket, ended):
        while not ended.is_set():
            action, payload = self.next_call()
            text = json.dumps([2, f"{self.name}-{self.counter}", action, payload])
            self.sent.append(text)
            await socket.send(text)
            self.received.append(await asyncio.wait_for(socket.recv(), 20))

    def promises(self):
        return promises_of(self.name, self.sent, self.received)


class Load:
    def __init__(self, url, count, seed):
        self.stations = [LoadStation(f"LOAD-{number}", seed + number) for number in range(count)]
        self.url, self.ended = url, asyncio.Event()

    async def __aenter__(self):
        self.tasks = [asyncio.create_task(station.live(self.url, self.ended)) for station in self.stations]
        return self

    async def __aexit__(self, *_):
        self.ended.set()
        await asyncio.gather(*self.tasks)

    @property
    def answered(self):
        return sum(len(station.received) for station in self.stations)

    async def more(self, count, seconds=60):
        """Waits until this many further CALLs were answered."""
        wanted = self.answered + count
        async with asyncio.timeout(seconds):
            while self.answered < wanted:
                await asyncio.sleep(0.01)

    def promises(self):
        return [promise for station in self.stations for promise in station.promises()]
