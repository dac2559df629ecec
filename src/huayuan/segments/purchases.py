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
from numpy.typing import NDArray

from huayuan.events.api import EventReader, in_order, property_text
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


@dataclass(frozen=True, slots=True)
class PaidOrders:
    """One entry an order, by person and time. Times in microseconds since 1970, amounts in 分."""

    people: Ints
    paid_at: Ints
    amount: Ints


def paid_orders(reader: EventReader, among: Among, *, since: int | None = None) -> PaidOrders:
    """Every paid order of these people; `since`: those paid later, in microseconds since 1970."""
    dialect = reader.warehouse.dialect
    answer = among.ask(reader, "paid_orders", lambda table: _orders(table, dialect, among))
    people, paid_at = ints(answer.column("person_id")), moments(answer.column("paid_at"))
    amount = ints(answer.column("amount"))
    if since is not None:
        later = paid_at > since
        people, paid_at, amount = people[later], paid_at[later], amount[later]
    order = np.lexsort((paid_at, people))
    return PaidOrders(people[order], paid_at[order], amount[order])


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
