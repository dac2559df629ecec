"""Rows of join ways in, values out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.wechat.wecom.join_ways.contracts import JoinWay, JoinWayStatus
from huayuan.wechat.wecom.join_ways.models import JoinWayRow


def add(session: Session, **values: Any) -> JoinWay:
    row = JoinWayRow(**values)
    session.add(row)
    session.flush()
    return _way(row)


def get(session: Session, way_id: int) -> JoinWay | None:
    row = session.get(JoinWayRow, way_id)
    return _way(row) if row else None


def change(session: Session, way_id: int, **values: Any) -> JoinWay:
    row = session.get_one(JoinWayRow, way_id, with_for_update=True)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _way(row)


def page(session: Session, limit: int, offset: int) -> tuple[list[JoinWay], int]:
    """Those that were not deleted, the latest first."""
    living = JoinWayRow.status != JoinWayStatus.DELETED.value
    total = session.execute(select(func.count()).select_from(JoinWayRow).where(living)).scalar_one()
    rows = session.scalars(
        select(JoinWayRow).where(living).order_by(JoinWayRow.id.desc()).limit(limit).offset(offset)
    )
    return [_way(row) for row in rows], total


def channels(session: Session, account: str, states: Collection[str]) -> dict[str, str]:
    mine = (JoinWayRow.account == account) & JoinWayRow.state.in_(states)
    return {
        row.state: row.channel
        for row in session.execute(select(JoinWayRow.state, JoinWayRow.channel).where(mine))
    }


def _way(row: JoinWayRow) -> JoinWay:
    return JoinWay(
        row.id, row.connection_id, row.account, row.name, row.channel, tuple(row.group_ids), row.auto_create,
        row.base_name, row.state, JoinWayStatus(row.status), row.config_id, row.url, row.error,
        row.created_at,
    )  # fmt: skip
