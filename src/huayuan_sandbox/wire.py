"""A small HTTP/1.1 client over kept connections: a tenth of the processor time of a general one.

The sandbox shares its machine with the platform it measures, so what it sends must cost little.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple, cast
from urllib.parse import SplitResult, urlsplit

import httptools

_CONNECTIONS = 64
_LENGTHS = {"content-length", "transfer-encoding"}  # without them an answer ends when the line is closed


class WireError(Exception):
    """No complete answer: refused, cut off, unreadable or too slow."""


class Answer(NamedTuple):
    """Header names are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Connection(asyncio.Protocol):
    """One request at a time. The `on_…` methods are called by the parser."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.reusable = True
        self.got_bytes = False
        self._answer: asyncio.Future[Answer] | None = None
        self._clear()

    def _clear(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._begun = False  # all headers are here

    async def ask(self, request: bytes) -> Answer:
        self._clear()
        self.got_bytes = False  # also when it is closed already: nothing of this answer was read
        if self.transport is None or self.transport.is_closing():
            raise WireError("connection closed")
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports have the methods but not the base class
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.got_bytes = True
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as problem:
            self._fail(f"unreadable answer: {problem}")

    def connection_lost(self, problem: Exception | None) -> None:
        self.reusable = False
        if problem is None and self._begun and not self._headers.keys() & _LENGTHS:
            self._finish()
        else:
            self._fail(f"connection lost: {problem or 'closed'}")

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        self._begun = True

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        self.reusable = self._parser.should_keep_alive()
        self._finish()

    def _finish(self) -> None:
        if self._answer is not None and not self._answer.done():
            answer = Answer(self._parser.get_status_code(), self._headers, b"".join(self._body))
            self._answer.set_result(answer)

    def _fail(self, reason: str) -> None:
        self.reusable = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(WireError(reason))

    def close(self) -> None:
        if self.transport is not None:
            self.transport.close()


class Wire:
    """A pool of connections per origin, at most `connections` requests at once in all."""

    def __init__(self, connections: int = _CONNECTIONS) -> None:
        self._slots = asyncio.Semaphore(connections)
        self._idle: dict[tuple[str, str], list[_Connection]] = {}

    async def request(
        self,
        method: str,
        url: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        timeout: float = 5.0,
    ) -> Answer:
        """Raises WireError. The timeout, in seconds, counts from when a connection slot is free."""
        target = urlsplit(url)
        request = _request(method, target, body, headers or {})
        async with self._slots:
            try:
                async with asyncio.timeout(timeout):
                    return await self._ask(target, request)
            except TimeoutError as problem:
                raise WireError("timeout") from problem
            except OSError as problem:
                raise WireError(f"{type(problem).__name__}: {problem}") from problem

    def close(self) -> None:
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    async def _ask(self, target: SplitResult, request: bytes) -> Answer:
        idle = self._idle.setdefault((target.scheme, target.netloc), [])
        while idle:
            connection = idle.pop()
            try:
                return await self._use(connection, idle, request)
            except WireError:
                # The other side closed a kept connection before it read anything; a fresh one may ask again.
                if connection.got_bytes:
                    raise
        return await self._use(await _connect(target), idle, request)

    async def _use(self, connection: _Connection, idle: list[_Connection], request: bytes) -> Answer:
        answered = False
        try:
            answer = await connection.ask(request)
            answered = True
            return answer
        finally:
            if answered and connection.reusable:
                idle.append(connection)
            else:
                connection.close()


async def _connect(target: SplitResult) -> _Connection:
    secure = target.scheme == "https"
    port = target.port or (443 if secure else 80)
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(_Connection, target.hostname or "", port, ssl=secure or None)
    return connection


def _request(method: str, target: SplitResult, body: bytes, headers: Mapping[str, str]) -> bytes:
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    lines = [f"{method} {path} HTTP/1.1", f"Host: {target.netloc}", "User-Agent: huayuan-sandbox"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
