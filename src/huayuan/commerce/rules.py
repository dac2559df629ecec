"""What a heap of order events amounts to, whatever order they arrive in and however often.

An order keeps the first statement of each kind (by time, then event id) and of each refund number. "The first
of" is commutative, associative and idempotent, so the state is a pure function of the set of events.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from huayuan.commerce.contracts import (
    DIRECT,
    ORDER_EVENTS,
    OrderFact,
    OrderState,
    OrderStatus,
    OrderView,
    Statement,
)
from huayuan.events.contracts import StoredEvent

# Whose order it is, and which channel and store it counts for: what is surest, first.
_SUREST = ("paid", "placed", "received", "shipped", "cancelled")


def fact_of(event: StoredEvent) -> OrderFact | None:
    """What a stored event says about an order; None when it names no order."""
    properties = event.properties
    number = properties.get("order_no")
    if event.event not in ORDER_EVENTS or number is None or not str(number).strip():
        return None
    items = properties.get("items")
    refund = properties.get("refund_no")
    return OrderFact(
        source=str(event.account or properties.get("shop") or DIRECT)[:128],
        order_no=str(number).strip()[:120],
        kind=ORDER_EVENTS[event.event],
        at=event.occurred_at,
        event_id=str(event.event_id),
        person_id=event.person_id,
        amount=event.amount,
        items=items if isinstance(items, list) else None,
        channel=event.channel,
        store_id=event.store_id,
        staff_id=event.staff_id,
        refund_no=str(refund)[:120] if refund else None,
    )


def absorb(state: OrderState, facts: Iterable[OrderFact]) -> OrderState:
    """The state after these events. The person is the one the deciding event names as it is read now."""
    statements, refunds = dict(state.statements), dict(state.refunds)
    people: dict[str, int] = {}
    for fact in facts:
        people[fact.event_id] = fact.person_id
        kept, key = (
            (refunds, fact.refund_no or fact.event_id) if fact.kind == "refunded" else (statements, fact.kind)
        )
        if key not in kept or _statement(fact).rank < kept[key].rank:
            kept[key] = _statement(fact)
    return OrderState(
        people.get(_deciding(statements, refunds).event_id, state.person_id), statements, refunds
    )


def _statement(fact: OrderFact) -> Statement:
    return Statement(
        fact.at, fact.event_id, fact.amount, fact.items, fact.channel, fact.store_id, fact.staff_id
    )


def _deciding(statements: dict[str, Statement], refunds: dict[str, Statement]) -> Statement:
    for kind in _SUREST:
        if kind in statements:
            return statements[kind]
    return min(refunds.values(), key=lambda refund: refund.rank)


def view(state: OrderState) -> OrderView:
    """The order as its state reads now."""
    said = state.statements
    ordered = [said[kind] for kind in _SUREST if kind in said]
    ordered += sorted(state.refunds.values(), key=lambda refund: refund.rank)
    amount = _first(statement.amount for kind in ("paid", "placed") if (statement := said.get(kind))) or 0
    refunded = sum(refund.amount or 0 for refund in state.refunds.values())
    times = {kind: statement.at for kind, statement in said.items()}
    return OrderView(
        status=_status(times, amount, refunded, bool(state.refunds)),
        at=min(statement.at for statement in ordered),
        placed_at=times.get("placed"),
        paid_at=times.get("paid"),
        shipped_at=times.get("shipped"),
        received_at=times.get("received"),
        cancelled_at=times.get("cancelled"),
        amount=amount,
        refunded=refunded,
        items=_first(said[kind].items for kind in ("paid", "placed") if kind in said) or [],
        channel=_first(statement.channel for statement in ordered),
        store_id=_first(statement.store_id for statement in ordered),
        staff_id=_first(statement.staff_id for statement in ordered),
    )


def counts(order: OrderView) -> bool:
    """Whether an order counts in a customer's orders and GMV: paid, refunded or not, but not cancelled."""
    return order.paid_at is not None and order.status is not OrderStatus.CANCELLED


def _status(times: dict[str, datetime], amount: int, refunded: int, any_refund: bool) -> OrderStatus:
    if any_refund:
        return OrderStatus.REFUNDED if 0 < amount <= refunded else OrderStatus.PARTIALLY_REFUNDED
    if "cancelled" in times:
        return OrderStatus.CANCELLED
    return OrderStatus.PAID if "paid" in times else OrderStatus.PLACED


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)
