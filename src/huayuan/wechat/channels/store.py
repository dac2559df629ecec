"""Rows of the connector in, values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.wechat.channels.contracts import LiveRoom, Part, Wish
from huayuan.wechat.channels.models import LiveRow, SyncRow, WantedRow

_QUIET = {"synchronize_session": False}
_FIGURES = (
    "started_at", "seconds", "audience", "most_at_once", "seconds_per_viewer", "cheers", "comments", "forwards",
    "new_follows",
)  # fmt: skip
Wanted = tuple[int, Wish, str, int, datetime]

# ---- what is to be asked


def want(session: Session, wishes: Iterable[tuple[int, Wish, str]], now: datetime) -> None:
    """Wished again while it waits, it is asked once; wished while it is being asked, it is asked again."""
    rows = [
        {
            "connection_id": c,
            "what": what.value,
            "number": number,
            "due": now,
            "wanted_at": now,
            "attempts": 0,
        }
        for c, what, number in sorted(set(wishes))
    ]
    changed = ["due", "wanted_at", "attempts"]
    upsert(session, WantedRow, rows, on=["connection_id", "what", "number"], update=changed)


def wanted(session: Session, now: datetime, limit: int) -> list[Wanted]:
    """(connection, what, number, attempts, wanted at), the longest wanted first."""
    query = (
        select(WantedRow).where(WantedRow.due <= now).order_by(WantedRow.due, WantedRow.number).limit(limit)
    )
    return [
        (row.connection_id, Wish(row.what), row.number, row.attempts, row.wanted_at)
        for row in session.scalars(query)
    ]


def got(session: Session, done: Collection[Wanted]) -> None:
    """Answered; what was wished again meanwhile stays."""
    for connection_id, what, number, _, wanted_at in done:
        mine = (
            (WantedRow.connection_id == connection_id)
            & (WantedRow.what == what.value)
            & (WantedRow.number == number)
            & (WantedRow.wanted_at == wanted_at)
        )
        session.execute(delete(WantedRow).where(mine), execution_options=_QUIET)


def want_later(session: Session, one: Wanted, seconds: float, now: datetime) -> None:
    connection_id, what, number, attempts, _ = one
    mine = (
        (WantedRow.connection_id == connection_id)
        & (WantedRow.what == what.value)
        & (WantedRow.number == number)
    )
    values = {"due": now + timedelta(seconds=seconds), "attempts": attempts + 1}
    session.execute(update(WantedRow).where(mine).values(**values), execution_options=_QUIET)


# ---- how far was read


def read_until(session: Session, connection_id: int, part: Part) -> datetime | None:
    row = session.get(SyncRow, (connection_id, part.value))
    return row.read_until if row else None


def write_until(session: Session, connection_id: int, part: Part, until: datetime) -> None:
    row = {"connection_id": connection_id, "part": part.value, "read_until": until}
    upsert(session, SyncRow, [row], on=["connection_id", "part"], update=["read_until"])


# ---- broadcasts


def write_lives(session: Session, connection_id: int, rooms: Sequence[LiveRoom]) -> None:
    """Figures may grow for days; the count of leads is ours and stays."""
    rows = [
        {"connection_id": connection_id, "export_id": room.export_id, "leads": room.leads}
        | {name: getattr(room, name) for name in _FIGURES}
        for room in rooms
    ]
    upsert(session, LiveRow, rows, on=["connection_id", "export_id"], update=list(_FIGURES))


def count_leads(session: Session, connection_id: int, started_at: datetime, number: int) -> None:
    """Leads are told by the beginning of their broadcast."""
    mine = (LiveRow.connection_id == connection_id) & (LiveRow.started_at == started_at)
    session.execute(update(LiveRow).where(mine).values(leads=number), execution_options=_QUIET)


def lives(session: Session, connection_id: int, limit: int, offset: int) -> tuple[list[LiveRoom], int]:
    """Newest first, and the number of all."""
    mine = LiveRow.connection_id == connection_id
    query = select(LiveRow).where(mine).order_by(LiveRow.started_at.desc()).limit(limit).offset(offset)
    total = session.scalar(select(func.count()).select_from(LiveRow).where(mine))
    rooms = [
        LiveRoom(
            row.export_id, row.started_at, row.seconds, row.audience, row.most_at_once, row.seconds_per_viewer,
            row.cheers, row.comments, row.forwards, row.new_follows, row.leads,
        )
        for row in session.scalars(query)
    ]  # fmt: skip
    return rooms, int(total or 0)
