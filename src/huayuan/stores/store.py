"""Rows of stores in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, upsert
from huayuan.stores.contracts import StaffMember, Store
from huayuan.stores.models import RegionRow, StaffRow, StoreRow


def save_region(session: Session, account: str, department_id: str, name: str) -> int:
    row = {"account": account, "department_id": department_id, "name": name}
    upsert(session, RegionRow, [row], on=["account", "department_id"], update=["name"])
    key = (RegionRow.account == account) & (RegionRow.department_id == department_id)
    return session.execute(select(RegionRow.id).where(key)).scalar_one()


def save_store(session: Session, account: str, department_id: str, name: str, region_id: int | None) -> int:
    row = {"account": account, "department_id": department_id, "name": name, "region_id": region_id}
    upsert(session, StoreRow, [row], on=["account", "department_id"], update=["name", "region_id"])
    key = (StoreRow.account == account) & (StoreRow.department_id == department_id)
    return session.execute(select(StoreRow.id).where(key)).scalar_one()


def save_staff(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    upsert(
        session,
        StaffRow,
        rows,
        on=["account", "userid"],
        update=["name", "alias", "store_id", "active", "serves", "updated_at"],
    )


def add_missing_staff(session: Session, account: str, userids: Collection[str], now: datetime) -> None:
    blank = {
        "account": account, "alias": "", "store_id": None, "active": True, "serves": True, "updated_at": now,
    }  # fmt: skip
    insert_new(
        session, StaffRow, [{**blank, "userid": u, "name": u} for u in userids], on=["account", "userid"]
    )


def deactivate_others(session: Session, account: str, keep: Collection[str], now: datetime) -> None:
    gone = update(StaffRow).where(StaffRow.account == account, StaffRow.active, StaffRow.userid.not_in(keep))
    session.execute(
        gone.values(active=False, updated_at=now), execution_options={"synchronize_session": False}
    )


def staff_by_userid(session: Session, account: str, userids: Collection[str]) -> dict[str, StaffMember]:
    rows = session.execute(_staff().where(StaffRow.account == account, StaffRow.userid.in_(userids)))
    return {member.userid: member for member in map(_member, rows)}


def staff_by_id(session: Session, ids: Collection[int]) -> dict[int, StaffMember]:
    rows = session.execute(_staff().where(StaffRow.id.in_(ids)))
    return {member.id: member for member in map(_member, rows)}


def list_staff(
    session: Session,
    *,
    account: str | None,
    store_id: int | None,
    active: bool | None,
    serves: bool | None,
    q: str,
    limit: int,
    offset: int,
) -> tuple[list[StaffMember], int]:
    conditions: list[Any] = []
    conditions += [StaffRow.account == account] if account is not None else []
    conditions += [StaffRow.store_id == store_id] if store_id is not None else []
    conditions += [StaffRow.active == active] if active is not None else []
    conditions += [StaffRow.serves == serves] if serves is not None else []
    if q:
        text = q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        like = f"%{text}%"
        conditions.append(StaffRow.name.ilike(like, escape="\\") | StaffRow.userid.ilike(like, escape="\\"))
    total = session.execute(select(func.count()).select_from(StaffRow).where(*conditions)).scalar_one()
    page = _staff().where(*conditions).order_by(StaffRow.store_id, StaffRow.name, StaffRow.id)
    return [_member(row) for row in session.execute(page.limit(limit).offset(offset))], total


def staff_ids(session: Session, store_ids: Collection[int], region_ids: Collection[int]) -> list[int]:
    place = StoreRow.id.in_(store_ids) | StoreRow.region_id.in_(region_ids)
    query = select(StaffRow.id).join(StoreRow, StoreRow.id == StaffRow.store_id).where(place)
    return list(session.scalars(query.order_by(StaffRow.id)))


def list_stores(session: Session, ids: Collection[int] | None = None) -> list[Store]:
    query = (
        select(StoreRow.id, StoreRow.name, RegionRow.name, StoreRow.account, StoreRow.department_id)
        .outerjoin(RegionRow, RegionRow.id == StoreRow.region_id)
        .order_by(StoreRow.name, StoreRow.id)
    )
    if ids is not None:
        query = query.where(StoreRow.id.in_(ids))
    return [Store(*row) for row in session.execute(query)]


def _staff() -> Any:
    return select(
        StaffRow.id, StaffRow.account, StaffRow.userid, StaffRow.name, StaffRow.alias, StaffRow.store_id,
        StoreRow.name.label("store_name"), StoreRow.department_id.label("store_code"), StaffRow.active, StaffRow.serves,
    ).outerjoin(StoreRow, StoreRow.id == StaffRow.store_id)  # fmt: skip


def _member(row: Row[Any]) -> StaffMember:
    values: Any = row
    return StaffMember(*values)
