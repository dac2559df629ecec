"""An ASGI application on a free port of loopback, in a thread of its own, that ends as soon as it is told to."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


class _EndsAtOnce(uvicorn.Server):
    """uvicorn looks every 100 ms whether it should end, and sleeps as long again: 0.4 s of each test with two."""

    async def main_loop(self) -> None:
        await self.on_tick(0)
        while not self.should_exit:
            await asyncio.sleep(0.005)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.wait_for(self._requests_ended(), 5)
        await self.lifespan.shutdown()

    async def _requests_ended(self) -> None:
        while self.server_state.tasks:
            await asyncio.sleep(0.005)


class Server:
    """Its address is known before it starts."""

    def __init__(self, app: Any) -> None:
        self._listener = socket.socket(proto=socket.IPPROTO_TCP)  # else asyncio leaves Nagle on
        self._listener.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._server = _EndsAtOnce(uvicorn.Config(app, log_level="error", access_log=False))
        self._thread = threading.Thread(target=lambda: asyncio.run(self._server.serve([self._listener])))

    def __enter__(self) -> Server:
        self._thread.start()
        wait_for(lambda: self._server.started)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@contextmanager
def serving(app: Any, ready: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """The address. `ready` learns it before the first request can come."""
    server = Server(app)
    ready(server.url)
    with server:
        yield server.url


def wait_for(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Fails when the condition has not become true in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
