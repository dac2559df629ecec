"""QR codes, awaited results, consents, mass messages, publications and figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched, upsert
from huayuan.wechat.official_account.models import (
    ArticleDayRow,
    AwaitedRow,
    FollowerDayRow,
    MassRow,
    NoticeConsentRow,
    PublicationRow,
    QrCodeRow,
)

_QUIET = {"synchronize_session": False}
_REMEMBERED = 20

# ---- QR codes


def add_code(session: Session, row: QrCodeRow) -> QrCodeRow:
    session.add(row)
    session.flush()
    return row


def codes(session: Session, account: str, limit: int, offset: int) -> tuple[list[QrCodeRow], int]:
    mine = QrCodeRow.account == account
    total = session.scalar(select(func.count()).select_from(QrCodeRow).where(mine)) or 0
    query = select(QrCodeRow).where(mine).order_by(QrCodeRow.id.desc()).limit(limit).offset(offset)
    return list(session.scalars(query)), total


def codes_with_tag(session: Session, tag_id: int) -> list[QrCodeRow]:
    return [row for row in session.scalars(select(QrCodeRow).order_by(QrCodeRow.id)) if tag_id in row.tag_ids]


def code_row(session: Session, code_id: int) -> QrCodeRow | None:
    return session.get(QrCodeRow, code_id)


def codes_by_scene(session: Session, account: str, scenes: Collection[str]) -> dict[str, QrCodeRow]:
    """The newest code of each scene."""
    mine = (QrCodeRow.account == account) & QrCodeRow.scene.in_(scenes)
    return {row.scene: row for row in session.scalars(select(QrCodeRow).where(mine).order_by(QrCodeRow.id))}


def count_codes(session: Session, ways: Mapping[int, tuple[int, int]]) -> None:
    """code → (follows, scans) that came through it just now; in the order of numbers, so that nobody waits in a circle."""
    for code_id, (follows, scans) in sorted(ways.items()):
        more = {"follows": QrCodeRow.follows + follows, "scans": QrCodeRow.scans + scans}
        query = update(QrCodeRow).where(QrCodeRow.id == code_id).values(**more)
        session.execute(query, execution_options=_QUIET)


# ---- results of template messages


def await_result(session: Session, row: dict[str, Any]) -> None:
    upsert(session, AwaitedRow, [row], on=["connection_id", "msgid"], update=["message_key"])


def awaited(session: Session, connection_id: int, msgid: str) -> AwaitedRow | None:
    return session.get(AwaitedRow, (connection_id, msgid))


def drop_awaited(session: Session, before: datetime) -> int:
    gone = session.execute(delete(AwaitedRow).where(AwaitedRow.sent_at < before), execution_options=_QUIET)
    return touched(gone)


# ---- consents


def consented(session: Session, account: str, openid: str, template_id: str, at: datetime) -> None:
    """One more was accepted at `at`; counted once, however often it is told."""
    row = _consent(session, account, openid, template_id, at)
    second = int(at.timestamp())
    if second not in row.told:
        row.left, row.told = row.left + 1, [*row.told, second][-_REMEMBERED:]
        session.flush()


def consent_used(
    session: Session, account: str, openid: str, template_id: str, used: int, now: datetime
) -> None:
    row = _consent(session, account, openid, template_id, now)
    row.left, row.changed_at = max(row.left - used, 0), now
    session.flush()


def _consent(session: Session, account: str, openid: str, template_id: str, at: datetime) -> NoticeConsentRow:
    row = session.get(NoticeConsentRow, (account, openid, template_id), with_for_update=True)
    if row is None:
        row = NoticeConsentRow(
            account=account, openid=openid, template_id=template_id, left=0, told=[], changed_at=at
        )
        session.add(row)
    return row


def consents_left(session: Session, account: str, openid: str, template_id: str) -> int:
    row = session.get(NoticeConsentRow, (account, openid, template_id))
    return row.left if row else 0


def forget_consents(session: Session, account: str, openid: str) -> int:
    mine = (NoticeConsentRow.account == account) & (NoticeConsentRow.openid == openid)
    gone = session.execute(delete(NoticeConsentRow).where(mine), execution_options=_QUIET)
    return touched(gone)


# ---- mass messages


def add_mass(session: Session, row: MassRow) -> MassRow:
    session.add(row)
    session.flush()
    return row


def masses_to_tags(session: Session) -> list[MassRow]:
    """Those to a tag of the account that are not submitted yet."""
    waiting = session.scalars(select(MassRow).where(MassRow.state == "waiting").order_by(MassRow.id))
    return [row for row in waiting if row.audience.get("tag") is not None]


def mass_row(session: Session, mass_id: int) -> MassRow | None:
    return session.get(MassRow, mass_id)


def mass_by_number(session: Session, connection_id: int, msg_id: str) -> MassRow | None:
    mine = (MassRow.connection_id == connection_id) & (MassRow.msg_id == msg_id)
    return session.scalars(select(MassRow).where(mine)).first()


def mass_without_number(session: Session, connection_id: int) -> MassRow | None:
    """The oldest submitted one whose number we never learnt, because the answer to the call was lost."""
    mine = (
        (MassRow.connection_id == connection_id) & (MassRow.state == "submitted") & MassRow.msg_id.is_(None)
    )
    return session.scalars(select(MassRow).where(mine).order_by(MassRow.id).limit(1)).first()


def masses(session: Session, connection_id: int, limit: int, offset: int) -> tuple[list[MassRow], int]:
    mine = MassRow.connection_id == connection_id
    total = session.scalar(select(func.count()).select_from(MassRow).where(mine)) or 0
    query = select(MassRow).where(mine).order_by(MassRow.id.desc()).limit(limit).offset(offset)
    return list(session.scalars(query)), total


def masses_without_result(session: Session, before: datetime) -> list[MassRow]:
    mine = (MassRow.state == "submitted") & (MassRow.created_at < before)
    return list(session.scalars(select(MassRow).where(mine)))


# ---- publications


def save_publication(session: Session, row: dict[str, Any]) -> None:
    upsert(session, PublicationRow, [row], on=["connection_id", "publish_id"], update=["status"])


def publication(session: Session, connection_id: int, publish_id: str) -> PublicationRow | None:
    return session.get(PublicationRow, (connection_id, publish_id))


def publications(session: Session, connection_id: int, limit: int) -> list[PublicationRow]:
    mine = PublicationRow.connection_id == connection_id
    query = select(PublicationRow).where(mine).order_by(PublicationRow.submitted_at.desc()).limit(limit)
    return list(session.scalars(query))


# ---- figures


def changed_follower_days(session: Session, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that say something else than what is stored."""
    return [row for row in rows if _differs(session.get(FollowerDayRow, (row["account"], row["day"])), row)]


def changed_article_days(session: Session, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ("account", "article", "day")
    return [row for row in rows if _differs(session.get(ArticleDayRow, tuple(row[key] for key in keys)), row)]


def _differs(stored: object | None, row: dict[str, Any]) -> bool:
    return stored is None or any(getattr(stored, name) != value for name, value in row.items())


def save_follower_days(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    upsert(
        session, FollowerDayRow, rows, on=["account", "day"], update=["gained", "lost", "total", "by_source"]
    )


def has_follower_days(session: Session, account: str) -> bool:
    query = select(FollowerDayRow.day).where(FollowerDayRow.account == account).limit(1)
    return session.scalar(query) is not None


def follower_days(session: Session, account: str, first: date, last: date) -> list[FollowerDayRow]:
    mine = (FollowerDayRow.account == account) & FollowerDayRow.day.between(first, last)
    return list(session.scalars(select(FollowerDayRow).where(mine).order_by(FollowerDayRow.day)))


def save_article_days(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    figures = ["readers", "sharers", "likers", "keepers", "comments", "title", "url"]
    upsert(session, ArticleDayRow, rows, on=["account", "article", "day"], update=figures)


def article_totals(session: Session, account: str, first: date, last: date) -> list[dict[str, Any]]:
    """Articles published in these days with their figures so far, newest first."""
    mine = (ArticleDayRow.account == account) & ArticleDayRow.published_on.between(first, last)
    sums = [
        func.sum(getattr(ArticleDayRow, name)).label(name)
        for name in ("readers", "sharers", "likers", "keepers", "comments")
    ]
    names = (ArticleDayRow.article, ArticleDayRow.published_on, ArticleDayRow.title, ArticleDayRow.url)
    query = select(*names, *sums).where(mine).group_by(*names).order_by(ArticleDayRow.published_on.desc())
    return [dict(row._mapping) for row in session.execute(query)]
