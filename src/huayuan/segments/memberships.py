"""Members of every segment, in memory: a snapshot from the records, and the changes since."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.store import members as store


@dataclass
class _Known:
    up_to: int  # the last change that is in `people`
    people: BitMap


class Memberships:
    """One a process; thread-safe. A segment that was never evaluated has no members."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}
        self._lock = threading.Lock()

    def members(self, tx: Transaction, segment_id: int) -> BitMap:
        """As the transaction sees them. Not to be changed by the caller."""
        with self._lock:
            known = self._known.get(segment_id)
            place = store.snapshot_place(tx.session, segment_id)
            if place is None:
                self._known.pop(segment_id, None)
                return BitMap()
            if known is None or place > known.up_to:
                known = self._load(tx, segment_id)
            fresh = _applied(known, store.since(tx.session, segment_id, known.up_to))
            self._known[segment_id] = fresh
            return fresh.people

    def all_members(self, tx: Transaction, segment_ids: Sequence[int]) -> dict[int, BitMap]:
        """`members` of many segments, in two questions when little happened since the last time."""
        with self._lock:
            places = store.snapshot_places(tx.session)
            for segment_id in segment_ids:
                known = self._known.get(segment_id)
                if segment_id in places and (known is None or places[segment_id] > known.up_to):
                    self._known[segment_id] = self._load(tx, segment_id)
            wanted = [segment_id for segment_id in segment_ids if segment_id in places]
            oldest = min((self._known[segment_id].up_to for segment_id in wanted), default=0)
            for segment_id, changes in store.all_since(tx.session, oldest).items():
                if known := self._known.get(segment_id):
                    fresh = _applied(known, [change for change in changes if change[0] > known.up_to])
                    self._known[segment_id] = fresh
            newest = store.newest_change(tx.session)
            for segment_id in wanted:  # nothing of theirs up to here: need not be asked again
                self._known[segment_id].up_to = max(newest, self._known[segment_id].up_to)
            return {
                number: self._known[number].people if number in places else BitMap() for number in segment_ids
            }

    def forget(self, segment_id: int) -> None:
        with self._lock:
            self._known.pop(segment_id, None)

    @staticmethod
    def _load(tx: Transaction, segment_id: int) -> _Known:
        found = store.snapshot(tx.session, segment_id)
        return _Known(*found) if found else _Known(0, BitMap())


def _applied(known: _Known, changes: list[tuple[int, int, bool]]) -> _Known:
    """A new bitmap when something changed: readers may still hold the old one."""
    if not changes:
        return known
    last = {person: entered for _, person, entered in changes}
    came = BitMap(person for person, entered in last.items() if entered)
    went = BitMap(person for person, entered in last.items() if not entered)
    return _Known(changes[-1][0], (known.people | came) - went)
