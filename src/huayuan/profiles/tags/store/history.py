"""Gifts begun and ended, as they are told one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from huayuan.profiles.models import TagHistoryRow
from huayuan.profiles.tags.contracts import Gift

_QUIET = {"synchronize_session": False}
H = TagHistoryRow


def begun(gift: Gift, why: str | None = None) -> dict[str, Any]:
    return _row(gift) | {
        "given": True, "cause": None, "by": gift.by, "why": why or gift.why, "at": gift.added_at,
    }  # fmt: skip


def ended(gift: Gift, cause: str, by: str | None, at: datetime) -> dict[str, Any]:
    return _row(gift) | {"given": False, "cause": cause, "by": by, "why": None, "at": at}


def _row(gift: Gift) -> dict[str, Any]:
    return {
        "origin_person_id": gift.origin, "person_id": gift.person, "tag_id": gift.tag, "source": gift.source,
    }  # fmt: skip


def write(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(TagHistoryRow.__table__), list(rows))  # type: ignore[arg-type]


def of_person(session: Session, person_id: int) -> list[TagHistoryRow]:
    return list(session.scalars(select(H).where(H.person_id == person_id).order_by(H.id)))


def of_tag(session: Session, tag_id: int, before: int | None, limit: int) -> list[TagHistoryRow]:
    """Newest first, older than row `before`: many have the same time, so the cursor is time and id."""
    query = select(H).where(H.tag_id == tag_id)
    since = None if before is None else session.scalar(select(H.at).where(H.id == before, H.tag_id == tag_id))
    if since is not None:
        query = query.where(H.at <= since, or_(H.at < since, H.id < before))
    elif before is not None:
        query = query.where(H.id < before)
    return list(session.scalars(query.order_by(H.at.desc(), H.id.desc()).limit(limit)))


def between(session: Session, tag_id: int, first: datetime, end: datetime) -> tuple[int, int]:
    """How many gifts began and how many ended from `first` until before `end`."""
    told = select(H.given, func.count()).where(H.tag_id == tag_id, H.at >= first, H.at < end)
    found = {given: int(times) for given, times in session.execute(told.group_by(H.given))}
    return found.get(True, 0), found.get(False, 0)


def last_given(session: Session) -> dict[int, datetime]:
    """tag → when it was given last."""
    query = select(H.tag_id, func.max(H.at)).where(H.given.is_(True)).group_by(H.tag_id)
    return {row[0]: row[1] for row in session.execute(query)}


def counted(session: Session, since: datetime) -> dict[tuple[int, bool], int]:
    """(tag, given?) → how often since."""
    query = select(H.tag_id, H.given, func.count()).where(H.at >= since).group_by(H.tag_id, H.given)
    return {(tag, given): int(times) for tag, given, times in session.execute(query)}


def forget_tag(session: Session, tag_id: int) -> None:
    session.execute(delete(H).where(H.tag_id == tag_id), execution_options=_QUIET)
