"""A link to a server that can be cut: a TCP proxy whose port is known before the server is there."""

import contextlib
import socket
import threading
import time


class Link:
    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.target = None
        self.is_cut = False
        self.open = set()
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            client, _ = self.listening.accept()
            if self.is_cut or self.target is None:
                client.close()
                continue
            with contextlib.suppress(OSError):
                server = socket.create_connection(("127.0.0.1", self.target))
                with self.lock:
                    self.open |= {client, server}
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(target=self._copy, args=(source, sink), daemon=True).start()

    def _copy(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        with self.lock:
            self.open -= {source, sink}

    def cut(self, seconds):
        """Every connection breaks, and none can be made meanwhile."""
        self.is_cut = True
        with self.lock:
            broken = list(self.open)
        for end in broken:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        time.sleep(seconds)  # the length of the fault
        self.is_cut = False
