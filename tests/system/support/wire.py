"""A client that may break every rule: HTTP and WebSocket frames by hand on a plain or TLS socket."""

import base64
import contextlib
import os
import socket
import struct

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def frame(payload, opcode=TEXT, final=True, reserved=0, masked=True, length=None):
    """`length` overrides the length that the header claims."""
    size = len(payload) if length is None else length
    head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
    bit = 0x80 if masked else 0
    if size < 126:
        head += bytes([bit | size])
    elif size < 65536:
        head += bytes([bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    repeated = mask * (len(payload) // 4 + 1)
    return head + mask + bytes(a ^ b for a, b in zip(payload, repeated))


class Wire:
    def __init__(self, port, tls=None, seconds=10, host="127.0.0.1"):
        self.socket = socket.create_connection((host, port), timeout=seconds)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_hostname=host)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def _more(self):
        data = self.socket.recv(65536)
        self.buffer += data
        return bool(data)

    def read_to_end(self):
        """What comes until the peer closes. A reset ends it as well."""
        with contextlib.suppress(ConnectionResetError):
            while self._more():
                pass
        return self.buffer

    def _take(self, count):
        while len(self.buffer) < count:
            if not self._more():
                raise EOFError(f"closed after {len(self.buffer)} of {count} bytes")
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def read_head(self):
        """(status, headers with lower-case names) of an HTTP answer."""
        while b"\r\n\r\n" not in self.buffer:
            if not self._more():
                raise EOFError(f"closed within the head: {self.buffer!r}")
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        return int(lines[0].split()[1]), {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines[1:])}

    def upgrade(self, target, protocols="ocpp1.6", **extra):
        """Sends a WebSocket upgrade; a header given as None is left out."""
        headers = {
            "Host": "gateway",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Protocol": protocols,
        }
        headers.update({name.replace("_", "-"): value for name, value in extra.items()})
        lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
        self.send("\r\n".join([f"GET {target} HTTP/1.1", *lines, "", ""]).encode("latin-1"))
        return self.read_head()

    def open(self, name, prefix="/ocpp"):
        status, headers = self.upgrade(f"{prefix}/{name}")
        assert status == 101, status
        assert headers["sec-websocket-protocol"] == "ocpp1.6"
        return self

    def text(self, text):
        self.send(frame(text if isinstance(text, bytes) else text.encode()))

    def read_frame(self):
        """(opcode, payload); pings are skipped."""
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._take(8))
            assert not second & 0x80, "a server must not mask"
            payload = self._take(size)
            if first & 0x0F != PING:
                return first & 0x0F, payload

    def read_text(self):
        opcode, payload = self.read_frame()
        assert opcode == TEXT, (opcode, payload)
        return payload.decode()

    def read_close(self):
        """The close code, answered and followed by our end; texts before it are skipped, an end without a close frame is 1006."""
        try:
            while True:
                opcode, payload = self.read_frame()
                if opcode == CLOSE:
                    with contextlib.suppress(OSError):
                        self.send(frame(payload, opcode=CLOSE))
                    self.socket.close()
                    return struct.unpack(">H", payload[:2])[0] if payload else 1005
        except (EOFError, ConnectionResetError):
            return 1006
