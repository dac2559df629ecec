"""Who was in a segment at a moment, told from who is in it now and who came and went since."""

from __future__ import annotations

from datetime import datetime

from pyroaring import BitMap

from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.members import store


def members_at(tx: Transaction, segment_id: int, now: BitMap, moment: datetime) -> BitMap:
    """`now`: the members as they are. Changes are kept for 90 days; for an older moment this is who was in it then."""
    first: dict[int, bool] = {}
    for person, entered in store.since(tx.session, segment_id, moment):
        first.setdefault(person, entered)
    came = BitMap(person for person, entered in first.items() if entered)
    went = BitMap(person for person, entered in first.items() if not entered)
    return (now | went) - came


def moved(tx: Transaction, segment_id: int, first: datetime, end: datetime, entered: bool) -> BitMap:
    """Who entered, or left, between two moments; some of them may have gone the other way since."""
    return BitMap(store.moved(tx.session, segment_id, first, end, entered))
