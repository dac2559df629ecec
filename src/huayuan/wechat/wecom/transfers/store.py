"""Rows of transfers in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched
from huayuan.wechat.wecom.transfers.contracts import Transfer, TransferState
from huayuan.wechat.wecom.transfers.models import OPEN, TransferRow

_QUIET = {"synchronize_session": False}
SLICE = 500


def open_customers(session: Session, account: str, handover: str) -> set[str]:
    """Customers of a member who are on their way to somebody already."""
    mine = (TransferRow.account == account) & (TransferRow.handover == handover)
    return set(session.scalars(select(TransferRow.external_userid).where(mine, OPEN)))


def add(session: Session, rows: Sequence[dict[str, Any]]) -> list[Transfer]:
    made = [TransferRow(**row) for row in rows]
    session.add_all(made)
    session.flush()
    return [_transfer(row) for row in made]


def of_pair(
    session: Session, connection_id: int, handover: str, takeover: str, state: TransferState
) -> list[Transfer]:
    query = select(TransferRow).where(
        TransferRow.connection_id == connection_id, TransferRow.handover == handover,
        TransferRow.takeover == takeover, TransferRow.state == state.value,
    )  # fmt: skip
    return [_transfer(row) for row in session.scalars(query.order_by(TransferRow.id))]


def waiting_for(session: Session, account: str, takeover: str, external_userid: str) -> Transfer | None:
    query = select(TransferRow).where(
        TransferRow.account == account, TransferRow.takeover == takeover,
        TransferRow.external_userid == external_userid, OPEN,
    )  # fmt: skip
    row = session.scalars(query.with_for_update()).first()
    return _transfer(row) if row else None


def change(session: Session, ids: Collection[int], **values: Any) -> None:
    ids = sorted(ids)
    for start in range(0, len(ids), SLICE):
        some = ids[start : start + SLICE]
        session.execute(update(TransferRow).where(TransferRow.id.in_(some)).values(**values))


def settle(session: Session, transfer_id: int, state: TransferState, at: datetime) -> bool:
    """False when it was settled before."""
    mine = update(TransferRow).where(TransferRow.id == transfer_id, OPEN)
    changed = session.execute(mine.values(state=state.value, settled_at=at), execution_options=_QUIET)
    return bool(touched(changed))


def page(
    session: Session, state: str | None, handover: str | None, limit: int, offset: int
) -> tuple[list[Transfer], int]:
    conditions: list[Any] = [TransferRow.state == state] if state else []
    conditions += [TransferRow.handover == handover] if handover else []
    total = session.execute(select(func.count()).select_from(TransferRow).where(*conditions)).scalar_one()
    rows = session.scalars(
        select(TransferRow).where(*conditions).order_by(TransferRow.id.desc()).limit(limit).offset(offset)
    )
    return [_transfer(row) for row in rows], total


def count_by_state(session: Session, handover: str | None) -> dict[str, int]:
    query = select(TransferRow.state, func.count()).group_by(TransferRow.state)
    if handover:
        query = query.where(TransferRow.handover == handover)
    return {str(state): many for state, many in session.execute(query)}


def waiting_pairs(session: Session) -> list[tuple[int, str, str]]:
    """(connection, handover, takeover) of those whose result is awaited."""
    query = select(TransferRow.connection_id, TransferRow.handover, TransferRow.takeover)
    waiting = query.where(TransferRow.state == TransferState.WAITING.value).distinct()
    return [(connection, old, new) for connection, old, new in session.execute(waiting)]


def of_person(session: Session, person_id: int) -> list[Transfer]:
    mine = select(TransferRow).where(TransferRow.person_id == person_id).order_by(TransferRow.id)
    return [_transfer(row) for row in session.scalars(mine)]


def forget_person(session: Session, person_id: int) -> int:
    gone = session.execute(
        delete(TransferRow).where(TransferRow.person_id == person_id), execution_options=_QUIET
    )
    return touched(gone)


def repoint(session: Session, origin: int, to: int) -> None:
    moved = update(TransferRow).where(TransferRow.origin_person_id == origin, TransferRow.person_id != to)
    session.execute(moved.values(person_id=to), execution_options=_QUIET)


def _transfer(row: TransferRow) -> Transfer:
    return Transfer(
        row.id, row.connection_id, row.account, row.resigned, row.handover, row.takeover,
        row.external_userid, row.person_id, row.message, TransferState(row.state), row.errcode, row.asked_at,
        row.settled_at,
    )  # fmt: skip
