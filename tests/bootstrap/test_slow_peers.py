"""Peers that are slow on purpose, and bodies that are too large, against the real server."""

from __future__ import annotations

import asyncio
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from huayuan.bootstrap import slow_peers
from huayuan.bootstrap.makers import make_house
from huayuan.bootstrap.serve import make_server
from huayuan.kernel import routes
from huayuan.kernel.settings import Settings

PATHS = ("/v1/events?key=hyw_x", "/v1/hooks/somebody", "/callbacks/wecom/nobody")


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, int]]:
    house = make_house(Settings(data_dir=folder, secret_key="x" * 43 + "="))
    server = make_server(house)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(uvicorn.Server.serve(server, [listener])))
    thread.start()
    end = time.monotonic() + 60
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    yield listener.getsockname()
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server that is patient for fractions of a second."""
    monkeypatch.setattr(slow_peers, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(slow_peers, "WINDOW_SECONDS", 0.5)
    monkeypatch.setattr(routes.read_body, "__defaults__", (1.0,))
    with _serving(tmp_path) as found:
        yield found


@pytest.fixture
def patient_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server that never cuts anybody off for being slow: what it refuses, it refuses for its size."""
    monkeypatch.setattr(slow_peers, "HEAD_SECONDS", 3600.0)
    monkeypatch.setattr(slow_peers, "WINDOW_SECONDS", 3600.0)
    monkeypatch.setattr(routes.read_body, "__defaults__", (3600.0,))
    with _serving(tmp_path) as found:
        yield found


def _opened(address: tuple[str, int], head: bytes) -> socket.socket:
    peer = socket.create_connection(address, timeout=10)
    peer.sendall(head)
    return peer


def _said_until_closed(peer: socket.socket, drops: bytes, pause: float) -> tuple[bytes, float]:
    """What the server says while one byte after the other is sent, and after how many seconds it ends it."""
    began, heard = time.monotonic(), b""
    peer.settimeout(pause)
    for drop in drops:
        try:
            peer.sendall(bytes([drop]))
            more = peer.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            break
        heard += more
        if not more:
            break
    peer.close()
    return heard, time.monotonic() - began


def test_who_never_ends_the_headers_is_cut_off(address: tuple[str, int]) -> None:
    _, seconds = _said_until_closed(_opened(address, b"POST /v1/events HTTP/1.1\r\nX: "), b"a" * 100, 0.05)
    assert seconds < 4, "all of it would take five"
    _, seconds = _said_until_closed(_opened(address, b""), b"", 0.05)
    silent = _opened(address, b"")
    assert silent.recv(1) == b"", "who says nothing at all, too"


@pytest.mark.parametrize("path", PATHS)
def test_a_trickling_body_is_cut_off_and_holds_up_nobody(address: tuple[str, int], path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n".encode()
    peers = [_opened(address, head) for _ in range(50)]
    base = f"http://{address[0]}:{address[1]}"
    answer = httpx.get(f"{base}/healthz", timeout=5)
    assert answer.status_code == 200 and answer.elapsed.total_seconds() < 2
    heard, seconds = _said_until_closed(peers[0], b"{" * 200, 0.05)
    assert seconds < 8 and b" 200 " not in heard, "all of it would take ten"
    for peer in peers[1:]:
        peer.settimeout(5)
        assert peer.recv(65536)[:12] in (b"", b"HTTP/1.1 408")


@pytest.mark.parametrize("path", PATHS)
def test_a_body_with_enough_speed_but_no_end_is_answered_408(address: tuple[str, int], path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    peer = _opened(address, head)
    peer.settimeout(0.02)
    heard, began = b"", time.monotonic()
    while not heard and time.monotonic() < began + 5:
        peer.sendall(b"64\r\n" + b" " * 100 + b"\r\n")
        try:
            heard = peer.recv(65536)
        except TimeoutError:
            continue
    peer.settimeout(5)
    while more := peer.recv(65536):
        heard += more
    assert heard.startswith(b"HTTP/1.1 408") and b"too_slow" in heard
    assert 0.8 < time.monotonic() - began < 3


def _answer(peer: socket.socket) -> bytes:
    """Everything until the server closes. A close with unread bytes resets the line; what came before stays readable."""
    heard = b""
    while True:
        try:
            more = peer.recv(65536)
        except ConnectionResetError:
            return heard
        if not more:
            return heard
        heard += more


@pytest.mark.parametrize("path", PATHS)
def test_ten_announced_megabytes_are_refused_after_one_byte(
    patient_address: tuple[str, int], path: str
) -> None:
    size = 10 * 1024 * 1024
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\nx"
    peer = _opened(patient_address, head.encode())
    peer.settimeout(60)
    answer = _answer(peer)
    peer.close()
    assert answer.startswith(b"HTTP/1.1 413") and b"connection: close" in answer.lower()


@pytest.mark.parametrize("path", PATHS)
def test_ten_megabytes_in_chunks_are_refused_before_they_are_read(
    patient_address: tuple[str, int], path: str
) -> None:
    """The sender goes on until it may not: a server that reads everything first takes all ten of them."""
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    peer = _opened(patient_address, head.encode())
    peer.settimeout(60)
    size, sent = 10 * 1024 * 1024, 0
    while sent < size and not select.select([peer], [], [], 0)[0]:
        try:
            peer.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except (ConnectionResetError, BrokenPipeError):
            break
        sent += 65536
    answer = _answer(peer)
    peer.close()
    assert answer.startswith(b"HTTP/1.1 413") and b"too_large" in answer
    assert sent < size
