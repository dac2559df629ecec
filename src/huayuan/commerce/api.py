"""Commerce: orders as the shops' events tell them. Verbs never commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huayuan.commerce import rules, store
from huayuan.commerce.contracts import Order, OrderFact, OrderFilter, OrderPage, OrderState
from huayuan.commerce.errors import UnknownOrderSort
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles

PRIVACY = PrivacyHooks("commerce", tables=("orders",))


def record(tx: Transaction, facts: Iterable[OrderFact]) -> set[int]:
    """Absorb what events say about orders, in any order and however often; answers the people concerned.

    Their totals in the customer list are brought up to date in the same transaction.
    """
    by_order: dict[store.Key, list[OrderFact]] = {}
    for fact in facts:
        by_order.setdefault((fact.source, fact.order_no), []).append(fact)
    before = store.states(tx.session, sorted(by_order))
    after = {key: rules.absorb(before.get(key, OrderState()), said) for key, said in by_order.items()}
    changed = {key: (state, rules.view(state)) for key, state in after.items() if state != before.get(key)}
    store.write(tx.session, changed)
    owners = {
        key: state.person_id
        for key, (state, _) in changed.items()
        if key in before and state.person_id is not None and state.person_id != before[key].person_id
    }
    store.reassign(tx.session, owners)
    people = {state.person_id for state, _ in changed.values()} | {before[key].person_id for key in owners}
    touched = {person for person in people if person is not None}
    refresh_totals(tx, touched)
    return touched


def refresh_totals(tx: Transaction, person_ids: Iterable[int]) -> None:
    """Count these people's orders again and tell the customer list."""
    profiles.set_order_totals(tx, store.totals(tx.session, sorted(set(person_ids))))


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> set[int]:
    """A merge or split: `moves` says where each origin person belongs now. Answers whose orders changed."""
    touched = store.move(tx.session, moves)
    refresh_totals(tx, touched)
    return touched


def orders_page(
    tx: Transaction, wanted: OrderFilter, *, sort: str = "-at", limit: int, offset: int
) -> OrderPage:
    """A page of orders and the number of all. Raises UnknownOrderSort."""
    column = sort.removeprefix("-")
    if column not in store.SORTS:
        raise UnknownOrderSort(sort=column, allowed=", ".join(store.SORTS))
    return store.page(tx.session, wanted, column, sort.startswith("-"), limit, offset)


def orders_of(tx: Transaction, person_id: int) -> list[Order]:
    """All orders of a person, newest first."""
    return store.of_person(tx.session, person_id)


def sources(tx: Transaction) -> Sequence[str]:
    """The shops that orders came from."""
    return store.sources(tx.session)


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"orders": [_exported(order) for order in orders_of(tx, person_id)]}


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return store.erase(tx.session, person_id)


def _exported(order: Order) -> dict[str, Any]:
    return {
        "source": order.source,
        "order_no": order.order_no,
        "status": order.status,
        "placed_at": order.placed_at.isoformat() if order.placed_at else None,
        "paid_at": order.paid_at.isoformat() if order.paid_at else None,
        "amount": order.amount,
        "refunded": order.refunded,
        "items": order.items,
    }
