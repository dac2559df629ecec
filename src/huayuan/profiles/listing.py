"""The customer list: read, kept in step with events, orders, identity, and moved with its people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from huayuan.events.api import EventReader
from huayuan.identity import api as identity
from huayuan.identity.contracts import IdentifierOfPerson
from huayuan.kernel.caller import DataScope
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import telling
from huayuan.profiles.contracts import (
    Customer,
    CustomerFilter,
    CustomerPage,
    OrderTotals,
    Visibility,
)
from huayuan.profiles.errors import CustomerNotFound, NothingToReveal, UnknownSort
from huayuan.profiles.store import channels, customers, summary, traits
from huayuan.profiles.tags import following
from huayuan.profiles.traiting import keep_values_of, refresh_names
from huayuan.profiles.traits.computed import SOURCE
from huayuan.stores import api as stores


def names_of(tx: Transaction, person_ids: Iterable[int]) -> dict[int, str]:
    """person id → name; people without a name are absent."""
    return summary.names(tx.session, person_ids)


def known_channels(tx: Transaction, limit: int = 500) -> list[str]:
    """First channels of people, the most common first."""
    return channels.known(tx.session, limit)


def visibility(tx: Transaction, scope: DataScope) -> Visibility:
    """Whose customers a data scope (数据权限) lets its holder see. An unknown kind of scope shows nobody."""
    if scope.kind == "all":
        return Visibility()
    if scope.kind == "own":
        return Visibility(scope.ids)
    if scope.kind == "store":
        return Visibility(tuple(stores.staff_ids(tx, store_ids=scope.ids)))
    if scope.kind == "region":
        return Visibility(tuple(stores.staff_ids(tx, region_ids=scope.ids)))
    return Visibility(())


def customers_page(
    tx: Transaction, wanted: CustomerFilter, *, sort: str, limit: int, offset: int
) -> CustomerPage:
    """A page of the list, sorted by `sort` ("-" first: descending), and the number of all.

    Raises UnknownSort.
    """
    column = sort.removeprefix("-")
    if column not in customers.SORTS:
        raise UnknownSort(sort=column, allowed=", ".join(customers.SORTS))
    wanted = with_staff_of_stores(tx, wanted)
    return customers.page(tx.session, wanted, column, sort.startswith("-"), limit, offset)


def with_staff_of_stores(tx: Transaction, wanted: CustomerFilter) -> CustomerFilter:
    """The filter as the store of this feature takes it: it knows staff, and not where they work."""
    if not wanted.store:
        return wanted
    return replace(wanted, store_staff=tuple(stores.staff_ids(tx, store_ids=wanted.store)))


def customer(tx: Transaction, person_id: int, visibility: Visibility) -> Customer:
    """One line of the list; of someone merged, of whom they are now.

    Raises CustomerNotFound, also when the caller may not see them.
    """
    current = person_id
    if not summary.known(tx.session, [person_id]):
        current = identity.current_persons(tx, [person_id]).get(person_id, person_id)
    if not customers.visible(tx.session, [current], visibility):
        raise CustomerNotFound(id=person_id)
    return summary.known(tx.session, [current])[current]


def customers_by_id(tx: Transaction, person_ids: Sequence[int]) -> dict[int, Customer]:
    """person id → their line of the list; the caller has asked whether they may be seen."""
    return summary.known(tx.session, person_ids)


def revealable(tx: Transaction, person_id: int, field: str) -> IdentifierOfPerson:
    """The identifier a field names: "identifier:<id>", or a kind (its latest). Raises NothingToReveal."""
    mine = identity.identifiers_of(tx, person_id)
    wanted = [one for one in mine if field in (one.kind, f"identifier:{one.id}")]
    if not wanted:
        raise NothingToReveal(field=field)
    return max(wanted, key=lambda one: one.last_seen_at)


def event_property(reader: EventReader, person_id: int, event_id: UUID, name: str) -> str:
    """A property of one of the person's events, as text. Raises NothingToReveal."""
    event = reader.one(person_id, event_id)
    value = event.properties.get(name) if event else None
    if value is None:
        raise NothingToReveal(field=name)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def visible_query(visibility: Visibility) -> Any | None:
    """The ids of the people a caller may see, as a subquery for the `store` of a feature above; None: everyone."""
    return customers.visible_query(visibility)


def people_in_scope(tx: Transaction, scope: DataScope) -> Any | None:
    """The ids of the people whom a data scope shows, as a subquery; None: everyone."""
    return visible_query(visibility(tx, scope))


def visible_people(tx: Transaction, person_ids: Sequence[int], visibility: Visibility) -> set[int]:
    """Which of these people a caller may see."""
    return set(person_ids) if visibility.everyone else customers.visible(tx.session, person_ids, visibility)


# What changes all the time; of all else `telling` does not say which it is.
OF_ACTIVITY = ("last_seen_at", "events")
OF_ORDERS = ("orders", "gmv", "last_order_at", "average")


def set_order_totals(tx: Transaction, totals: Sequence[OrderTotals]) -> None:
    """Orders, money and last order of people as they are now. Absolute, so repeating is harmless."""
    people = {one.person_id for one in totals}
    before = summary.known(tx.session, people)
    summary.write_orders(tx.session, totals, tx.now)
    telling.changed(tx, people - before.keys())
    telling.changed(tx, before, OF_ORDERS)


def set_stages(tx: Transaction, stages: Mapping[int, str | None]) -> None:
    """Lifecycle stage (分层) of people who have a line already."""
    summary.write_stages(tx.session, stages)
    telling.changed(tx, stages)


def refresh_phones(tx: Transaction, person_ids: Sequence[int]) -> None:
    """Bring the masked phone that the list shows in step with identity."""
    shown = summary.phones(tx.session, person_ids)
    known = identity.phones_masked(tx, list(shown))
    fresh = {person: known.get(person) for person in shown if known.get(person) != shown[person]}
    summary.write_phones(tx.session, fresh)
    telling.changed(tx, fresh)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> list[int]:
    """A merge or split: `moves` says where each origin person belongs now. Answers whom to recompute."""
    touched = summary.move(tx.session, moves)
    traits.forget_source(tx.session, touched, SOURCE)  # measured of other events; it is measured again
    absorbed = {origin for origin, target in moves.items() if origin != target}
    summary.drop(tx.session, absorbed)
    alive = sorted(touched - absorbed)
    summary.ensure(tx.session, alive, tx.now)
    following.settle(tx, alive)
    keep_values_of(tx, alive + sorted(absorbed))
    refresh_names(tx, alive)
    refresh_phones(tx, alive)
    telling.changed(tx, touched)
    return alive
