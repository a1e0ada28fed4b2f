"""RFC 6455 by a table of cases, as the Autobahn suite groups them, against an echo over the gateway's own connections: each case whole,
byte by byte, and cut at each of its first places; plain and over TLS. Text that is no UTF-8 ends the echo with 1007, as a strict
session does, once the whole message is there."""

import asyncio
import base64
import contextlib
import os
import struct
import subprocess
import zlib

import pytest
from support.gateway import BINARY
from support.wire import BINARY as BINARY_OPCODE
from support.wire import CLOSE, PING, PONG, TEXT, frame

ECHO = BINARY.parent / "tests" / "conformance" / "ocpp-echo"
CONTINUED = 0
LIMIT = 100_000
PATIENCE = 20.0
CUTS = 24  # places at which a case is cut in two


def close(code=None, reason=b""):
    return frame(b"" if code is None else struct.pack(">H", code) + reason, opcode=CLOSE)


def text(payload, **how):
    return frame(payload if isinstance(payload, bytes) else payload.encode(), **how)


def part(payload, opcode=CONTINUED, final=False):
    return frame(payload, opcode=opcode, final=final)


BYE = close(1000)


def echoed(*payloads):
    """Texts, then the answer to our close."""
    return [(TEXT, payload if isinstance(payload, bytes) else payload.encode()) for payload in payloads] + [("closed", 1000)]


def failed(code, *before):
    return [(TEXT, payload) for payload in before] + [("closed", code)]


def cases():
    """name -> (what is sent, what comes back)"""
    yield from framing()
    yield from pings()
    yield from reserved()
    yield from fragments()
    yield from utf8()
    yield from closes()
    yield from limits()


def framing():
    for size in (0, 1, 125, 126, 127, 128, 65535, 65536):
        yield f"1.1 text of {size}", text("*" * size) + BYE, echoed("*" * size)
        octets = bytes(range(256)) * (size // 256 + 1)
        said = frame(octets[:size], opcode=BINARY_OPCODE)
        yield f"1.2 binary of {size}", said + BYE, echoed(b"binary " + octets[:size].hex().encode())
    yield "1.3 several in one go", text("a") + text("b") + text("c") + BYE, echoed("a", "b", "c")
    yield "1.4 not masked", text("a", masked=False), failed(1002)
    yield "1.5 not masked, behind a good one", text("a") + text("b", masked=False), failed(1002, b"a")
    yield "1.6 a length of 64 bits with the highest set", b"\x81\xff" + b"\xff" * 8 + b"mask", failed(1002)


def pings():
    for size in (0, 1, 125):
        payload = os.urandom(size)
        yield f"2.1 ping of {size}", frame(payload, opcode=PING) + BYE, [(PONG, payload), ("closed", 1000)]
    yield "2.2 ping of 126", frame(b"x" * 126, opcode=PING), failed(1002)
    yield "2.3 pongs that nobody asked for", frame(b"", opcode=PONG) + frame(b"x", opcode=PONG) + text("a") + BYE, echoed("a")
    yield "2.4 a ping in pieces", frame(b"x", opcode=PING, final=False), failed(1002)
    yield "2.5 a pong of 126", frame(b"x" * 126, opcode=PONG), failed(1002)


def reserved():
    for bits in range(1, 8):
        yield f"3.1 reserved bits {bits}", text("a", reserved=bits), failed(1002)
        yield f"3.2 reserved bits {bits} of a ping", frame(b"", opcode=PING, reserved=bits), failed(1002)
        yield f"3.3 reserved bits {bits}, behind a good one", text("a") + text("b", reserved=bits), failed(1002, b"a")
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        yield f"4.1 opcode {opcode}", frame(b"", opcode=opcode), failed(1002)
        yield f"4.2 opcode {opcode} with a payload", text("a") + frame(b"x", opcode=opcode), failed(1002, b"a")


def fragments():
    whole = part(b"frag", TEXT) + part(b"ment", final=True)
    yield "5.1 two parts", whole + BYE, echoed("fragment")
    yield "5.2 many parts", part(b"a", TEXT) + part(b"b") * 30 + part(b"c", final=True) + BYE, echoed("a" + "b" * 30 + "c")
    yield "5.3 empty parts", part(b"", TEXT) + part(b"") + part(b"", final=True) + BYE, echoed("")
    between = part(b"frag", TEXT) + frame(b"p", opcode=PING) + part(b"ment", final=True)
    yield "5.4 a ping in between", between + BYE, [(PONG, b"p"), *echoed("fragment")]
    yield "5.5 a continuation of nothing", part(b"a", final=True), failed(1002)
    yield "5.6 a continuation of nothing that goes on", part(b"a"), failed(1002)
    yield "5.7 a text within a text", part(b"a", TEXT) + text("b"), failed(1002)
    yield "5.8 a binary within a text", part(b"a", TEXT) + frame(b"b", opcode=BINARY_OPCODE), failed(1002)
    yield "5.9 a continuation behind the end", whole + part(b"a", final=True), failed(1002, b"fragment")
    yield "5.10 a close within a message", part(b"a", TEXT) + BYE, failed(1000)
    yield "5.11 two messages in parts", whole + whole + BYE, echoed("fragment", "fragment")


GOOD_TEXTS = ["Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "\U00010000", "\U0010ffff", "\ufffd", "\x00", "\x7f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud7ff", "\ue000"]
BAD_TEXTS = {
    "a surrogate": "eda080", "a surrogate in the middle": "cebae1bdb9cf83cebcceb5eda080656469746564", "beyond the last": "f4908080",
    "overlong slash": "c0af", "overlong NUL": "c080", "overlong of three": "e080af", "overlong of four": "f08080af", "five": "f888808080",
    "six": "fc8480808080", "cut": "ce", "cut of three": "e282", "cut of four": "f09f98", "a continuation": "80", "continuations": "8080bf",
    "FE": "fe", "FF": "ff", "a start behind a start": "cecea0",
}  # fmt: skip


def utf8():
    for number, good in enumerate(GOOD_TEXTS):
        octets = good.encode("utf-8", "surrogatepass")
        yield f"6.1 good text {number}", text(octets) + BYE, echoed(octets)
        parts = part(octets[:1], TEXT) + part(octets[1:], final=True)
        yield f"6.2 good text {number}, cut within a character", parts + BYE, echoed(octets)
        single = part(b"", TEXT) + b"".join(part(octets[i : i + 1]) for i in range(len(octets))) + part(b"", final=True)
        yield f"6.3 good text {number}, a part per byte", single + BYE, echoed(octets)
    for name, bad in BAD_TEXTS.items():
        octets = bytes.fromhex(bad)
        yield f"6.4 no UTF-8: {name}", text(octets), failed(1007)
        yield f"6.5 no UTF-8: {name}, behind a good text", text("ok") + text(b"x" + octets), failed(1007, b"ok")
        yield f"6.6 no UTF-8: {name}, in parts", part(octets[:1], TEXT) + part(octets[1:], final=True), failed(1007)


def closes():
    yield "7.1 a close", BYE, [("closed", 1000)]
    yield "7.2 a close without a code is answered with 1000", close(), [("closed", 1000)]
    yield "7.3 what follows a close is nobody's", BYE + text("late") + frame(b"", opcode=PING), [("closed", 1000)]
    yield "7.4 a close of one byte", frame(b"\x03", opcode=CLOSE), failed(1002)
    yield "7.5 the longest reason", close(1000, b"r" * 123), [("closed", 1000)]
    yield "7.6 a reason too long", frame(struct.pack(">H", 1000) + b"r" * 124, opcode=CLOSE), failed(1002)
    yield "7.7 a reason that is no UTF-8", close(1000, b"\xce\xba\xe1\xbd\xb9\xed\xa0\x80"), failed(1007)
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
        yield f"7.8 code {code}", close(code), [("closed", code)]
    for code in (0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535):
        yield f"7.9 code {code} is none", close(code), failed(1002)


def limits():
    yield "9.1 the longest message", text("x" * LIMIT) + BYE, echoed("x" * LIMIT)
    yield "9.2 one byte more", text("x" * (LIMIT + 1)), failed(1009)
    yield "9.3 one byte more, in parts", part(b"x" * LIMIT, TEXT) + part(b"x", final=True), failed(1009)
    yield "9.4 a length that promises too much", text("", length=1 << 40), failed(1009)
    yield "10.1 a text in one part and many pieces", text("y" * 60_000) + BYE, echoed("y" * 60_000)


def deflated(payload, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return (packer.compress(payload) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def compressed_cases():
    for size in (0, 1, 100, 1000, 50_000):
        payload = (b"compress me, " * (size // 13 + 1))[:size]
        for level in (1, 9):
            yield f"12.1 {size} bytes, level {level}", frame(deflated(payload, level), reserved=4) + BYE, echoed(payload)
        packed = deflated(payload)
        parts = frame(packed[:3], final=False, reserved=4) + part(packed[3:], final=True)
        yield f"12.2 {size} bytes in parts", parts + BYE, echoed(payload)
    yield "12.3 a message without compression", text("plain") + BYE, echoed("plain")
    yield "12.4 compressed bits on a continuation", part(b"a", TEXT) + frame(b"b", opcode=CONTINUED, reserved=4), failed(1002)
    yield "12.5 a compressed ping", frame(b"", opcode=PING, reserved=4), failed(1002)
    yield "12.6 more than the limit once unpacked", frame(deflated(b"x" * (LIMIT + 1)), reserved=4), failed(1009)
    yield "12.7 what cannot be unpacked", frame(b"\xff\xff\xff\xff", reserved=4), failed(1007)


class Peer:
    def __init__(self, reader, writer, compressed):
        self.reader, self.writer, self.compressed = reader, writer, compressed

    async def upgrade(self):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET / HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {key}"]
        lines += ["Sec-WebSocket-Version: 13"] + ["Sec-WebSocket-Extensions: permessage-deflate"] * self.compressed + ["", ""]
        self.writer.write("\r\n".join(lines).encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head
        assert (b"permessage-deflate" in head.lower()) == self.compressed, head

    async def frames(self):
        """What comes, until the connection ends."""
        while True:
            first, second = await self.reader.readexactly(2)
            assert second & 0x80 == 0, "a server must not mask"
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", await self.reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", await self.reader.readexactly(8))
            payload = await self.reader.readexactly(size)
            if first & 0x40:
                assert self.compressed and first & 0x0F == TEXT
                payload = zlib.decompressobj(-15).decompress(payload + b"\x00\x00\xff\xff")
            assert first & 0xB0 == 0x80, "the gateway sends whole messages"
            if first & 0x0F == CLOSE:
                yield "closed", struct.unpack(">H", payload[:2])[0] if payload else 1005
                return
            yield first & 0x0F, payload


async def outcome(port, tls, sent, cuts, compressed):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=tls)
    peer = Peer(reader, writer, compressed)
    try:
        await peer.upgrade()

        async def say():
            with contextlib.suppress(ConnectionError):
                last = 0
                for cut in [*cuts, len(sent)]:
                    writer.write(sent[last:cut])
                    await writer.drain()
                    if len(cuts) < 200:
                        await asyncio.sleep(0)
                    last = cut

        saying = asyncio.create_task(say())
        try:
            return [one async for one in peer.frames()]
        finally:
            saying.cancel()  # nobody hears the rest
            await asyncio.gather(saying, return_exceptions=True)
    finally:
        writer.close()


def ways_to_cut(sent):
    """Whole; byte by byte, where that is no long way; in two at each of the first places, and in the middle."""
    yield []
    if len(sent) <= 400:
        yield list(range(1, len(sent)))
    for at in {*range(1, min(CUTS, len(sent))), len(sent) // 2, len(sent) - 1} - {0, len(sent)}:
        yield [at]


async def run(port, tls, table, compressed=False):
    """(cases, connections, those that went wrong)"""
    running = asyncio.Semaphore(64)
    wrong, connections = [], 0

    async def one(name, sent, expected, cuts):
        async with running:
            try:
                came = await asyncio.wait_for(outcome(port, tls, sent, cuts, compressed), PATIENCE)
            except (TimeoutError, EOFError, ConnectionError, AssertionError) as failure:
                came = repr(failure)
            if came != expected:
                wrong.append(f"{name}, cut at {str(cuts)[:40]}: {str(came)[:200]} instead of {str(expected)[:200]}")

    work = []
    for name, sent, expected in table:
        for cuts in ways_to_cut(sent):
            connections += 1
            work.append(one(name, sent, expected, cuts))
    await asyncio.gather(*work)
    return len(table), connections, wrong


@pytest.fixture(scope="module")
def echo(certificates):
    command = [str(ECHO), "--message-size", str(LIMIT), "--compression"]
    command += ["--certificate", str(certificates.folder / "ecdsa.pem"), "--key", str(certificates.folder / "ecdsa.key")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        ports = dict(process.stdout.readline().split() for _ in range(2))
        yield {"plain": int(ports["plain"]), "tls": int(ports["tls"])}
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.parametrize("way", ["plain", "tls"])
def test_every_case_in_every_cut(echo, tls, way):
    count, connections, wrong = asyncio.run(run(echo[way], tls if way == "tls" else None, list(cases())))
    print(f"{way}: {count} cases in {connections} connections, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("way", ["plain", "tls"])
def test_every_case_of_compression(echo, tls, way):
    table = [*compressed_cases(), *(one for one in pings()), *(one for one in fragments())]
    count, connections, wrong = asyncio.run(run(echo[way], tls if way == "tls" else None, table, compressed=True))
    print(f"{way}, compressed: {count} cases in {connections} connections, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong[:20])
