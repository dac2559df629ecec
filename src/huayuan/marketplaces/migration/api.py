"""The door of migration: from a URL or a folder to a report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.marketplaces.migration.contracts import Counts, MigrationReport, Tables
from huayuan.marketplaces.migration.csv_tables import CsvTables
from huayuan.marketplaces.migration.errors import UnknownPeer
from huayuan.marketplaces.migration.linkwechat import LinkWeChat
from huayuan.marketplaces.migration.linkwechat_first import LinkWeChatFirst, is_first_version
from huayuan.marketplaces.migration.mochat import MoChat
from huayuan.marketplaces.migration.runner import Migration, check_tables
from huayuan.marketplaces.migration.store import DatabaseTables

PEERS: dict[str, type[LinkWeChat] | type[MoChat]] = {LinkWeChat.key: LinkWeChat, MoChat.key: MoChat}


def open_source(source: str) -> DatabaseTables | CsvTables:
    """A SQLAlchemy URL, or a folder of CSV files. Raises SourceUnreadable, DriverMissing."""
    return DatabaseTables(source) if "://" in source else CsvTables(Path(source))


def migrate(
    services: Services,
    peer: str,
    source: str,
    *,
    connections: Mapping[str, int],
    account: str | None = None,
    dry_run: bool = False,
    say: Callable[[str, Counts], None] = lambda part, counts: None,
) -> tuple[MigrationReport, Path]:
    """Take over what `peer` knows; answers the report and the file of problems.

    `connections` is corp id → our connection, for live codes. Raises UnknownPeer, SourceUnreadable, DriverMissing,
    TablesMissing, AccountUnclear.
    """
    if peer not in PEERS:
        raise UnknownPeer(peer=peer, allowed=", ".join(PEERS))
    settings = services.get(Settings)
    tables = open_source(source)
    try:
        reader = _reader(peer, tables)
        check_tables(reader.needed, tables, reader.label)
        made = reader(tables, ZoneInfo(settings.timezone), account)
        # One folder for each source, so that two of them do not mistake each other's place for their own.
        name = hashlib.sha256(f"{source}|{account}".encode()).hexdigest()[:12]
        folder = settings.data_dir / "migrations" / name
        migration = Migration(services, made, connections, folder, dry_run, say)
        return migration.run(), migration.problems_file
    finally:
        tables.close()


def _reader(peer: str, tables: Tables) -> type[LinkWeChat] | type[MoChat]:
    """The reader of the version whose tables these are."""
    if peer == LinkWeChat.key and is_first_version(tables.columns):
        return LinkWeChatFirst
    return PEERS[peer]
