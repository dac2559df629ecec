"""A server on loopback that a platform keeps its pictures on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


@contextmanager
def picture_host(answers: dict[str, tuple[int, bytes]]) -> Iterator[str]:
    """path → (status, content), for as long as the block takes; its address. Others are 404."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content = answers.get(self.path, (404, b""))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
