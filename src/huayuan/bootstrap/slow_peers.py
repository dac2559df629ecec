"""Peers that hold a connection and say nothing: uvicorn waits for them for ever, we do not."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15.0  # from connecting, or from the first byte of a request, to the end of its headers
WINDOW_SECONDS = 20.0  # in each of these, a body that is not complete must bring
WINDOW_BYTES = 1000


class ImpatientProtocol(HttpToolsProtocol):
    """Cuts off who does not finish the headers in time, and whose body trickles. An upload over a slow line goes on."""

    _timer: asyncio.TimerHandle | None = None
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in HttpToolsProtocol
        super().connection_made(transport)
        self._wait(HEAD_SECONDS, self._cut)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait(HEAD_SECONDS, self._cut)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._received = 0
        self._wait(WINDOW_SECONDS, self._judge)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._stop()

    def _judge(self) -> None:
        """While we do not read ourselves (flow control), the sender cannot be blamed."""
        if self._received < WINDOW_BYTES and not self.flow.read_paused:
            self._cut()
            return
        self._received = 0
        self._wait(WINDOW_SECONDS, self._judge)

    def _wait(self, seconds: float, then: Any) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, then)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _cut(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.close()
