"""What the event stream tells of people that matters for their layer.

Of everybody it is asked of the warehouse in three passes; of people who were touched it is read from their rows in the
index by person, where there is one. Both say the same: a test holds them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huayuan.events.api import ALL_TIME, EventReader, in_order, take_events
from huayuan.segments.lifecycle.contracts import LifecycleSettings
from huayuan.segments.lifecycle.rules import NEVER, Ints
from huayuan.segments.purchases import (
    WANTED,
    Among,
    PaidOrders,
    ints,
    is_indexed,
    moments,
    orders_in,
    paid_orders,
)

JOINING = ("contact_added", "oa_followed")
FOLLOWED, UNFOLLOWED = "oa_followed", "oa_unfollowed"
_KEPT: dict[str, frozenset[str]] = WANTED | {
    "contact_added": frozenset(), FOLLOWED: frozenset({"event_key", "account"}),
    UNFOLLOWED: frozenset({"event_key", "account"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Histories:
    """Times in microseconds since 1970 or NEVER; `people` may lack some who were asked about, and be in any order.

    `active_at`: the interaction that makes up the threshold of active, counted from the latest.
    """

    followers: Ints
    unfollowers: Ints  # of every account they followed
    orders: PaidOrders
    people: Ints
    joined_at: Ints  # first friendship or following
    last_activity_at: Ints
    active_at: Ints


def of(reader: EventReader, among: Among, settings: LifecycleSettings, now: datetime) -> Histories:
    acts = dict.fromkeys((*settings.interactions, *settings.visits), frozenset[str]())
    if among.people is not None and is_indexed(reader, acts | _KEPT):
        since = _since(now, settings.churned_days)
        kept = take_events(reader, among.people, _KEPT, ALL_TIME.start)
        return _from_rows(kept, take_events(reader, among.people, acts, since), settings)
    followers, unfollowers = _following(reader, among)
    orders = paid_orders(reader, among)
    return Histories(followers, unfollowers, orders, *_activity(reader, among, settings, now))


def _following(reader: EventReader, among: Among) -> tuple[Ints, Ints]:
    """Who follows an official account, and who only did: the last word of each account counts."""

    def states(table: Any) -> Any:
        table = among.of(table.filter(table.event.isin((FOLLOWED, UNFOLLOWED))))
        each = table.group_by(["person_id", table.account.fill_null("").name("of")]).agg(
            last=table.event.argmax(in_order(table))
        )
        return each.group_by("person_id").agg(follows=each.count(where=each["last"] == FOLLOWED))

    answer = among.ask(reader, "lifecycle.following", states)
    who, follows = ints(answer.column("person_id")), ints(answer.column("follows"))
    return who[follows > 0], who[follows == 0]


def _activity(
    reader: EventReader, among: Among, settings: LifecycleSettings, now: datetime
) -> tuple[Ints, Ints, Ints, Ints]:
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
    lists = answer.column("acted").combine_chunks()
    lengths = np.asarray(lists.value_lengths().fill_null(0), dtype=np.int64)
    times = moments(pa.chunked_array([lists.flatten()]))
    owners = np.repeat(np.arange(len(lengths)), lengths)
    return (
        ints(answer.column("person_id")),
        _or_never(answer.column("joined")),
        _or_never(answer.column("last")),
        _nth_latest(owners, times, len(lengths), settings.active_interactions),
    )


def _since(now: datetime, days: int) -> datetime:
    """A day early: the exact bound is the rule's business, and a query that stays the same is compiled once."""
    start = now.astimezone(UTC) - timedelta(days=days + 1)
    return start.replace(hour=0, minute=0, second=0, microsecond=0)


def _or_never(column: Any) -> Ints:
    """Times; where there was none, DuckDB answers null and ClickHouse the year 1970."""
    found = column.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).fill_null(NEVER).to_numpy()
    return np.where(found <= 0, NEVER, found)


def _nth_latest(owners: Ints, times: Ints, owner_count: int, place: int) -> Ints:
    """Of each owner (numbered from 0) the time at this place, counted from the latest; NEVER of whoever has fewer."""
    found = np.full(owner_count, NEVER, dtype=np.int64)
    times = times[np.lexsort((times, owners))]
    lengths = np.bincount(owners, minlength=owner_count)
    ends = np.cumsum(lengths)
    enough = lengths >= place
    found[enough] = times[ends[enough] - place]
    return found


def _from_rows(kept: pa.Table, acts: pa.Table, settings: LifecycleSettings) -> Histories:
    """The same from rows: `kept` of all time, `acts` those that may matter still."""
    people = np.unique(np.concatenate([ints(kept["person_id"]), ints(acts["person_id"])]))
    joins, counted = _only(kept, JOINING), _only(acts, settings.interactions)
    joined = np.full(len(people), -NEVER, dtype=np.int64)
    np.minimum.at(joined, np.searchsorted(people, ints(joins["person_id"])), moments(joins["occurred_at"]))
    last = np.full(len(people), NEVER, dtype=np.int64)
    np.maximum.at(last, np.searchsorted(people, ints(acts["person_id"])), moments(acts["occurred_at"]))
    owners = np.searchsorted(people, ints(counted["person_id"]))
    active = _nth_latest(owners, moments(counted["occurred_at"]), len(people), settings.active_interactions)
    followers, unfollowers = _follow_states(_only(kept, (FOLLOWED, UNFOLLOWED)))
    joined = np.where(joined == -NEVER, NEVER, joined)
    return Histories(followers, unfollowers, orders_in(kept), people, joined, last, active)


def _only(rows: pa.Table, names: Sequence[str]) -> pa.Table:
    return rows.filter(pc.is_in(rows["event"], pa.array(names)))


def _follow_states(rows: pa.Table) -> tuple[Ints, Ints]:
    rows = rows.sort_by([("occurred_at", "ascending"), ("event_key", "ascending")])
    last: dict[tuple[int, str], str] = {}
    for person, account, event in zip(
        *(rows[name].to_pylist() for name in ("person_id", "account", "event")), strict=True
    ):
        last[person, account or ""] = event
    followers = np.asarray(sorted({p for (p, _), event in last.items() if event == FOLLOWED}), dtype=np.int64)
    ever = np.asarray(sorted({person for person, _ in last}), dtype=np.int64)
    return followers, np.setdiff1d(ever, followers, assume_unique=True)
