"""Paid orders as the event stream tells them, for whoever is asked about.

What counts is what commerce counts: an order is its shop and its number; the first payment told of it decides the time
and the amount; an order that was cancelled and not refunded does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huayuan.events.api import ALL_TIME, EventReader, Wanted, in_order, property_text, take_events
from huayuan.kernel.warehouse.base import given_ids

ORDER_EVENTS = ("order_placed", "order_paid", "order_cancelled", "order_refunded")
_NO_SHOP = "direct"
_UNTOLD = -1  # an amount that nobody told; told ones are not negative

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Among:
    """Whose events: those of the people given, or of everybody from `low` up to and including `high`."""

    people: Sequence[int] | None = None
    low: int = 0
    high: int = 0

    def of(self, table: Any) -> Any:
        if self.people is None:
            return table.filter(table.person_id.between(self.low, self.high))
        wanted = given_ids()
        return table.semi_join(wanted, table.person_id == wanted.id)

    def ask(self, reader: EventReader, key: Hashable, make: Callable[[Any], Any]) -> pa.Table:
        """The answer to what `make` builds on the events; `key` names it. Of people given it is compiled once."""
        if self.people is None:
            return reader.warehouse.query(make(reader.table()))
        return reader.warehouse.run(reader.sql(key, make), given=self.people)


# What of these events has to be taken to find paid orders among them (`take_events`).
WANTED = {name: frozenset({"event_key", "account", "p:order_no", "p:shop"}) for name in ORDER_EVENTS}


@dataclass(frozen=True, slots=True)
class PaidOrders:
    """One entry an order, by person and time. Times in microseconds since 1970, amounts in 分."""

    people: Ints
    paid_at: Ints
    amount: Ints


def paid_orders(reader: EventReader, among: Among, *, since: int | None = None) -> PaidOrders:
    """Every paid order of these people; `since`: those paid later, in microseconds since 1970."""
    if among.people is not None and is_indexed(reader, WANTED):
        return _sorted(orders_in(take_events(reader, among.people, WANTED, ALL_TIME.start)), since)
    dialect = reader.warehouse.dialect
    answer = among.ask(reader, "paid_orders", lambda table: _orders(table, dialect, among))
    people, paid_at = ints(answer.column("person_id")), moments(answer.column("paid_at"))
    return _sorted(PaidOrders(people, paid_at, ints(answer.column("amount"))), since)


def is_indexed(reader: EventReader, wanted: Wanted) -> bool:
    """Whether the index by person holds these events. If there is an index and it does not, the next one will."""
    index = reader.by_person
    return index is not None and index.rows_of((), wanted, ALL_TIME.start) is not None


def _sorted(orders: PaidOrders, since: int | None = None) -> PaidOrders:
    people, paid_at, amount = orders.people, orders.paid_at, orders.amount
    if since is not None:
        later = paid_at > since
        people, paid_at, amount = people[later], paid_at[later], amount[later]
    order = np.lexsort((paid_at, people))
    return PaidOrders(people[order], paid_at[order], amount[order])


def orders_in(rows: pa.Table) -> PaidOrders:
    """Paid orders in events that were taken as WANTED, by person and time; the same rule as `_orders`, row by row."""
    of_orders = pc.is_in(rows["event"], pa.array(ORDER_EVENTS))
    rows = rows.filter(pc.and_(of_orders, pc.is_valid(rows["p:order_no"])))
    rows = rows.sort_by([("occurred_at", "ascending"), ("event_key", "ascending")])
    columns = ("person_id", "event", "amount", "account", "p:order_no", "p:shop")
    at = moments(rows["occurred_at"]).tolist()
    told: dict[tuple[int, str, str], dict[str, tuple[int, int | None]]] = {}
    for time, person, event, amount, account, number, shop in zip(
        at, *(rows[name].to_pylist() for name in columns), strict=True
    ):
        if number := number.strip():
            told.setdefault((person, account or shop or _NO_SHOP, number), {}).setdefault(
                event, (time, amount)
            )
    found = [(key[0], of["order_paid"][0], _amount(of)) for key, of in told.items() if _counts(of)]
    columns_of = np.asarray(found, dtype=np.int64).reshape(-1, 3).T
    return _sorted(PaidOrders(*columns_of))


def _counts(told: dict[str, tuple[int, int | None]]) -> bool:
    return "order_paid" in told and ("order_cancelled" not in told or "order_refunded" in told)


def _amount(told: dict[str, tuple[int, int | None]]) -> int:
    """What was paid; where nobody told, what was to be paid."""
    paid = told["order_paid"][1]
    placed = told["order_placed"][1] if "order_placed" in told else None
    return max(0, placed or 0) if paid is None else max(0, paid)


def _orders(table: Any, dialect: str, among: Among) -> Any:
    import ibis

    table = among.of(table.filter(table.event.isin(ORDER_EVENTS)))
    shop = ibis.coalesce(table.account.nullif(""), property_text(table, "shop", dialect).nullif(""), _NO_SHOP)
    table = table.mutate(shop=shop, number=property_text(table, "order_no", dialect).strip())
    table = table.filter(table.number.notnull() & (table.number != ""))
    table = table.mutate(told=table.amount.fill_null(_UNTOLD))
    paid, placed = table.event == "order_paid", table.event == "order_placed"
    orders = table.group_by(["person_id", "shop", "number"]).agg(
        paid_at=table.occurred_at.min(where=paid),
        paid=table.told.argmin(in_order(table), where=paid),
        placed=table.told.argmin(in_order(table), where=placed),
        payments=table.count(where=paid),
        cancelled=table.count(where=table.event == "order_cancelled"),
        refunded=table.count(where=table.event == "order_refunded"),
    )
    orders = orders.filter((orders.payments > 0) & ((orders.cancelled == 0) | (orders.refunded > 0)))
    amount = ibis.ifelse(orders.paid >= 0, orders.paid, orders.placed.fill_null(0))
    return orders.select("person_id", "paid_at", amount=ibis.greatest(amount, 0))


def ints(column: pa.ChunkedArray) -> Ints:
    found: Ints = column.cast(pa.int64()).to_numpy()
    return found


def moments(column: pa.ChunkedArray) -> Ints:
    return ints(column.cast(pa.timestamp("us", "UTC")))
