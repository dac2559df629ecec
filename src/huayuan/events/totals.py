"""How many events people have, and the first and last of them: of all their events, or of some commits.

What we ourselves note about a person (merged, tagged …) is not activity and does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from huayuan.kernel.warehouse.base import given_ids

ROWS_AT_ONCE = 500
# Our own notes about a person, as opposed to something the person or the staff did.
BOOKKEEPING = (
    "contact_synced", "person_created", "person_merged", "person_split", "tag_added", "tag_removed", "trait_changed", "segment_entered",
    "segment_left", "stage_changed", "message_planned", "message_blocked", "experiment_assigned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """One person's activity. Times and channels are None where there is none; `events` may be 0."""

    person_id: int
    events: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    first_channel: str | None
    first_channel_at: datetime | None
    last_channel: str | None
    last_channel_at: datetime | None


def in_order(table: Any) -> Any:
    """What sorts events by time, and those of one moment by key: which came first must not depend on the engine."""
    import ibis

    return ibis.struct({"at": table.occurred_at, "key": table.event_key})


def of_given_people(table: Any, up_to: int | None) -> Any:
    """Totals of the given people who have any, by person_id; of commits up to `up_to`, or all."""
    wanted = given_ids()
    table = table.semi_join(wanted, table.person_id == wanted.id)
    if up_to is not None:
        table = table.filter(table.batch_id <= up_to)
    table = table.filter(_counted(table))
    found = table.group_by(table.person_id).agg(**_measures(table))
    return found.order_by(found.person_id)


def of_given_commits(table: Any) -> Any:
    """Totals of each identifier that came in the given commits, our own notes counting as no event."""
    commits = given_ids()
    table = table.semi_join(commits, table.batch_id == commits.id)
    return table.group_by([table.identifier_id, table.person_id]).agg(**_measures(table))


def _counted(table: Any) -> Any:
    return ~table.event.isin(BOOKKEEPING)


def _measures(table: Any) -> dict[str, Any]:
    import ibis

    counted = _counted(table)
    named = counted & table.channel.notnull()
    # Of no rows, one engine's conditional minimum is the year 1970; that of nulls is null in both.
    at, named_at = (ibis.ifelse(condition, table.occurred_at, None) for condition in (counted, named))
    return {
        "events": table.count(where=counted),
        "first_seen_at": at.min(),
        "last_seen_at": at.max(),
        "first_channel": table.channel.argmin(in_order(table), where=named),
        "last_channel": table.channel.argmax(in_order(table), where=named),
        "first_channel_at": named_at.min(),
        "last_channel_at": named_at.max(),
    }


def by_person(found: pa.Table, moved: Mapping[int, int]) -> dict[int, Totals]:
    """Rows of identifiers as totals of persons; `moved` says whom an identifier belongs to by now."""
    totals: dict[int, Totals] = {}
    for row in rows(found):
        person = moved.get(row.pop("identifier_id"), row["person_id"])
        here = Totals(**row | {"person_id": person})
        totals[person] = added(totals[person], here) if person in totals else here
    return totals


def rows(found: pa.Table) -> Iterator[dict[str, Any]]:
    """In small steps: turning many into Python values in one go would hold up every other thread."""
    for start in range(0, found.num_rows, ROWS_AT_ONCE):
        yield from found.slice(start, ROWS_AT_ONCE).to_pylist()


def added(one: Totals, other: Totals) -> Totals:
    """The totals of both together. Of channels of the same moment either may be named."""
    first = _earlier(one, other)
    last = _later(one, other)
    return replace(
        one,
        events=one.events + other.events,
        first_seen_at=_least((one.first_seen_at, other.first_seen_at)),
        last_seen_at=_most((one.last_seen_at, other.last_seen_at)),
        first_channel=first.first_channel,
        first_channel_at=first.first_channel_at,
        last_channel=last.last_channel,
        last_channel_at=last.last_channel_at,
    )


def at_one_moment(one: Totals, other: Totals) -> bool:
    """Whether only the keys of their events tell which channel came first or last."""
    return (one.first_channel_at is not None and one.first_channel_at == other.first_channel_at) or (
        one.last_channel_at is not None and one.last_channel_at == other.last_channel_at
    )


def _earlier(one: Totals, other: Totals) -> Totals:
    if one.first_channel_at is None or other.first_channel_at is None:
        return one if other.first_channel_at is None else other
    return other if other.first_channel_at < one.first_channel_at else one


def _later(one: Totals, other: Totals) -> Totals:
    if one.last_channel_at is None or other.last_channel_at is None:
        return one if other.last_channel_at is None else other
    return other if other.last_channel_at > one.last_channel_at else one


def _least(times: Iterable[datetime | None]) -> datetime | None:
    return min((one for one in times if one is not None), default=None)


def _most(times: Iterable[datetime | None]) -> datetime | None:
    return max((one for one in times if one is not None), default=None)
