"""The door: connections of every kind, what comes in through them, and what connectors are built from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from huayuan.kernel import jobs
from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.administration import (
    ConnectionView,
    NewConnection,
    change,
    checked,
    connect,
    connections,
    must_be_on,
    remove,
    switch,
    view,
    with_changes,
)
from huayuan.wechat.connections.backlog import Backlog
from huayuan.wechat.connections.calls import CallCounter
from huayuan.wechat.connections.client import Answer, Pauses, PlatformClient
from huayuan.wechat.connections.clients import ClientPool
from huayuan.wechat.connections.connections import Connections
from huayuan.wechat.connections.contracts import Calls, Health, KeptCallback, SyncState
from huayuan.wechat.connections.crypto import open_message, seal_message, signature
from huayuan.wechat.connections.doctor import asked, examine, refused_check, verdict
from huayuan.wechat.connections.door import CallbackDoor, SealedEnvelope
from huayuan.wechat.connections.fields import app_id, app_secret, seals
from huayuan.wechat.connections.kinds import CallbackReader, Incoming, Kind, Kinds, Request
from huayuan.wechat.connections.paging import pages
from huayuan.wechat.connections.pushed import PushedMessage
from huayuan.wechat.connections.quota import calls_today
from huayuan.wechat.connections.sending import judged, never_arrived, tried
from huayuan.wechat.connections.store import callbacks as callbacks_store
from huayuan.wechat.connections.store import connections as store
from huayuan.wechat.connections.switchboard import Switchboard
from huayuan.wechat.connections.tasks import on_callback, once_a_day
from huayuan.wechat.connections.tokens import FreshToken, Tokens
from huayuan.wechat.connections.weixin import WeixinCallbacks, WeixinClient
from huayuan.wechat.connections.xml import encrypted_part, flat_fields, parse, text_of, unix_time

__all__ = [
    "PRIVACY",
    "Answer",
    "Backlog",
    "CallCounter",
    "CallbackDoor",
    "CallbackReader",
    "ClientPool",
    "ConnectionView",
    "Connections",
    "FreshToken",
    "Incoming",
    "Kind",
    "Kinds",
    "NewConnection",
    "Pauses",
    "PlatformClient",
    "PushedMessage",
    "Request",
    "SealedEnvelope",
    "Switchboard",
    "Tokens",
    "WeixinCallbacks",
    "WeixinClient",
    "app_id",
    "app_secret",
    "asked",
    "calls",
    "change",
    "checked",
    "connect",
    "connection_ids",
    "connections",
    "encrypted_part",
    "examine",
    "flat_fields",
    "health",
    "judged",
    "kept_callbacks",
    "last_sync",
    "never_arrived",
    "on_callback",
    "once_a_day",
    "open_message",
    "pages",
    "parse",
    "refused_check",
    "remove",
    "replay",
    "seal_message",
    "seals",
    "signature",
    "start_comparison",
    "start_sync",
    "switch",
    "text_of",
    "tried",
    "unix_time",
    "verdict",
    "view",
    "with_changes",
]


def connection_ids(tx: Transaction, kind: str, account: str) -> list[int]:
    """The connections of one account."""
    rows = store.connection_rows(tx.session)
    return [row.id for row in rows if row.kind == kind and row.account == account]


def health(tx: Transaction, connection_id: int) -> Health:
    return callbacks_store.health(tx.session, connection_id, tx.now)


def kept_callbacks(
    tx: Transaction, connection_id: int, *, outcome: str | None, before: int | None, limit: int
) -> list[KeptCallback]:
    """Newest first; `outcome` "waiting" for those not processed yet. `before` is the id that the last page ended with."""
    return callbacks_store.kept(tx.session, connection_id, outcome, before, limit)


def replay(tx: Transaction, connection_id: int, ids: Collection[int] | None) -> int:
    """Have stored callbacks processed again: those named, or (None) all that failed. Answers how many.

    What they cause has deterministic ids, so what was done already is not done twice. Raises NotFound, ConnectionOff.
    """
    must_be_on(tx, connection_id)
    return callbacks_store.replay(tx.session, connection_id, ids, tx.now)


def calls(tx: Transaction, kinds: Kinds, counter: CallCounter, connection_id: int) -> Sequence[Calls]:
    """Today's calls by interface, the most called first. Raises NotFound."""
    row = store.connection_row(tx.session, connection_id)
    if row is None:
        raise NotFound(what="connection")
    day = tx.now.astimezone(counter.zone).date()
    rows = store.calls(tx.session, connection_id, day)
    return calls_today(rows, kinds.of(row.kind), tx.now, counter.zone)


def start_sync(tx: Transaction, kinds: Kinds, connection_id: int) -> bool:
    """Read everything again in the background; False for a kind that has nothing to read, and while it is being
    read already. Raises NotFound, ConnectionOff."""
    must_be_on(tx, connection_id)
    key = _sync_key(tx, kinds, connection_id)
    running = last_sync(tx, kinds, connection_id)
    if key is None or (running is not None and running.state in ("ready", "running")):
        return False
    second = tx.now.strftime("%Y%m%d%H%M%S")
    tx.enqueue(key.partition(":")[0], {"connection_id": connection_id}, dedup_key=key + second)
    return True


def start_comparison(tx: Transaction, kinds: Kinds, connection_id: int) -> bool:
    """Look for what callbacks missed now instead of at night; False for a kind that cannot.

    Raises NotFound, ConnectionOff.
    """
    must_be_on(tx, connection_id)
    row = store.connection_row(tx.session, connection_id)
    if row is None:
        raise NotFound(what="connection")
    task = kinds.of(row.kind).compare_task
    if task is None:
        return False
    key = f"{task}:{row.id}:{tx.now:%Y%m%d%H%M%S}"
    tx.enqueue(task, {"connection_id": row.id}, dedup_key=key)
    return True


def last_sync(tx: Transaction, kinds: Kinds, connection_id: int) -> SyncState | None:
    """How far the newest reading of everything is. Raises NotFound."""
    key = _sync_key(tx, kinds, connection_id)
    job = jobs.newest(tx.session, key) if key else None
    if job is None:
        return None
    return SyncState(job.state, job.progress, job.note, job.error, job.created_at, job.finished_at)


def _sync_key(tx: Transaction, kinds: Kinds, connection_id: int) -> str | None:
    """What the dedup keys of this connection's reading jobs begin with; None when there is nothing to read."""
    row = store.connection_row(tx.session, connection_id)
    if row is None:
        raise NotFound(what="connection")
    task = kinds.of(row.kind).sync_task
    return f"{task}:{row.id}:" if task else None


# What callbacks told stands in the person's events and records.
PRIVACY = PrivacyHooks.without_rows("wechat.connections")


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """Callbacks as they came name the person by an identifier of the account."""
    named = {(account, value) for _, value, account in identifiers if account}
    return sum(callbacks_store.forget_person(tx.session, account, value) for account, value in sorted(named))
