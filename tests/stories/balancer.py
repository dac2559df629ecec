"""A load balancer of a few lines: connections go in turn to the servers that answer, as a reverse proxy would send them."""

from __future__ import annotations

import itertools
import socket
import threading
from contextlib import suppress


class Balancer:
    """`ports` may change at any time; open connections stay where they are and break with their server."""

    def __init__(self, *ports: str) -> None:
        self.ports = [int(port) for port in ports]
        self._turn = itertools.count()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        server = self._connect()
        if server is None:
            client.close()
            return
        back = threading.Thread(target=_copy, args=(server, client), daemon=True)
        back.start()
        _copy(client, server)
        back.join()
        for one in (client, server):
            one.close()

    def _connect(self) -> socket.socket | None:
        first = next(self._turn)
        for place in range(len(self.ports)):
            with suppress(OSError):
                return socket.create_connection(
                    ("127.0.0.1", self.ports[(first + place) % len(self.ports)]), timeout=60
                )
        return None


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
