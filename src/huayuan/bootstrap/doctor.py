"""`huayuan doctor`: what could keep this installation and its connections from working, each with the way to mend it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huayuan.bootstrap.connection_checks import examine_connections
from huayuan.bootstrap.local import records, running_server
from huayuan.kernel.crypto import Vault, load_master_keys
from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.settings import Settings
from huayuan.wechat.connections.contracts import Check, CheckState

_MARKS = {
    CheckState.OK: "ok  ",
    CheckState.WARNING: "warn",
    CheckState.FAILED: "FAIL",
    CheckState.SKIPPED: "skip",
}


class Ill(Exception):
    """What a check found wrong, with the way to mend it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


def print_findings(settings: Settings, language: str) -> bool:
    """Print every check of the installation, then of each connection, as it is done; answers whether none failed."""
    well = True
    for step, title, examine in _CHECKS:
        well &= _show(_run(step, title, examine, settings), language)
    try:
        for connection in examine_connections(settings):
            print(f"\n{_in(connection.title, language)}")
            for one in connection.checks:
                well &= _show(one, language, indent="  ")
    except Exception as error:
        unable = Check("connections", Text("连接", "connections"), CheckState.FAILED, _said(error))
        well &= _show(unable, language)
    return well


def _show(one: Check, language: str, indent: str = "") -> bool:
    print(f"{indent}{_MARKS[one.state]}  {_in(one.title, language)}: {_in(one.found, language)}", flush=True)
    if one.fix and one.state in (CheckState.FAILED, CheckState.WARNING):
        print(f"{indent}      → {_in(one.fix, language)}", flush=True)
    return one.state is not CheckState.FAILED


def _in(text: Text, language: str) -> str:
    return text.zh if language == "zh" else text.en


def _run(step: str, title: Text, examine: Callable[[Settings], Text], settings: Settings) -> Check:
    """A check that raises is a finding too."""
    try:
        return Check(step, title, CheckState.OK, examine(settings))
    except Exception as error:
        return Check(step, title, CheckState.FAILED, _said(error))


def _said(error: Exception) -> Text:
    if isinstance(error, Ill):
        return error.text
    if isinstance(error, HuayuanError):
        return Text(error.text("zh"), error.text("en"))
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Text(said, said)


def _python(_: Settings) -> Text:
    version = sys.version.split()[0]
    return Text(version, version)


def _data_folder(settings: Settings) -> Text:
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise Ill(
            f"{folder} 不可写；请修改它的所有者，或设置 HUAYUAN_DATA_DIR",
            f"{folder} cannot be written; change its owner or set HUAYUAN_DATA_DIR",
        )
    room = os.statvfs(folder)
    free = room.f_bavail * room.f_frsize
    if free < 1 << 30:
        raise Ill(
            f"{folder} 只剩 {free >> 20} MB；请在数据库停止写入之前清理空间",
            f"only {free >> 20} MB are free in {folder}; make room before the databases stop",
        )
    return Text(f"{folder.absolute()}，剩余 {free >> 30} GB", f"{folder.absolute()}, {free >> 30} GB free")


def _zone(settings: Settings) -> Text:
    try:
        ZoneInfo(settings.timezone)
    except ZoneInfoNotFoundError:
        raise Ill(
            f"HUAYUAN_TIMEZONE {settings.timezone!r} 不是 IANA 时区，例如 Asia/Shanghai",
            f"HUAYUAN_TIMEZONE {settings.timezone!r} is not an IANA zone such as Asia/Shanghai",
        ) from None
    return Text(settings.timezone, settings.timezone)


def _keys(settings: Settings) -> Text:
    keys = load_master_keys(settings.secret_key.get_secret_value(), settings.data_dir)
    vault = Vault(keys)
    if vault.open(vault.seal("花园")) != "花园":
        raise Ill("加密后不能还原", "sealing does not round-trip")
    return Text(
        f"{len(keys)} 个；请把 keys.json 与数据库一起备份",
        f"{len(keys)} key(s); back up keys.json together with the database",
    )


def _records(settings: Settings) -> Text:
    with records(settings) as (database, _):
        engine = database.engine.dialect.name
        return Text(f"{engine}，表结构是最新的", f"{engine}, tables up to date")


def _warehouse(settings: Settings) -> Text:
    if settings.events_url.startswith("duckdb") and (url := running_server(settings)):
        return Text(f"DuckDB，正由 {url} 的服务使用", f"DuckDB, in use by the server at {url}")
    from huayuan.bootstrap.registry import warehouse_tables
    from huayuan.kernel.warehouse import connect_warehouse

    warehouse = connect_warehouse(settings.events_url, cluster=settings.warehouse_cluster)
    warehouse.migrate(warehouse_tables())
    count = warehouse.run("SELECT count(*) AS n FROM events").column("n")[0].as_py()
    warehouse.close()
    return Text(f"{warehouse.dialect}，{count} 个事件", f"{warehouse.dialect}, {count} events")


def _console(_: Settings) -> Text:
    if not Path(str(files("huayuan") / "_console" / "index.html")).is_file():
        raise Ill(
            "没有构建；请用 HUAYUAN_CONSOLE=auto 重新安装（需要 PyPI 与 npm）",
            "not built; reinstall with HUAYUAN_CONSOLE=auto (needs PyPI and npm)",
        )
    return Text("已构建", "built")


def _jobs(settings: Settings) -> Text:
    from huayuan.kernel import jobs

    with records(settings) as (_, uow), uow.read() as tx:
        counts = jobs.counts(tx.session)
    if dead := counts.get("dead"):
        raise Ill(
            f"{dead} 个任务已放弃；GET /api/jobs?state=dead 可以看到原因，POST /api/jobs/编号/retry 重试",
            f"{dead} job(s) gave up; GET /api/jobs?state=dead says why, POST /api/jobs/ID/retry tries again",
        )
    said = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    return Text(said or "还没有", said or "none yet")


_CHECKS = (
    ("python", Text("Python", "python"), _python),
    ("data_folder", Text("数据目录", "data folder"), _data_folder),
    ("time_zone", Text("时区", "time zone"), _zone),
    ("master_keys", Text("主密钥", "master keys"), _keys),
    ("records", Text("业务数据库", "records database"), _records),
    ("warehouse", Text("事件仓库", "warehouse"), _warehouse),
    ("console", Text("控制台", "console"), _console),
    ("jobs", Text("后台任务", "background jobs"), _jobs),
)
