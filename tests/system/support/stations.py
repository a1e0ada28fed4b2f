"""A station made of the independent client library `ocpp` (The Mobility House), which validates both ways by its own schemas."""

import asyncio
import contextlib

from ocpp.charge_point import camel_to_snake_case
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call_result
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from .samples import COMMANDS

SUBPROTOCOL = "ocpp1.6"


class Recorder:
    """The connection, with a copy of every frame in each direction, byte for byte."""

    def __init__(self, socket):
        self.socket, self.sent, self.received = socket, [], []

    async def send(self, frame):
        self.sent.append(frame)
        await self.socket.send(frame)

    async def recv(self):
        frame = await self.socket.recv()
        self.received.append(frame)
        return frame


def handler_of(action, answer):
    async def handle(self, **request):
        self.requests.append((action, request))
        return getattr(call_result, action)(**camel_to_snake_case(answer))

    handle.__name__ = f"on_{action}"  # the library looks handlers up by name
    return on(action)(handle)


class Station(ChargePoint):
    def __init__(self, name, recorder):
        self.requests = []
        super().__init__(name, recorder, response_timeout=15)

    @property
    def frames(self):
        return self._connection


for _action, (_, _answer) in COMMANDS.items():
    setattr(Station, f"on_{_action}", handler_of(_action, _answer))


def open_socket(url, name, tls=None, **options):
    return connect(f"{url}/{name}", subprotocols=[SUBPROTOCOL], ssl=tls, **options)


@contextlib.asynccontextmanager
async def station(url, name, tls=None, **options):
    async with open_socket(url, name, tls, **options) as socket:
        assert socket.subprotocol == SUBPROTOCOL
        speaker = Station(name, Recorder(socket))
        listening = asyncio.create_task(speaker.start())
        try:
            yield speaker
        finally:
            await socket.close()
            with contextlib.suppress(ConnectionClosed):
                await listening
