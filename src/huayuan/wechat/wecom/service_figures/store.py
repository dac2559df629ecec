"""Rows of figures in, sums out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.wechat.wecom.service_figures.models import StaffDayRow

_SUMS = (
    "chats", "messages", "blocked_by", "applied", "new_friends", "groups_new", "group_joined", "group_speakers",
    "group_messages",
)  # fmt: skip
_LAST = ("groups", "groups_talking", "group_members")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StaffFigures:
    """Of one member over some days; `sums` are added up, `last` are of the last day that has them."""

    account: str
    userid: str
    sums: dict[str, int]
    last: dict[str, int | None]
    reply_percentage: float | None
    reply_minutes: float | None


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Of some members on one day, added up."""

    day: date
    sums: dict[str, int]
    reply_percentage: float | None
    reply_minutes: float | None


def write(session: Session, rows: Iterable[Row], columns: Collection[str]) -> None:
    """`columns` of each (account, userid, day) take the new values, the others stay."""
    found = list(rows)
    if found:
        upsert(session, StaffDayRow, found, on=["account", "userid", "day"], update=list(columns))


def last_day(session: Session, account: str, column: str, userid: str = "") -> date | None:
    """The last that has this column, of one member or of all."""
    query = select(func.max(StaffDayRow.day)).where(
        StaffDayRow.account == account, getattr(StaffDayRow, column).is_not(None)
    )
    return session.scalar(query.where(StaffDayRow.userid == userid) if userid else query)


def figures(
    session: Session, first: date, last: date, members: Collection[tuple[str, str]] | None
) -> list[StaffFigures]:
    """By member; answers are weighted by chats. `members`: (account, userid), None for all."""
    by_member: dict[tuple[str, str], list[StaffDayRow]] = {}
    for row in _rows(session, first, last, members):
        by_member.setdefault((row.account, row.userid), []).append(row)
    return [_sum(account, userid, rows) for (account, userid), rows in by_member.items()]


def by_day(
    session: Session, first: date, last: date, members: Collection[tuple[str, str]] | None
) -> list[DayFigures]:
    """Days that have figures, the first one first; numbers of groups are added up over members too."""
    found: dict[date, list[StaffDayRow]] = {}
    for row in _rows(session, first, last, members):
        found.setdefault(row.day, []).append(row)
    return [
        DayFigures(
            day, {name: sum(getattr(row, name) or 0 for row in rows) for name in _SUMS + _LAST}, *_replies(rows)
        )
        for day, rows in found.items()
    ]  # fmt: skip


def _rows(
    session: Session, first: date, last: date, members: Collection[tuple[str, str]] | None
) -> list[StaffDayRow]:
    query = select(StaffDayRow).where(StaffDayRow.day.between(first, last)).order_by(StaffDayRow.day)
    found = session.scalars(query)
    return [row for row in found if members is None or (row.account, row.userid) in members]


def _sum(account: str, userid: str, rows: list[StaffDayRow]) -> StaffFigures:
    sums = {name: sum(getattr(row, name) or 0 for row in rows) for name in _SUMS}
    last: dict[str, int | None] = {}
    for name in _LAST:
        known = [getattr(row, name) for row in rows if getattr(row, name) is not None]
        last[name] = known[-1] if known else None
    return StaffFigures(account, userid, sums, last, *_replies(rows))


def _replies(rows: list[StaffDayRow]) -> tuple[float | None, float | None]:
    """Share answered and minutes to the first answer, weighted by chats."""
    answered = [row for row in rows if row.reply_percentage is not None and row.chats]
    chats = sum(row.chats or 0 for row in answered)
    share = sum((row.reply_percentage or 0.0) * (row.chats or 0) for row in answered)
    minutes = sum((row.reply_minutes or 0) * (row.chats or 0) for row in answered)
    return (share / chats, minutes / chats) if chats else (None, None)
