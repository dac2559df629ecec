"""ClickHouse's HTTP interface, answered by its engine in this process (chDB).

`python tests/clickhouse_server.py [--path DIR]` prints {"url": "clickhouse://127.0.0.1:PORT"} and serves until it is
told to stop, so that several processes share one warehouse through the official client, over the real protocol.
Understood: queries in the body, in `?query=` or both (insert data), settings and `database` in the query string,
`param_*`, compressed bodies. Sessions, users and compressed answers are not: no answer depends on them.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import json
import queue
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_LIBC = ctypes.CDLL(None)  # opened before any fork
HANDLES = 4  # queries at a time; each handle has its own settings and current database
_INSERT = re.compile(rb"\s*INSERT\s+INTO\b.*?\bFORMAT\s+(\w+)[ \t]*;?[ \t]*\r?\n?", re.IGNORECASE | re.DOTALL)
_FORMAT = re.compile(r"\bFORMAT\s+(\w+)\s*;?\s*$", re.IGNORECASE)
_CODE = re.compile(r"Code: (\d+)")
# What the HTTP server itself consumes, or what would end with the answer anyway.
_NOT_SETTINGS = {
    "query", "database", "session_id", "session_timeout", "session_check", "query_id", "quota_key", "compress",
    "decompress", "buffer_size", "wait_end_of_query", "client_protocol_version", "role", "user", "password",
    "send_progress_in_http_headers", "http_headers_progress_interval_ms", "enable_http_compression",
    "default_format", "cancel_http_readonly_queries_on_client_close",
}  # fmt: skip


class Engine:
    """A few handles of the one engine that a process can hold."""

    def __init__(self, path: str) -> None:
        import chdb

        self._free: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._handles = [chdb.connect(path) for _ in range(HANDLES)]
        for handle in self._handles:
            self._free.put(handle)

    def run(self, sql: str | bytes, given: dict[str, str]) -> bytes:
        """The answer's body, in the format that the statement names; tab-separated otherwise."""
        settings = {
            name: value
            for name, value in given.items()
            if name not in _NOT_SETTINGS and not name.startswith("param_")
        }
        parameters = {
            name.removeprefix("param_"): value for name, value in given.items() if name.startswith("param_")
        }
        handle = self._free.get()
        try:
            handle.query(f"USE {_name(given.get('database') or 'default')}")
            for name, value in settings.items():
                handle.query(f"SET {_name(name)} = {_text(value)}")
            answer: bytes = handle.query(
                sql, given.get("default_format", "TabSeparated"), params=parameters
            ).bytes()
            return answer
        finally:
            with suppress(Exception):
                for name in settings:
                    handle.query(f"SET {_name(name)} = DEFAULT")
            self._free.put(handle)

    def insert(self, statement: bytes, data: bytes, given: dict[str, str]) -> bytes:
        """`INSERT … FORMAT X` with its data: the engine in a process reads it from a file."""
        head, form = re.split(rb"\bFORMAT\b", statement, flags=re.IGNORECASE)
        with tempfile.NamedTemporaryFile(prefix="clickhouse-insert-") as file:
            file.write(data)
            file.flush()
            return self.run(head + f" FROM INFILE {_text(file.name)} FORMAT ".encode() + form.strip(), given)

    def close(self) -> None:
        for handle in self._handles:
            handle.close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    engine: Engine

    def do_GET(self) -> None:
        if urlsplit(self.path).path == "/ping":
            self._answer(200, b"Ok.\n", {})
        else:
            self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self._body())

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = b"".join(self._chunks())
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return _decoded(body, self.headers.get("Content-Encoding"))

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _serve(self, body: bytes) -> None:
        given = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        query = given.get("query", "").encode()
        text = query + b"\n" + body if query else body
        try:
            insert = _INSERT.match(text)
            if insert:
                answer = self.engine.insert(text[: insert.end()], text[insert.end() :], given)
            else:
                answer = self.engine.run(text.decode().strip().rstrip(";"), given)
        except Exception as error:  # the engine's message, as the server would answer it
            code = _CODE.search(str(error))
            self._answer(
                500, str(error).encode(), {"X-ClickHouse-Exception-Code": code[1] if code else "1000"}
            )
            return
        named = None if insert else _FORMAT.search(text.decode())
        form = named[1] if named else given.get("default_format", "TabSeparated")
        self._answer(200, answer, {"X-ClickHouse-Format": form, "X-ClickHouse-Timezone": "UTC"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (
            headers | {"X-ClickHouse-Summary": "{}", "Content-Length": str(len(body))}
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that was killed in the middle of a request


def _decoded(body: bytes, encoding: str | None) -> bytes:
    if not encoding:
        return body
    if encoding == "gzip":
        return gzip.decompress(body)
    from clickhouse_connect.driver._backend.httpcommon import decompress_response

    return bytes(decompress_response(body, encoding))


def _name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text):
        raise ValueError(f"Code: 62. not a name: {text!r}")
    return text


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def die_with_parent() -> None:
    """For `preexec_fn`: a test run that is killed cannot clean up, so its children end with it (Linux).

    With the thread that started them, to be exact: start them from one that lives as long as they shall.
    """
    if sys.platform == "linux":
        _LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


@contextmanager
def clickhouse_server(path: Path | None = None) -> Iterator[str]:
    """A server in a process of its own; yields clickhouse://host:port."""
    command = [sys.executable, __file__, *(["--path", str(path)] if path else [])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the server ended with code {process.wait()}"
        yield str(json.loads(line)["url"])
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> None:
    # Before the engine starts its threads, so that the signal comes to this one.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--path", default=":memory:", help="folder of the data (default: in memory)")
    Handler.engine = Engine(parser.parse_args().path)
    server = Server(("127.0.0.1", 0), Handler)
    print(json.dumps({"url": f"clickhouse://127.0.0.1:{server.server_address[1]}"}), flush=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    server.shutdown()
    Handler.engine.close()


if __name__ == "__main__":
    main()
