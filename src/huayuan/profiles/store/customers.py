"""The customer list: filter, sort, page, count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Select, exists, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from huayuan.profiles.contracts import CustomerFilter, CustomerPage, Visibility
from huayuan.profiles.models import PersonProfileRow, PersonTagRow, StaffContactRow
from huayuan.profiles.rules import like_pattern
from huayuan.profiles.store import among, choosing
from huayuan.profiles.store.batches import MOST_PARAMETERS
from huayuan.profiles.store.summary import CUSTOMER, as_customer

P = PersonProfileRow
SORTS: dict[str, Any] = {
    "id": P.person_id, "name": P.name_lower, "first_seen_at": P.first_seen_at, "last_seen_at": P.last_seen_at,
    "channel": P.first_channel, "last_channel": P.last_channel, "events": P.events, "orders": P.orders,
    "gmv": P.gmv, "last_order_at": P.last_order_at, "stage": P.stage, "city": P.city, "gender": P.gender,
}  # fmt: skip
FEW_PEOPLE = 2_000  # as parameters of a statement
FEW_STAFF = 50  # about where both ways cost the same at 300,000 friendships of 300 members of staff
_NULLABLE = {"channel", "last_channel", "last_order_at", "stage", "city", "gender"}


def page(
    session: Session, wanted: CustomerFilter, sort: str, descending: bool, limit: int, offset: int
) -> CustomerPage:
    """One page and the exact number of all. Ties are broken by person id, so pages never overlap."""
    conditions, order = _conditions(wanted), _order(sort, descending)
    if wanted.among is not None and among.are_soon_found(session, wanted.among, offset + limit, FEW_PEOPLE):
        chosen = among.first(
            session, wanted.among, _conditions(replace(wanted, among=None)), order, offset + limit
        )
        query = select(*CUSTOMER).where(P.person_id.in_(chosen[offset:])).order_by(*order)
    else:
        query = select(*CUSTOMER).where(*conditions).order_by(*order).limit(limit).offset(offset)
    items = [as_customer(row) for row in session.execute(query)]
    if offset == 0 and len(items) < limit:
        return CustomerPage(items, len(items))
    return CustomerPage(items, count(session, wanted))


def count(session: Session, wanted: CustomerFilter) -> int:
    if wanted.among is not None and len(wanted.among) > FEW_PEOPLE:
        fitting = choosing.ids(
            session, lambda _: select(P.person_id).where(*_conditions(replace(wanted, among=None))), None
        )
        return int(np.isin(fitting, np.asarray(wanted.among, dtype=np.int64)).sum())
    return _count(session, _conditions(wanted))


def ids_after(session: Session, wanted: CustomerFilter, after: int, limit: int) -> list[int]:
    """Who fits, by person id, above `after`."""
    if wanted.among is not None:
        return _ids_among(session, wanted, wanted.among, after, limit)
    fits = select(P.person_id).where(*_conditions(wanted), P.person_id > after)
    return list(session.scalars(fits.order_by(P.person_id).limit(limit)))


def _ids_among(
    session: Session, wanted: CustomerFilter, people: Sequence[int], after: int, limit: int
) -> list[int]:
    """Of `people`, in order, as many are looked at as it takes."""
    numbers = np.asarray(people, dtype=np.int64)
    rest, found = np.sort(numbers[numbers > after]), list[int]()
    for start in range(0, len(rest), MOST_PARAMETERS):
        part = rest[start : start + MOST_PARAMETERS].tolist()
        fits = select(P.person_id).where(*_conditions(replace(wanted, among=part))).order_by(P.person_id)
        found += session.scalars(fits)
        if len(found) >= limit:
            break
    return found[:limit]


def _count(session: Session, conditions: Sequence[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count()).select_from(P).where(*conditions)) or 0


def visible(session: Session, person_ids: Sequence[int], visibility: Visibility) -> set[int]:
    """Which of these people the caller may see."""
    query = select(P.person_id).where(P.person_id.in_(person_ids))
    if visibility.staff is not None:
        query = query.where(_is_friend_of(visibility.staff))
    return set(session.scalars(query))


def visible_query(visibility: Visibility) -> Any | None:
    return None if visibility.staff is None else _friends(visibility.staff)


def _order(sort: str, descending: bool) -> list[ColumnElement[Any]]:
    column = SORTS[sort]
    first = column.desc() if descending else column.asc()
    # "Nothing known" comes last whichever way: it is never what one sorts for.
    first = first.nulls_last() if sort in _NULLABLE else first
    return [first] if sort == "id" else [first, P.person_id.desc() if descending else P.person_id.asc()]


def _conditions(wanted: CustomerFilter) -> list[ColumnElement[bool]]:
    conditions = [
        *_text(wanted),
        *_ranges(wanted),
        *_visibility(wanted.visibility),
    ]
    if wanted.among is not None:
        conditions.append(
            among.one_of(wanted.among) if len(wanted.among) > FEW_PEOPLE else P.person_id.in_(wanted.among)
        )
    if wanted.channel:
        conditions.append(P.first_channel.in_(wanted.channel))
    if wanted.stage:
        conditions.append(P.stage.in_(wanted.stage))
    if wanted.tag:
        conditions.append(
            P.person_id.in_(select(PersonTagRow.person_id).where(PersonTagRow.tag_id.in_(wanted.tag)))
        )
    if wanted.live_code:
        won = select(StaffContactRow.person_id).where(StaffContactRow.live_code_id.in_(wanted.live_code))
        conditions.append(P.person_id.in_(won))
    if wanted.staff:
        conditions.append(_friends_with(wanted.staff))
    if wanted.store:
        conditions.append(_friends_with(wanted.store_staff))
    return conditions


def _text(wanted: CustomerFilter) -> list[ColumnElement[bool]]:
    if not wanted.q:
        return []
    by_name = P.name_lower.like(like_pattern(wanted.q.strip().lower()), escape="\\")
    return [or_(by_name, P.person_id.in_(wanted.people)) if wanted.people else by_name]


def _ranges(wanted: CustomerFilter) -> list[ColumnElement[bool]]:
    limits: list[tuple[Any, Any, str]] = [
        (P.first_seen_at, wanted.first_seen_from, "from"), (P.first_seen_at, wanted.first_seen_to, "before"),
        (P.last_seen_at, wanted.last_seen_from, "from"), (P.last_seen_at, wanted.last_seen_to, "before"),
        (P.orders, wanted.orders_min, "from"), (P.orders, wanted.orders_max, "to"),
        (P.gmv, wanted.gmv_min, "from"), (P.gmv, wanted.gmv_max, "to"),
    ]  # fmt: skip
    compare = {"from": lambda c, v: c >= v, "before": lambda c, v: c < v, "to": lambda c, v: c <= v}
    return [compare[kind](column, value) for column, value, kind in limits if value is not None]


def _visibility(visibility: Visibility) -> list[ColumnElement[bool]]:
    if visibility.staff is None:
        return []
    return [_friends_with(visibility.staff)]


def _friends_with(staff: Sequence[int]) -> ColumnElement[bool]:
    """Of a few members of staff the friends are listed first; of many, each person of the list is looked up.

    SQLite does as the query says, and listing the friends of everyone costs more than the page; PostgreSQL chooses.
    """
    return P.person_id.in_(_friends(staff)) if len(staff) <= FEW_STAFF else _is_friend_of(staff)


def _friends(staff: Sequence[int]) -> Select[Any]:
    mine = StaffContactRow.staff_id.in_(staff)
    return select(StaffContactRow.person_id).where(mine, StaffContactRow.removed_at.is_(None))


def _is_friend_of(staff: Sequence[int]) -> ColumnElement[bool]:
    friendship = exists().where(
        StaffContactRow.person_id == P.person_id,
        _ByPerson(StaffContactRow.staff_id).in_(staff),
        StaffContactRow.removed_at.is_(None),
    )
    return friendship.correlate(P)


class _ByPerson(FunctionElement[int]):
    """The column, which SQLite shall not choose an index by: it would try each member of staff for each person."""

    inherit_cache = True
    type = BigInteger()


@compiles(_ByPerson)
def _column(element: _ByPerson, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_ByPerson, "sqlite")
def _column_without_index(element: _ByPerson, compiler: SQLCompiler, **options: Any) -> str:
    return "+" + _column(element, compiler, **options)
