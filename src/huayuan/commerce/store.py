"""Rows of commerce in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.commerce.contracts import Order, OrderFilter, OrderPage, OrderState, OrderView, Statement
from huayuan.commerce.models import OrderRow, RefundRow
from huayuan.kernel.db import touched, upsert
from huayuan.profiles.contracts import OrderTotals

Key = tuple[str, str]  # (source, order number)
MOST_KEYS = 2_000
# Written past the ORM, which costs as much again for rows by the thousand.
_ORDERS = cast("Table[Any]", OrderRow.__table__)
SORTS: dict[str, Any] = {
    "at": OrderRow.at,
    "placed_at": OrderRow.placed_at,
    "paid_at": OrderRow.paid_at,
    "amount": OrderRow.amount,
    "refunded": OrderRow.refunded,
    "status": OrderRow.status,
    "order_no": OrderRow.order_no,
    "source": OrderRow.source,
    "channel": OrderRow.channel,
}
_ORDER = (
    OrderRow.id, OrderRow.source, OrderRow.order_no, OrderRow.person_id, OrderRow.status, OrderRow.at,
    OrderRow.placed_at, OrderRow.paid_at, OrderRow.amount, OrderRow.refunded, OrderRow.store_id,
    OrderRow.staff_id, OrderRow.channel, OrderRow.items,
)  # fmt: skip
_WRITTEN = (
    "status", "at", "placed_at", "paid_at", "shipped_at", "received_at", "cancelled_at", "amount", "refunded",
    "store_id", "staff_id", "channel", "items", "said",
)  # fmt: skip


def states(session: Session, keys: Iterable[Key]) -> dict[Key, OrderState]:
    """What is known of these orders, their rows locked until the end of the transaction."""
    rows: dict[int, Any] = {}
    for condition in _named(keys):
        query = select(OrderRow.id, OrderRow.source, OrderRow.order_no, OrderRow.person_id, OrderRow.said)
        rows.update({row.id: row for row in session.execute(query.where(condition).with_for_update())})
    refunds: dict[int, dict[str, Statement]] = {}
    for part in _slices(list(rows)):
        query = select(RefundRow.order_id, RefundRow.refund_no, RefundRow.said).where(
            RefundRow.order_id.in_(part)
        )
        for order_id, number, said in session.execute(query):
            refunds.setdefault(order_id, {})[number] = _statement(said)
    return {(row.source, row.order_no): _state(row, refunds.get(row.id, {})) for row in rows.values()}


def _state(row: Any, refunds: dict[str, Statement]) -> OrderState:
    return OrderState(row.person_id, {kind: _statement(said) for kind, said in row.said.items()}, refunds)


def _named(keys: Iterable[Key]) -> Iterator[ColumnElement[bool]]:
    """Conditions that together find these orders: by shop and number, which is what the index is on."""
    by_source: dict[str, list[str]] = {}
    for source, number in keys:
        by_source.setdefault(source, []).append(number)
    for source, numbers in sorted(by_source.items()):
        for part in _slices(sorted(numbers)):
            yield (OrderRow.source == source) & OrderRow.order_no.in_(part)


def write(session: Session, orders: Mapping[Key, tuple[OrderState, OrderView]]) -> None:
    """Store orders and their refunds; who an existing order belongs to is `reassign`'s business."""
    rows = [_row(key, state, order) for key, (state, order) in orders.items()]
    upsert(session, _ORDERS, rows, on=["source", "order_no"], update=_WRITTEN)
    with_refunds = {key: state for key, (state, _) in orders.items() if state.refunds}
    ids = order_ids(session, list(with_refunds))
    refunds = [
        {
            "order_id": ids[key],
            "refund_no": number,
            "amount": said.amount,
            "refunded_at": said.at,
            "said": _plain(said),
        }
        for key, state in with_refunds.items()
        for number, said in state.refunds.items()
    ]
    upsert(
        session, RefundRow, refunds, on=["order_id", "refund_no"], update=["amount", "refunded_at", "said"]
    )


def order_ids(session: Session, keys: Iterable[Key]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for condition in _named(keys):
        for source, number, order_id in session.execute(
            select(OrderRow.source, OrderRow.order_no, OrderRow.id).where(condition)
        ):
            found[source, number] = order_id
    return found


def reassign(session: Session, owners: Mapping[Key, int]) -> None:
    """Orders whose deciding event names somebody else than before."""
    for (source, number), person in owners.items():
        session.execute(
            update(OrderRow)
            .where(OrderRow.source == source, OrderRow.order_no == number)
            .values(person_id=person, origin_person_id=person)
        )


def move(session: Session, moves: Mapping[int, int]) -> set[int]:
    """Re-point orders recorded for the origin people; answers everyone who lost or won one."""
    touched: set[int] = set()
    for part in _slices(list(moves)):
        origin_and_owner = select(OrderRow.origin_person_id, OrderRow.person_id).where(
            OrderRow.origin_person_id.in_(part)
        )
        for origin, owner in session.execute(origin_and_owner.distinct()):
            if owner != moves[origin]:
                touched |= {owner, moves[origin]}
    for origin, target in moves.items():
        session.execute(
            update(OrderRow)
            .where(OrderRow.origin_person_id == origin, OrderRow.person_id != target)
            .values(person_id=target)
        )
    return touched


def totals(session: Session, person_ids: Iterable[int]) -> list[OrderTotals]:
    """Orders that count (see rules.counts), for every person asked for; zeros for those without any."""
    wanted = list(person_ids)
    found: dict[int, OrderTotals] = {}
    for part in _slices(wanted):
        query = (
            select(OrderRow.person_id, func.count(), func.sum(OrderRow.amount), func.max(OrderRow.paid_at))
            .where(
                OrderRow.person_id.in_(part), OrderRow.paid_at.is_not(None), OrderRow.status != "cancelled"
            )
            .group_by(OrderRow.person_id)
        )
        for person, orders, gmv, last in session.execute(query):
            found[person] = OrderTotals(person, orders, int(gmv), last)
    return [found.get(person) or OrderTotals(person, 0, 0, None) for person in wanted]


def page(
    session: Session, wanted: OrderFilter, sort: str, descending: bool, limit: int, offset: int
) -> OrderPage:
    conditions = _conditions(wanted)
    column = SORTS[sort]
    # An empty time or channel comes last whichever way: it is never what one sorts for.
    first = (column.desc() if descending else column.asc()).nulls_last()
    tie = OrderRow.id.desc() if descending else OrderRow.id.asc()
    query = select(*_ORDER).where(*conditions).order_by(first, tie)
    items = [_order(row) for row in session.execute(query.limit(limit).offset(offset))]
    return OrderPage(
        items, session.scalar(select(func.count()).select_from(OrderRow).where(*conditions)) or 0
    )


def sources(session: Session) -> list[str]:
    return list(session.scalars(select(OrderRow.source).distinct().order_by(OrderRow.source)))


def of_person(session: Session, person_id: int) -> list[Order]:
    found = session.execute(
        select(*_ORDER).where(OrderRow.person_id == person_id).order_by(OrderRow.at.desc(), OrderRow.id)
    )
    return [_order(row) for row in found]


def erase(session: Session, person_id: int) -> int:
    mine = select(OrderRow.id).where(OrderRow.person_id == person_id)
    refunds = session.execute(delete(RefundRow).where(RefundRow.order_id.in_(mine)))
    orders = session.execute(delete(OrderRow).where(OrderRow.person_id == person_id))
    return touched(refunds) + touched(orders)


def _conditions(wanted: OrderFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, choices in (
        (OrderRow.status, wanted.status),
        (OrderRow.source, wanted.source),
        (OrderRow.channel, wanted.channel),
    ):
        if choices:
            conditions.append(column.in_(choices))
    if wanted.people is not None:
        conditions.append(OrderRow.person_id.in_(wanted.people))
    if wanted.among is not None:
        conditions.append(OrderRow.person_id.in_(wanted.among))
    if wanted.q:
        conditions.append(OrderRow.order_no.startswith(wanted.q.strip(), autoescape=True))
    if wanted.at_from is not None:
        conditions.append(OrderRow.at >= wanted.at_from)
    if wanted.at_to is not None:
        conditions.append(OrderRow.at < wanted.at_to)
    if wanted.amount_min is not None:
        conditions.append(OrderRow.amount >= wanted.amount_min)
    if wanted.amount_max is not None:
        conditions.append(OrderRow.amount <= wanted.amount_max)
    return conditions


def _slices(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + MOST_KEYS] for start in range(0, len(values), MOST_KEYS))


def _row(key: Key, state: OrderState, order: OrderView) -> dict[str, Any]:
    return {
        "source": key[0],
        "order_no": key[1],
        "person_id": state.person_id,
        "origin_person_id": state.person_id,
        "said": {kind: _plain(statement) for kind, statement in state.statements.items()},
    } | {name: getattr(order, name) for name in _WRITTEN if name != "said"}


def _plain(said: Statement) -> dict[str, Any]:
    return {
        "at": said.at.isoformat(),
        "event_id": said.event_id,
        "amount": said.amount,
        "items": said.items,
        "channel": said.channel,
        "store_id": said.store_id,
        "staff_id": said.staff_id,
    }


def _statement(said: dict[str, Any]) -> Statement:
    return Statement(**(said | {"at": datetime.fromisoformat(said["at"])}))


def _order(row: Any) -> Order:
    return Order(*row)
