"""What the command line needs without a server: the records database, and the address of a running server."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huayuan.access import api as access
from huayuan.bootstrap import registry
from huayuan.bootstrap.migrate import migrate_records
from huayuan.kernel.caller import SYSTEM
from huayuan.kernel.clock import SystemClock
from huayuan.kernel.db import Database
from huayuan.kernel.outbox import subscribers_of
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork

RUN_FILE = "server.json"


@contextmanager
def records(settings: Settings) -> Iterator[tuple[Database, UnitOfWork]]:
    """The records database alone, brought up to date. Several processes may have it open."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.records_url)
    try:
        migrate_records(database)
        yield database, UnitOfWork(database, SystemClock(), subscribers_of(registry.REACTIONS))
    finally:
        database.dispose()


@contextmanager
def announced(settings: Settings, url: str) -> Iterator[None]:
    """While the block runs, commands on the same data folder find the server at `url`."""
    path = settings.data_dir / RUN_FILE
    path.write_text(json.dumps({"url": url, "pid": os.getpid()}))
    try:
        yield
    finally:
        if json.loads(path.read_text()).get("pid") == os.getpid():  # several web processes may share a folder
            path.unlink(missing_ok=True)


def running_server(settings: Settings) -> str | None:
    """Address of the server that holds this data folder, if it answers."""
    path: Path = settings.data_dir / RUN_FILE
    try:
        url = str(json.loads(path.read_text())["url"])
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=1):
            return url
    except (OSError, ValueError, KeyError):
        return None


@contextmanager
def passing_key(settings: Settings, name: str, permissions: list[str]) -> Iterator[str]:
    """An API key for one command alone: whoever may write the data folder may use the API."""
    with records(settings) as (_, uow):
        with uow.begin() as tx:
            key, secret = access.create_key(tx, "api", name, permissions)
        try:
            yield secret
        finally:
            with uow.begin() as tx:
                access.revoke_key(tx, key.id, SYSTEM)
