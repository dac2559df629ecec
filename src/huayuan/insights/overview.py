"""The overview's numbers: one pass over the period for each way of splitting it. Definitions: docs/metrics.md."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.events.api import BOOKKEEPING, EventReader, in_order
from huayuan.insights import calendar
from huayuan.insights.contracts import Measures, Overview, Period

NEW_FRIEND = "contact_added"
ORDER = "order_paid"
# What we or the staff did, and what befell the friendship: not the customer being active.
NOT_ACTIVITY = (*BOOKKEEPING, "welcome_sent", "message_sent", "message_delivered", "message_failed", "message_unknown",
                "contact_removed", "contact_dropped", "contact_transferred", "contact_remarked", "task_assigned", "task_done",
                "coupon_issued", "coupon_expired", "points_expired", "oa_unfollowed", "group_left")  # fmt: skip


def overview(reader: EventReader, period: Period, zone: ZoneInfo) -> Overview:
    return Overview(
        period=period,
        total=_one(reader, period),
        previous=_one(reader, calendar.before(period, zone)),
        by_day=_by_day(reader, period, zone),
        by_channel=_by_channel(reader, period),
        by_store=_by(reader, _inside(reader, period), "store_id"),
    )


def _inside(reader: EventReader, period: Period) -> Any:
    events = reader.table()
    return events.filter(events.occurred_at >= period.start, events.occurred_at < period.end)


def _measures(events: Any) -> dict[str, Any]:
    """The measures as aggregates over any grouping of events. People are counted once."""
    return {
        "new_friends": events.person_id.nunique(where=events.event == NEW_FRIEND),
        "active_people": events.person_id.nunique(where=~events.event.isin(NOT_ACTIVITY)),
        "orders": events.event_id.nunique(where=events.event == ORDER),
        "gmv": events.amount.sum(where=events.event == ORDER).cast("int64").fill_null(0),
    }


def _one(reader: EventReader, period: Period) -> Measures:
    events = _inside(reader, period)
    rows = reader.rows(events.agg(**_measures(events)))
    return Measures(**rows[0]) if rows else Measures()


def _by_day(reader: EventReader, period: Period, zone: ZoneInfo) -> dict[date, Measures | None]:
    events = _inside(reader, period)
    events = events.mutate(day=calendar.local_day(events.occurred_at, period, zone))
    found = {
        calendar.day_of(row.pop("day")): Measures(**row)
        for row in reader.rows(events.group_by("day").agg(**_measures(events)))
    }
    first = _first_day(reader, zone)
    return {
        day: found.get(day, Measures()) if first and day >= first else None
        for day in calendar.days_of(period)
    }


def _first_day(reader: EventReader, zone: ZoneInfo) -> date | None:
    """The day of the earliest event; None when there is none."""
    events = reader.table()
    [row] = reader.rows(events.agg(first=events.occurred_at.epoch_seconds().min(), events=events.count()))
    return calendar.day_at(row["first"], zone) if row["events"] else None


def _by_channel(reader: EventReader, period: Period) -> dict[str | None, Measures]:
    """By the channel that first brought each person, since later events seldom name one."""
    every = reader.table()
    named = every.filter(every.channel.notnull())
    first = named.group_by(named.person_id).agg(first_channel=named.channel.argmin(in_order(named)))
    events = _inside(reader, period)
    joined = events.left_join(first, events.person_id == first.person_id)
    return _by(reader, joined.select(events, first.first_channel), "first_channel")


def _by(reader: EventReader, events: Any, key: str) -> dict[str | None, Measures]:
    grouped = events.group_by(events[key].name("split")).agg(**_measures(events))
    return {row.pop("split"): Measures(**row) for row in reader.rows(grouped)}
