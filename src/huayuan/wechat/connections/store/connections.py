"""Rows of connections in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import insert_new
from huayuan.wechat.connections.contracts import AES_KEY, CALLBACK_TOKEN, Connection
from huayuan.wechat.connections.crypto import Seal
from huayuan.wechat.connections.models import CallbackCountRow, CallbackRow, CallCountRow, ConnectionRow

if TYPE_CHECKING:
    from huayuan.wechat.connections.calls import Tally

_QUIET = {"synchronize_session": False}


def connections(session: Session, vault: Vault, now: datetime) -> list[Connection]:
    return [opened(row, vault, now) for row in connection_rows(session)]


def connection_rows(session: Session) -> list[ConnectionRow]:
    return list(session.scalars(select(ConnectionRow).order_by(ConnectionRow.id)))


def connection_row(session: Session, connection_id: int) -> ConnectionRow | None:
    return session.get(ConnectionRow, connection_id)


def has_app(session: Session, kind: str, account: str, app: str) -> bool:
    same = (ConnectionRow.kind == kind) & (ConnectionRow.account == account) & (ConnectionRow.app == app)
    return session.scalar(select(ConnectionRow.id).where(same)) is not None


def add_connection(session: Session, **values: Any) -> ConnectionRow:
    row = ConnectionRow(**values)
    session.add(row)
    session.flush()
    return row


def off_ids(session: Session) -> set[int]:
    """Those that are switched off. They cannot be switched on before this transaction ends."""
    off = select(ConnectionRow.id).where(ConnectionRow.switched_off_at.is_not(None))
    return set(session.scalars(off.with_for_update(read=True)))


def was_used(session: Session, connection_id: int) -> bool:
    """Whether something came in through it, or the platform answered a call."""
    came = select(CallbackRow.id).where(CallbackRow.connection_id == connection_id)
    answered = select(CallCountRow.calls).where(
        CallCountRow.connection_id == connection_id, CallCountRow.calls > CallCountRow.refused
    )
    return any(session.scalar(one.limit(1)) is not None for one in (came, answered))


def remove(session: Session, connection_id: int) -> None:
    for table in (CallCountRow, CallbackCountRow):
        session.execute(delete(table).where(table.connection_id == connection_id), execution_options=_QUIET)
    session.execute(delete(ConnectionRow).where(ConnectionRow.id == connection_id), execution_options=_QUIET)


def seal_secrets(vault: Vault, secrets: Mapping[str, str]) -> bytes:
    return vault.seal(msgspec.json.encode(dict(secrets)).decode())


def open_secrets(vault: Vault, sealed: bytes | None) -> dict[str, str]:
    return msgspec.json.decode(vault.open(sealed), type=dict[str, str]) if sealed else {}


def opened(row: ConnectionRow, vault: Vault, now: datetime) -> Connection:
    secrets = open_secrets(vault, row.secrets)
    retiring = row.retired_until is not None and row.retired_until > now
    retired = open_secrets(vault, row.retired_secrets) if retiring else {}
    seals = [seal for held in (secrets, retired) if (seal := _seal(held, row.account))]
    return Connection(
        row.id, row.key, row.kind, row.name, row.account, row.app, secrets, row.settings, tuple(seals), row.api_url,
        row.status, row.switched_off_at is not None,
    )  # fmt: skip


def _seal(secrets: Mapping[str, str], account: str) -> Seal | None:
    if not secrets.get(AES_KEY):
        return None
    return Seal.of(secrets.get(CALLBACK_TOKEN, ""), secrets[AES_KEY], account)


def token(session: Session, connection_id: int) -> tuple[bytes | None, datetime | None]:
    columns = select(ConnectionRow.access_token, ConnectionRow.token_expires_at)
    row = session.execute(columns.where(ConnectionRow.id == connection_id)).first()
    return (row.access_token, row.token_expires_at) if row else (None, None)


def save_token(
    session: Session, connection_id: int, sealed: bytes | None, expires_at: datetime | None
) -> None:
    change = update(ConnectionRow).where(ConnectionRow.id == connection_id)
    session.execute(change.values(access_token=sealed, token_expires_at=expires_at), execution_options=_QUIET)


def save_status(session: Session, connection_id: int, status: str, detail: str | None, now: datetime) -> None:
    change = update(ConnectionRow).where(ConnectionRow.id == connection_id)
    values = change.values(status=status, status_detail=detail, checked_at=now)
    session.execute(values, execution_options=_QUIET)


# ---- calls


def add_calls(session: Session, tallies: Mapping[tuple[int, date, str], Tally]) -> None:
    for (connection_id, day, path), tally in sorted(tallies.items(), key=lambda item: item[0]):
        row = {"connection_id": connection_id, "day": day, "path": path[:120], "calls": 0, "refused": 0}
        insert_new(session, CallCountRow, [row], on=["connection_id", "day", "path"])
        mine = (CallCountRow.connection_id == connection_id) & (CallCountRow.day == day)
        more = update(CallCountRow).where(mine, CallCountRow.path == path[:120])
        values: dict[str, Any] = {
            "calls": CallCountRow.calls + tally.calls, "refused": CallCountRow.refused + tally.refused
        }  # fmt: skip
        values |= {"last_errcode": tally.last_errcode} if tally.last_errcode else {}
        session.execute(more.values(**values), execution_options=_QUIET)


def calls(session: Session, connection_id: int, day: date) -> list[CallCountRow]:
    mine = select(CallCountRow).where(CallCountRow.connection_id == connection_id, CallCountRow.day == day)
    return list(session.scalars(mine.order_by(CallCountRow.calls.desc(), CallCountRow.path)))
