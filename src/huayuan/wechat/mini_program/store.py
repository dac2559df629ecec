"""Rows of the connector in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, touched, upsert
from huayuan.wechat.mini_program import rules, wire
from huayuan.wechat.mini_program.contracts import Day, Link, LinkKind, NewLink, Template
from huayuan.wechat.mini_program.models import AcceptanceRow, DayRow, LinkRow, TemplateRow

_QUIET = {"synchronize_session": False}
_ONE_TIME = 2

# ---- acceptances


def accept(session: Session, connection_id: int, openid: str, template_id: str, at: datetime) -> None:
    """One more message is allowed."""
    row = {
        "connection_id": connection_id,
        "openid": openid,
        "template_id": template_id,
        "left": 0,
        "updated_at": at,
    }
    insert_new(session, AcceptanceRow, [row], on=["connection_id", "openid", "template_id"])
    _change(
        session,
        connection_id,
        openid,
        template_id,
        left=AcceptanceRow.left + 1,
        refused_at=None,
        updated_at=at,
    )


def refuse(session: Session, connection_id: int, openid: str, template_id: str, at: datetime) -> None:
    """None is allowed any more."""
    row = {
        "connection_id": connection_id,
        "openid": openid,
        "template_id": template_id,
        "left": 0,
        "updated_at": at,
    }
    insert_new(session, AcceptanceRow, [row], on=["connection_id", "openid", "template_id"])
    _change(session, connection_id, openid, template_id, left=0, refused_at=at, updated_at=at)


def use_one(session: Session, connection_id: int, openid: str, template_id: str, at: datetime) -> None:
    """A message was sent; what the platform did not tell us of is no reason to go below zero."""
    _change(
        session,
        connection_id,
        openid,
        template_id,
        left=case((AcceptanceRow.left > 0, AcceptanceRow.left - 1), else_=0),
        updated_at=at,
    )


def left(session: Session, connection_id: int, openid: str, template_id: str) -> int | None:
    """How many are allowed as far as we know; None when the platform told us nothing."""
    query = select(AcceptanceRow.left).where(*_acceptance(connection_id, openid, template_id))
    return session.scalars(query).one_or_none()


def willing(session: Session, connection_id: int, template_id: str) -> int:
    """How many visitors allow at least one message of a template."""
    query = select(func.count()).where(
        AcceptanceRow.connection_id == connection_id,
        AcceptanceRow.template_id == template_id,
        AcceptanceRow.left > 0,
    )
    return int(session.scalar(query) or 0)


def forget_visitor(session: Session, connection_ids: Collection[int], openid: str) -> int:
    mine = AcceptanceRow.connection_id.in_(connection_ids), AcceptanceRow.openid == openid
    gone = session.execute(delete(AcceptanceRow).where(*mine), execution_options=_QUIET)
    return touched(gone)


def _acceptance(connection_id: int, openid: str, template_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        AcceptanceRow.connection_id == connection_id,
        AcceptanceRow.openid == openid,
        AcceptanceRow.template_id == template_id,
    )


def _change(session: Session, connection_id: int, openid: str, template_id: str, **values: object) -> None:
    mine = _acceptance(connection_id, openid, template_id)
    session.execute(update(AcceptanceRow).where(*mine).values(**values), execution_options=_QUIET)


# ---- templates


def write_templates(
    session: Session, connection_id: int, found: Sequence[wire.PrivateTemplate], now: datetime
) -> None:
    """Those that the platform has no more are kept as gone: messages name them."""
    session.execute(
        update(TemplateRow).where(TemplateRow.connection_id == connection_id).values(gone=True),
        execution_options=_QUIET,
    )
    rows = [
        {
            "connection_id": connection_id, "template_id": one.priTmplId, "title": one.title[:120],
            "content": one.content, "example": one.example, "kind": one.type, "gone": False, "updated_at": now,
        }
        for one in found
    ]  # fmt: skip
    changed = ["title", "content", "example", "kind", "gone", "updated_at"]
    if rows:
        upsert(session, TemplateRow, rows, on=["connection_id", "template_id"], update=changed)


def templates(session: Session, connection_id: int) -> list[Template]:
    query = (
        select(TemplateRow)
        .where(TemplateRow.connection_id == connection_id, TemplateRow.gone.is_(False))
        .order_by(TemplateRow.title, TemplateRow.template_id)
    )
    return [_template(row) for row in session.scalars(query)]


def template(session: Session, connection_id: int, template_id: str) -> Template | None:
    row = session.get(TemplateRow, (connection_id, template_id))
    return None if row is None or row.gone else _template(row)


def _template(row: TemplateRow) -> Template:
    fields = rules.fields_of(row.content)
    return Template(row.template_id, row.title, fields, row.example, row.kind == _ONE_TIME)


# ---- links


def add_link(
    session: Session,
    connection_id: int,
    new: NewLink,
    url: str,
    image: bytes | None,
    expires_at: datetime | None,
    now: datetime,
) -> Link:
    row = LinkRow(
        connection_id=connection_id, kind=new.kind.value, name=new.name, path=new.path, query=new.query, url=url,
        image=image, expires_at=expires_at, created_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _link(row)


def links(session: Session, connection_id: int, limit: int, offset: int) -> tuple[list[Link], int]:
    """Newest first, and the number of all."""
    mine = LinkRow.connection_id == connection_id
    query = select(LinkRow).where(mine).order_by(LinkRow.id.desc()).limit(limit).offset(offset)
    total = session.scalar(select(func.count()).select_from(LinkRow).where(mine))
    return [_link(row) for row in session.scalars(query)], int(total or 0)


def image(session: Session, connection_id: int, link_id: int) -> bytes | None:
    query = select(LinkRow.image).where(LinkRow.id == link_id, LinkRow.connection_id == connection_id)
    return session.scalars(query).one_or_none()


def _link(row: LinkRow) -> Link:
    return Link(
        row.id, row.connection_id, LinkKind(row.kind), row.name, row.path, row.query, row.url,
        row.image is not None, row.expires_at, row.created_at,
    )  # fmt: skip


# ---- days


def known_days(session: Session, connection_id: int, first: date) -> set[date]:
    query = select(DayRow.day).where(DayRow.connection_id == connection_id, DayRow.day >= first)
    return set(session.scalars(query))


def write_day(session: Session, connection_id: int, day: Day) -> None:
    values = {
        "sessions": day.sessions, "page_views": day.page_views, "visitors": day.visitors,
        "new_visitors": day.new_visitors, "seconds_per_visitor": day.seconds_per_visitor,
        "shares": day.shares, "sharers": day.sharers, "visitors_ever": day.visitors_ever,
    }  # fmt: skip
    row = {"connection_id": connection_id, "day": day.day, **values}
    upsert(session, DayRow, [row], on=["connection_id", "day"], update=list(values))


def days(session: Session, connection_id: int, first: date, last: date) -> list[Day]:
    query = (
        select(DayRow)
        .where(DayRow.connection_id == connection_id, DayRow.day >= first, DayRow.day <= last)
        .order_by(DayRow.day)
    )
    return [
        Day(
            row.day, row.sessions, row.page_views, row.visitors, row.new_visitors, row.seconds_per_visitor,
            row.shares, row.sharers, row.visitors_ever,
        )
        for row in session.scalars(query)
    ]  # fmt: skip
