"""What is known about people for choosing their layer, from the event stream and the customer list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from huayuan.events.api import EventReader, in_order
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments.lifecycle.contracts import LifecycleSettings
from huayuan.segments.lifecycle.rules import NEVER, FactColumns, Flags, Ints
from huayuan.segments.purchases import Among, PaidOrders, ints, moments, paid_orders

JOINING = ("contact_added", "oa_followed")
NO_FRIEND, FORMER_FRIEND, FRIEND = 0, 1, 2
FOLLOWED, UNFOLLOWED = "oa_followed", "oa_unfollowed"


def known(services: Services, people: Sequence[int] | None) -> Ints:
    """Who of these (None: of everybody) is in the customer list, in order."""
    with services.get(UnitOfWork).read() as tx:
        return np.sort(profiles.all_people(tx, people))


def gather(
    services: Services, people: Ints, friend: Ints, settings: LifecycleSettings, now: datetime, among: Among
) -> FactColumns:
    """Facts about `people` (in order, each once), whose friendships are `friend_states`.

    `among` says the same people, or more, to the warehouse.
    """
    reader = services.get(EventReader)
    following, unfollowed = _following(reader, among, people)
    orders = _of(paid_orders(reader, among), people)
    joined, last, active = _activity(reader, among, people, settings, now)
    first_order, last_order, loyal_at, spent = _orders(orders, people, settings)
    return FactColumns(
        people=people,
        connected=(friend == FRIEND) | following,
        ever_connected=(friend != NO_FRIEND) | following | unfollowed,
        joined_at=_earlier(joined, first_order),
        last_activity_at=last,
        active_at=active,
        loyal_at=loyal_at,
        last_purchase_at=last_order,
        spent=spent,
    )


def _earlier(one: Ints, other: Ints) -> Ints:
    """The earlier of two times, of which either may be NEVER."""
    return np.where(one == NEVER, other, np.where(other == NEVER, one, np.minimum(one, other)))


def friend_states(services: Services, people: Ints) -> Ints:
    """Of each: FRIEND of a member of staff, FORMER_FRIEND or NO_FRIEND."""
    with services.get(UnitOfWork).read() as tx:
        return states_of_friends(tx, people)


def states_of_friends(tx: Transaction, people: Ints) -> Ints:
    asked = people.tolist()
    states = np.full(len(people), NO_FRIEND, dtype=np.int64)
    states[_among(people, profiles.people_with_friends(tx, "lost", (), (), asked))] = FORMER_FRIEND
    states[_among(people, profiles.people_with_friends(tx, "open", (), (), asked))] = FRIEND
    return states


def _among(people: Ints, found: Ints) -> Flags:
    flags: Flags = np.isin(people, found)
    return flags


def _following(reader: EventReader, among: Among, people: Ints) -> tuple[Flags, Flags]:
    """Who follows an official account, and who only did: the last word of each account counts."""

    def states(table: Any) -> Any:
        table = among.of(table.filter(table.event.isin((FOLLOWED, UNFOLLOWED))))
        each = table.group_by(["person_id", table.account.fill_null("").name("of")]).agg(
            last=table.event.argmax(in_order(table))
        )
        return each.group_by("person_id").agg(follows=each.count(where=each["last"] == FOLLOWED))

    answer = among.ask(reader, "lifecycle.following", states)
    who, follows = ints(answer.column("person_id")), ints(answer.column("follows"))
    return _among(people, who[follows > 0]), _among(people, who[follows == 0])


def _activity(
    reader: EventReader, among: Among, people: Ints, settings: LifecycleSettings, now: datetime
) -> tuple[Ints, Ints, Ints]:
    """First friendship or following, last activity, and the interaction that makes up the threshold of active."""
    active = (*settings.interactions, *settings.visits)
    awake_since, acted_since = _since(now, settings.churned_days), _since(now, settings.active_days)

    def acts(table: Any) -> Any:
        joins, awake = (
            table.event.isin(JOINING),
            table.event.isin(active) & (table.occurred_at >= awake_since),
        )
        table = among.of(table.filter(joins | awake))
        counted = table.event.isin(settings.interactions) & (table.occurred_at >= acted_since)
        return table.group_by("person_id").agg(
            joined=table.occurred_at.min(where=table.event.isin(JOINING)),
            last=table.occurred_at.max(where=table.event.isin(active) & (table.occurred_at >= awake_since)),
            acted=table.occurred_at.collect(where=counted),
        )

    answer = among.ask(reader, ("lifecycle.acts", settings, awake_since), acts)
    who = ints(answer.column("person_id"))
    return (
        _spread(people, who, _or_never(answer.column("joined"))),
        _spread(people, who, _or_never(answer.column("last"))),
        _spread(people, who, _nth_latest(answer.column("acted"), settings.active_interactions)),
    )


def _since(now: datetime, days: int) -> datetime:
    """A day early: the exact bound is the rule's business, and a query that stays the same is compiled once."""
    start = now.astimezone(UTC) - timedelta(days=days + 1)
    return start.replace(hour=0, minute=0, second=0, microsecond=0)


def _nth_latest(column: pa.ChunkedArray, place: int) -> Ints:
    """Of each list of times, the one at this place counted from the latest; NEVER of a shorter list."""
    lists = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    lengths = np.asarray(lists.value_lengths().fill_null(0), dtype=np.int64)
    found = np.full(len(lengths), NEVER, dtype=np.int64)
    times = moments(pa.chunked_array([lists.flatten()]))
    owner = np.repeat(np.arange(len(lengths)), lengths)
    times = times[np.lexsort((times, owner))]
    ends = np.cumsum(lengths)
    long_enough = lengths >= place
    found[long_enough] = times[ends[long_enough] - place]
    return found


def _of(orders: PaidOrders, people: Ints) -> PaidOrders:
    """Only the orders of people we know."""
    mine = np.isin(orders.people, people)
    return PaidOrders(orders.people[mine], orders.paid_at[mine], orders.amount[mine])


def _orders(orders: PaidOrders, people: Ints, settings: LifecycleSettings) -> tuple[Ints, Ints, Ints, Ints]:
    """First and last paid order, the order that makes up the threshold of loyal, and what was spent."""
    who, first, count = np.unique(orders.people, return_index=True, return_counts=True)
    last = first + count - 1
    loyal = np.full(len(who), NEVER, dtype=np.int64)
    enough = count >= settings.loyal_purchases
    loyal[enough] = orders.paid_at[last[enough] - settings.loyal_purchases + 1]
    spent = np.add.reduceat(orders.amount, first) if len(who) else np.empty(0, dtype=np.int64)
    return (
        _spread(people, who, orders.paid_at[first]),
        _spread(people, who, orders.paid_at[last]),
        _spread(people, who, loyal),
        _spread(people, who, spent, 0),
    )


def _or_never(column: Any) -> Ints:
    """Times; where there was none, DuckDB answers null and ClickHouse the year 1970."""
    found = column.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).fill_null(NEVER).to_numpy()
    return np.where(found <= 0, NEVER, found)


def _spread(people: Ints, who: Ints, values: Ints, otherwise: int = NEVER) -> Ints:
    """Values of some people, laid beside all of `people` (in order); of strangers they are left out."""
    spread = np.full(len(people), otherwise, dtype=np.int64)
    if len(people) and len(who):
        at = np.minimum(np.searchsorted(people, who), len(people) - 1)
        mine = people[at] == who
        spread[at[mine]] = values[mine]
    return spread
