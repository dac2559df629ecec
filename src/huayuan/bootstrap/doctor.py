"""`huayuan doctor`: what could keep this installation from working, each with the way to mend it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huayuan.bootstrap.local import records, running_server
from huayuan.kernel.crypto import Vault, load_master_keys
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    ok: bool
    detail: str


def examine(settings: Settings) -> list[Finding]:
    """One finding a check; a check that raises is a finding too."""
    return [_run(name, check, settings) for name, check in _checks()]


def _checks() -> Iterator[tuple[str, Callable[[Settings], str]]]:
    yield "python", _python
    yield "data folder", _data_folder
    yield "time zone", _zone
    yield "master keys", _keys
    yield "records database", _records
    yield "warehouse", _warehouse
    yield "console", _console
    yield "background jobs", _jobs


def _run(name: str, check: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(name, True, check(settings))
    except HuayuanError as error:
        return Finding(name, False, error.text("en"))
    except Exception as error:
        return Finding(name, False, str(error).splitlines()[0] if str(error) else type(error).__name__)


def _python(_: Settings) -> str:
    return sys.version.split()[0]


def _data_folder(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.data_dir, os.W_OK):
        raise RuntimeError(f"{settings.data_dir} cannot be written; change its owner or set HUAYUAN_DATA_DIR")
    room = os.statvfs(settings.data_dir)
    free = room.f_bavail * room.f_frsize
    if free < 1 << 30:
        raise RuntimeError(
            f"only {free >> 20} MB are free in {settings.data_dir}; make room before the databases stop"
        )
    return f"{settings.data_dir.absolute()}, {free >> 30} GB free"


def _zone(settings: Settings) -> str:
    try:
        ZoneInfo(settings.timezone)
    except ZoneInfoNotFoundError as error:
        raise RuntimeError(
            f"HUAYUAN_TIMEZONE {settings.timezone!r} is not an IANA zone such as Asia/Shanghai"
        ) from error
    return settings.timezone


def _keys(settings: Settings) -> str:
    keys = load_master_keys(settings.secret_key.get_secret_value(), settings.data_dir)
    vault = Vault(keys)
    if vault.open(vault.seal("花园")) != "花园":
        raise RuntimeError("sealing does not round-trip")
    return f"{len(keys)} key(s); back up keys.json together with the database"


def _records(settings: Settings) -> str:
    with records(settings) as (database, _):
        return f"{database.engine.dialect.name}, tables up to date"


def _warehouse(settings: Settings) -> str:
    if settings.events_url.startswith("duckdb") and (url := running_server(settings)):
        return f"DuckDB, in use by the server at {url}"
    from huayuan.bootstrap.registry import warehouse_tables
    from huayuan.kernel.warehouse import connect_warehouse

    warehouse = connect_warehouse(settings.events_url, cluster=settings.warehouse_cluster)
    warehouse.migrate(warehouse_tables())
    count = warehouse.run("SELECT count(*) AS n FROM events").column("n")[0].as_py()
    warehouse.close()
    return f"{warehouse.dialect}, {count} events"


def _console(_: Settings) -> str:
    if not Path(str(files("huayuan") / "_console" / "index.html")).is_file():
        raise RuntimeError("not built; reinstall with HUAYUAN_CONSOLE=auto (needs PyPI and npm)")
    return "built"


def _jobs(settings: Settings) -> str:
    from huayuan.kernel import jobs

    with records(settings) as (_, uow), uow.read() as tx:
        counts = jobs.counts(tx.session)
    if counts.get("dead"):
        raise RuntimeError(
            f"{counts['dead']} job(s) gave up; see Settings · Jobs for the reason and retry them"
        )
    return ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "none yet"
