"""Callbacks over a bad network, and the collector's retries."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from huayuan_sandbox.wire import Wire, WireError

from .conftest import Server, World, wait_for


def _scan(world: World) -> None:
    if not world.sandbox.corp.ways:
        world.live_code("x", skip_verify=False)
    assert world.control("scan", state="x")["added"]


def test_a_refused_callback_is_tried_three_more_times(connected: World) -> None:
    connected.control("faults", retry_pause_ms=1)
    connected.platform.answers = [500, 503, 500]
    _scan(connected)
    wait_for(lambda: connected.status()["callbacks_sent"] == 1)
    assert connected.status()["callbacks_retried"] == 3
    connected.platform.answers = [500] * 4
    _scan(connected)
    wait_for(lambda: connected.status()["callbacks_failed"] == 1)
    assert len(connected.platform.callbacks) == 1


def test_statuses_are_not_retried_by_the_other_reading_of_the_documents(connected: World) -> None:
    connected.control("faults", retry_pause_ms=1, retry_statuses=False)
    connected.platform.answers = [500]
    _scan(connected)
    wait_for(lambda: connected.status()["callbacks_failed"] == 1)
    assert connected.status()["callbacks_retried"] == 0


def test_duplicates_losses_and_overtaking_happen_on_request(connected: World) -> None:
    connected.control("faults", duplicate=1.0)
    _scan(connected)
    wait_for(lambda: len(connected.platform.callbacks) == 2)
    assert connected.platform.callbacks[0] == connected.platform.callbacks[1]
    connected.control("faults", lose=1.0)
    _scan(connected)
    wait_for(lambda: connected.status()["callbacks_lost"] == 1)
    connected.control("faults", reorder=1.0)
    _scan(connected)
    connected.control("faults")
    _scan(connected)
    wait_for(lambda: len(connected.platform.callbacks) == 4)
    overtaken, overtaker = (
        connected.sandbox.corp.relations.values().__reversed__(),
        connected.platform.callbacks,
    )
    assert next(overtaken).external_userid == overtaker[2]["ExternalUserID"]


def test_a_slow_receiver_times_out(connected: World) -> None:
    connected.control("faults", timeout_s=0.001, retry_pause_ms=1)
    connected.sandbox.services.wecom.call_back_at("http://127.0.0.1:9/nobody")
    _scan(connected)
    wait_for(lambda: connected.status()["callbacks_failed"] == 1)


def test_a_callback_url_that_cannot_decrypt_is_not_connected(world: World) -> None:
    world.platform.cipher = None
    wish = {"callback_url": f"{world.platform.url}/callback", "collector_url": "", "write_key": ""}
    answer = world.http.post("/sandbox/control/connect", json=wish)
    assert answer.status_code == 422
    assert not world.status()["connected"]


def test_a_batch_is_sent_again_until_it_is_taken(connected: World) -> None:
    connected.platform.collector_answers = [503, 429]
    connected.control("history", days=1)
    wait_for(lambda: connected.status()["history_played"])
    status = connected.status()
    assert status["events_failed"] == 0
    assert status["events_accepted"] == status["events_sent"] == len(connected.platform.events)
    assert connected.platform.keys == {"Bearer hyw_test"}


def _ask(app: Starlette, ask: Callable[[Wire, str], Awaitable[object]]) -> object:
    async def run(url: str) -> object:
        wire = Wire()
        try:
            return await ask(wire, url)
        finally:
            wire.close()

    # In a thread of its own: a browser test may have left its loop running in this one.
    with Server(app) as server, ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run(server.url))).result()


async def _echo(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} {request.url.query} " + (await request.body()).decode())


def test_the_client_keeps_its_connection_and_reads_bodies() -> None:
    async def ask(wire: Wire, url: str) -> list[bytes]:
        answers = [await wire.request("POST", f"{url}/echo?n={n}", b"x" * n) for n in (0, 3, 100_000)]
        assert [answer.status for answer in answers] == [200, 200, 200]
        assert sum(map(len, wire._idle.values())) == 1
        return [answer.body for answer in answers]

    app = Starlette(routes=[Route("/echo", _echo, methods=["POST"])])
    assert _ask(app, ask) == [b"POST n=0 ", b"POST n=3 xxx", b"POST n=100000 " + b"x" * 100_000]


def test_the_client_gives_up_after_its_timeout_and_when_nobody_listens() -> None:
    async def slow(_: Request) -> Response:
        await asyncio.sleep(0.5)
        return PlainTextResponse("late")

    async def ask(wire: Wire, url: str) -> None:
        with pytest.raises(WireError, match="timeout"):
            await wire.request("GET", f"{url}/slow", timeout=0.05)
        with pytest.raises(WireError):
            await wire.request("GET", "http://127.0.0.1:9/")

    _ask(Starlette(routes=[Route("/slow", slow)]), ask)


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\nsuccess", b"success"),
        (b"HTTP/1.0 200 OK\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it", b"all of it"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf of it", None),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", None),
        (b"HTTP/1.1 200 OK\r\nX-Half", None),
        (b"", None),
    ],
)
def test_an_answer_without_a_length_ends_with_its_line(raw: bytes, body: bytes | None) -> None:
    """As simple receivers answer; what has a length must be whole."""

    async def run() -> bytes | None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(raw)
            await writer.drain()
            writer.close()

        wire = Wire()
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            try:
                return (await wire.request("GET", f"http://127.0.0.1:{port}/")).body
            except WireError:
                return None
            finally:
                wire.close()

    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop in this one
        assert thread.submit(lambda: asyncio.run(run())).result() == body
