"""`huayuan serve`: one process in one role."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from huayuan.bootstrap.app import make_app
from huayuan.bootstrap.local import announced
from huayuan.bootstrap.makers import House, make_house
from huayuan.bootstrap.slow_peers import ImpatientProtocol
from huayuan.kernel.logging import configure_logging, get_logger
from huayuan.kernel.settings import Settings

log = get_logger("serve")


WEB_ROLES = ("all", "web")


def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; returns when everything accepted is stored.

    Every role answers /healthz, /readyz and /metrics. A worker or scheduler takes any free port unless it is given one.
    """
    configure_logging(settings.log_level)
    house = make_house(settings)
    serves_people = settings.role in WEB_ROLES
    port = settings.port if serves_people or "port" in settings.model_fields_set else 0
    listener = listen(settings.host, port)
    url = f"http://{settings.host}:{listener.getsockname()[1]}"
    with announced(settings, url) if serves_people else nullcontext():
        log.info("serve.listening" if serves_people else "serve.working", url=url, role=settings.role)
        make_server(house).run(sockets=[listener])


def make_server(house: House) -> uvicorn.Server:
    settings = house.settings
    config = uvicorn.Config(
        make_app(house),
        http=ImpatientProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=int(settings.shutdown_seconds),
        timeout_keep_alive=30,
        proxy_headers=settings.trusted_proxies > 0,
        backlog=2048,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Told to stop, it returns. uvicorn would raise the signal once more at the end, which kills the process before
    the run file is gone and makes an orderly stop look like a failure."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in HANDLED_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; with port 0 the system picks a free port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(2048)
    return listener
