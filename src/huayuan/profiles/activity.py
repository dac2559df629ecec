"""What the event stream says about people, on their lines: added commit by commit, or counted anew.

A line says up to which commit it counts (`counted_up_to`), so a commit that comes again is not counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from huayuan.events.api import Totals, added, at_one_moment
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import telling
from huayuan.profiles.listing import OF_ACTIVITY, refresh_phones
from huayuan.profiles.store import summary
from huayuan.profiles.store.summary import Line


def count_anew(tx: Transaction, person_ids: Sequence[int], totals: Mapping[int, Totals], up_to: int) -> None:
    """Write what all events of these people say, up to that commit; people without totals have no events any more."""
    before = summary.lines(tx.session, person_ids)
    summary.forget_events(tx.session, set(person_ids) - totals.keys())
    _write(tx, before, totals.values(), up_to)
    telling.changed(tx, set(person_ids) - totals.keys())
    refresh_phones(tx, person_ids)


def count_on(tx: Transaction, totals: Sequence[Totals], follows: int, up_to: int) -> list[int]:
    """Add what happened in the commits after `follows`, up to `up_to`.

    Answers who has to be counted anew: whose line does not count exactly the commits up to `follows`.
    """
    people = [one.person_id for one in totals]
    before = summary.lines(tx.session, people)
    grown, anew = [], []
    for one in totals:
        line = before.get(one.person_id)
        if not one.events or (line is not None and line.counted_up_to >= up_to):
            continue
        if line is None or not line.totals.events:
            grown.append(one)
        elif not 0 < line.counted_up_to <= follows or at_one_moment(line.totals, one):
            anew.append(one.person_id)
        else:
            grown.append(added(line.totals, one))
    _write(tx, before, grown, up_to)
    refresh_phones(tx, people)
    return anew


def _write(tx: Transaction, before: Mapping[int, Line], totals: Iterable[Totals], up_to: int) -> None:
    """Nothing is new about most but when they were last seen, and how many events they have: that is told as such."""
    found = list(totals)
    summary.write_seen(tx.session, found, up_to)
    busy = {one.person_id for one in found if _only_more_active(before.get(one.person_id), one)}
    telling.changed(tx, {one.person_id for one in found} - busy)
    telling.changed(tx, busy, OF_ACTIVITY)


def _only_more_active(before: Line | None, now: Totals) -> bool:
    if before is None:
        return False
    names = ("first_seen_at", "first_channel", "last_channel")
    return all(getattr(before.totals, name) == getattr(now, name) for name in names)
