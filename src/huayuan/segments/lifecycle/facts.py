"""What is known about people for choosing their layer, from the event stream and the customer list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np

from huayuan.events.api import EventReader
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments.lifecycle import histories
from huayuan.segments.lifecycle.contracts import LifecycleSettings
from huayuan.segments.lifecycle.rules import NEVER, FactColumns, Flags, Ints
from huayuan.segments.purchases import Among, PaidOrders

PART = 20_000
NO_FRIEND, FORMER_FRIEND, FRIEND = 0, 1, 2


def everybody(services: Services) -> Ints:
    """Who is in the customer list, in order."""
    with services.get(UnitOfWork).read() as tx:
        return np.sort(profiles.all_people(tx))


def known(services: Services, people: Sequence[int]) -> Ints:
    """Who of these is in the customer list, in order."""
    with services.get(UnitOfWork).read() as tx:
        return np.sort(_of_parts(people, lambda part: profiles.all_people(tx, part)))


def _of_parts(people: Sequence[int], ask: Callable[[Sequence[int]], Ints]) -> Ints:
    """Of more people at once profiles looks at everybody."""
    parts = [ask(people[start : start + PART]) for start in range(0, len(people), PART)]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def gather(
    services: Services, people: Ints, friend: Ints, settings: LifecycleSettings, now: datetime, among: Among
) -> FactColumns:
    """Facts about `people` (in order, each once), whose friendships are `friend_states`.

    `among` says the same people, or more, to the warehouse.
    """
    told = histories.of(services.get(EventReader), among, settings, now)
    first_order, last_order, loyal_at, spent = _orders(_of(told.orders, people), people, settings)
    following, unfollowed = _among(people, told.followers), _among(people, told.unfollowers)
    return FactColumns(
        people=people,
        connected=(friend == FRIEND) | following,
        ever_connected=(friend != NO_FRIEND) | following | unfollowed,
        joined_at=_earlier(_spread(people, told.people, told.joined_at), first_order),
        last_activity_at=_spread(people, told.people, told.last_activity_at),
        active_at=_spread(people, told.people, told.active_at),
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
    lost = _of_parts(asked, lambda part: profiles.people_with_friends(tx, "lost", (), (), part))
    friends = _of_parts(asked, lambda part: profiles.people_with_friends(tx, "open", (), (), part))
    states[_among(people, lost)] = FORMER_FRIEND
    states[_among(people, friends)] = FRIEND
    return states


def _among(people: Ints, found: Ints) -> Flags:
    flags: Flags = np.isin(people, found)
    return flags


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


def _spread(people: Ints, who: Ints, values: Ints, otherwise: int = NEVER) -> Ints:
    """Values of some people, laid beside all of `people` (in order); of strangers they are left out."""
    spread = np.full(len(people), otherwise, dtype=np.int64)
    if len(people) and len(who):
        at = np.minimum(np.searchsorted(people, who), len(people) - 1)
        mine = people[at] == who
        spread[at[mine]] = values[mine]
    return spread
