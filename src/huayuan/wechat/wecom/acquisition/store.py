"""Rows of acquisition links in, values out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from huayuan.wechat.wecom.acquisition.contracts import AcquisitionLink, LinkStatus
from huayuan.wechat.wecom.acquisition.models import AcquisitionLinkRow


def add(session: Session, **values: Any) -> AcquisitionLink:
    row = AcquisitionLinkRow(**values)
    session.add(row)
    session.flush()
    return _link(row)


def get(session: Session, number: int) -> AcquisitionLink | None:
    row = session.get(AcquisitionLinkRow, number)
    return _link(row) if row else None


def change(session: Session, number: int, **values: Any) -> AcquisitionLink:
    row = session.get_one(AcquisitionLinkRow, number, with_for_update=True)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _link(row)


def told(session: Session, account: str, link_id: str, status: LinkStatus) -> None:
    """The platform says so of one that is not deleted."""
    mine = update(AcquisitionLinkRow).where(
        AcquisitionLinkRow.account == account, AcquisitionLinkRow.link_id == link_id,
        AcquisitionLinkRow.status != LinkStatus.DELETED.value,
    )  # fmt: skip
    session.execute(mine.values(status=status.value), execution_options={"synchronize_session": False})


def page(session: Session, limit: int, offset: int) -> tuple[list[AcquisitionLink], int]:
    """Those that were not deleted, the latest first."""
    living = AcquisitionLinkRow.status != LinkStatus.DELETED.value
    total = session.execute(select(func.count()).select_from(AcquisitionLinkRow).where(living)).scalar_one()
    query = select(AcquisitionLinkRow).where(living).order_by(AcquisitionLinkRow.id.desc())
    return [_link(row) for row in session.scalars(query.limit(limit).offset(offset))], total


def living(session: Session, connection_id: int) -> list[AcquisitionLink]:
    mine = select(AcquisitionLinkRow).where(
        AcquisitionLinkRow.connection_id == connection_id, AcquisitionLinkRow.link_id.is_not(None),
        AcquisitionLinkRow.status != LinkStatus.DELETED.value,
    )  # fmt: skip
    return [_link(row) for row in session.scalars(mine.order_by(AcquisitionLinkRow.id))]


def known_ids(session: Session, account: str, link_ids: Collection[str]) -> set[str]:
    mine = (AcquisitionLinkRow.account == account) & AcquisitionLinkRow.link_id.in_(link_ids)
    return {one for one in session.scalars(select(AcquisitionLinkRow.link_id).where(mine)) if one}


def channels(session: Session, account: str, states: Collection[str]) -> dict[str, str]:
    mine = (AcquisitionLinkRow.account == account) & AcquisitionLinkRow.state.in_(states)
    found = session.execute(select(AcquisitionLinkRow.state, AcquisitionLinkRow.channel).where(mine))
    return {row.state: row.channel for row in found}


def _link(row: AcquisitionLinkRow) -> AcquisitionLink:
    return AcquisitionLink(
        row.id, row.connection_id, row.account, row.name, row.channel, tuple(row.staff_ids), row.skip_verify,
        row.state, LinkStatus(row.status), row.link_id, row.url, row.customers, row.asked_at, row.error,
        row.read_at, row.created_at,
    )  # fmt: skip
