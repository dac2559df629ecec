"""Brings people in step with what their devices say: reads a region, arranges it anew, writes the difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from huayuan.identity.contracts import ConflictState
from huayuan.identity.metrics import CONFLICTS, MERGES, SPLITS
from huayuan.identity.sharing import DEVICE, SITTING, Arrangement, Groups, Known, Region, Tie, arrange
from huayuan.identity.store import namings as ties
from huayuan.identity.store import resolution as store
from huayuan.identity.telling import tell_merged, tell_moved, tell_split
from huayuan.kernel.unit_of_work import Transaction

BY_RULE = "system"
SHARED_DEVICE = "shared_device"


class Settled(NamedTuple):
    """origin person → whom it counts for now; identifier → the same, of those that moved."""

    now: dict[int, int]
    moved: dict[int, int]


class OutOfReach(Exception):
    """Another process is about to change some of these people; `cores` must be held before deciding."""

    def __init__(self, cores: Collection[int]) -> None:
        super().__init__()
        self.cores = frozenset(cores)


def settle(tx: Transaction, persons: Collection[int], unheard: Collection[int] = ()) -> Settled:
    """Arrange everyone whom these persons (or cores) and their devices touch.

    `unheard`: persons made in this transaction, of whom nobody needs to hear. Raises OutOfReach.
    """
    if not persons:
        return Settled({}, {})
    members, region = _read(tx, persons)
    cores = set(region.cores.values())
    if not store.hold_if_free(tx.session, cores):
        raise OutOfReach(cores)
    plan = arrange(region)
    return _Change(tx, members, region, plan, frozenset(unheard)).write()


def _read(tx: Transaction, persons: Collection[int]) -> tuple[dict[int, tuple[int, int]], Region]:
    """Follow namings from person to device to person until nobody is added; public devices lead nowhere."""
    session = tx.session
    members = ties.members_of(session, persons)
    known: dict[int, Known] = {}
    public: set[int] = set()
    fresh, seen = set(members), set[int]()
    namings = []
    while fresh:
        found = ties.identifiers_of(session, fresh)
        known.update((one.id, one) for one in found)
        ids = {one.id for one in found}
        devices = (ties.devices_of(session, ids) | ids) - seen
        seen |= devices
        public |= ties.public_devices(session, devices)
        told = ties.names_on(session, devices - public)
        namings += told
        linked = {one.named for one in told} | {one.device for one in told} | (devices & public)
        near = {one for origin in fresh for one in members[origin]}
        next_ = ties.members_of(session, ties.shown_persons(session, linked - known.keys()) | near)
        fresh = next_.keys() - members.keys()
        members.update(next_)
    region = Region(
        {origin: core for origin, (core, _) in members.items()},
        list(known.values()), namings, ties.apart(session, members), frozenset(public),
    )  # fmt: skip
    return members, region


class _Change:
    """The way from what was to what is planned."""

    def __init__(
        self,
        tx: Transaction,
        members: Mapping[int, tuple[int, int]],
        region: Region,
        plan: Arrangement,
        unheard: frozenset[int],
    ) -> None:
        self._tx = tx
        self._was = {origin: current for origin, (_, current) in members.items()}
        self._region = region
        self._plan = plan
        self._unheard = unheard
        self._known = {one.id: one for one in region.identifiers}

    def write(self) -> Settled:
        now, was = self._plan.now, self._was
        undone, new = self._difference()
        moves = {origin: to for origin, to in now.items() if was[origin] != to}
        left = {was[origin] for origin in moves}
        torn = {
            one for one in left if len({now[origin] for origin, before in was.items() if before == one}) > 1
        }
        split = {origin: to for origin, to in now.items() if was[origin] in torn}
        identifiers = store.move(self._tx.session, moves, split=split or None)
        ties.untie(self._tx.session, [one.merge_id for one in undone], BY_RULE, self._tx.now)
        tell_moved(self._tx, moves, identifiers, left)
        for one in undone:
            if now[one.a] != now[one.b]:
                tell_split(self._tx, one.merge_id, now[one.a], now[one.b])
                SPLITS.inc()
        self._tie(new)
        self._note_shared()
        return Settled(now, {one: moves[origin] for origin, ids in identifiers.items() for one in ids})

    def _difference(self) -> tuple[list[ties.TieRow], list[Tie]]:
        """Edges that no longer follow, and those that are missing; one that follows still is left as it is."""
        cores, now = self._region.cores, self._plan.now
        wanted = {self._leaf(tie.b): tie for tie in self._plan.ties if tie.basis == DEVICE}
        together, kept, undone = Groups(), set[int](), []
        for one in self._held():
            if one.basis == SITTING:
                follows = now[one.a] == now[one.b] and together.join(cores[one.a], cores[one.b])
            else:
                leaf = cores[one.b]
                follows = leaf in wanted and now[one.a] == now[one.b] and leaf not in kept
                kept |= {leaf} if follows else set()
            undone += [] if follows else [one]
        new = [tie for tie in self._plan.ties if tie.basis == SITTING and together.join(*self._cores(tie))]
        return undone, new + [tie for leaf, tie in wanted.items() if leaf not in kept]

    def _held(self) -> list[ties.TieRow]:
        held = ties.ties_among(self._tx.session, self._region.cores)
        return [one for one in held if one.a in self._region.cores and one.b in self._region.cores]

    def _cores(self, tie: Tie) -> tuple[int, int]:
        return self._region.cores[self._known[tie.a].origin], self._leaf(tie.b)

    def _leaf(self, identifier: int) -> int:
        return self._region.cores[self._known[identifier].origin]

    def _tie(self, new: list[Tie]) -> None:
        rows = [self._row(tie) for tie in new]
        numbers = store.add_merges(self._tx.session, rows)
        for number, row in zip(numbers, rows, strict=True):
            MERGES.labels(row["basis"]).inc()
            if row["loser"] not in self._unheard and self._was[row["origin_a"]] != self._was[row["origin_b"]]:
                tell_merged(self._tx, number, row["winner"], row["loser"], row["basis"])

    def _row(self, tie: Tie) -> dict[str, Any]:
        a, b = self._known[tie.a], self._known[tie.b]
        core = self._region.cores[b.origin]
        winner = self._plan.now[a.origin]
        if core == winner and tie.basis == SITTING:  # the older number stays, whichever side it is on
            a, b, core = b, a, self._region.cores[a.origin]
        moved = sorted(one.id for one in self._region.identifiers if self._region.cores[one.origin] == core)
        return {
            "winner": winner, "loser": core, "origin_a": a.origin, "origin_b": b.origin, "identifier_a": a.id,
            "identifier_b": b.id, "event_id": None, "source": "", "basis": tie.basis, "reason": tie.basis,
            "by": BY_RULE, "at": self._tx.now, "moved": moved,
        }  # fmt: skip

    def _note_shared(self) -> None:
        rows = []
        for shared in self._plan.shared:
            sides = [(self._plan.now[self._known[one].origin], one) for one in (shared.a, shared.b)]
            (person_a, a), (person_b, b) = sorted(sides)
            rows.append(
                {
                    "person_a": person_a, "person_b": person_b, "reason": SHARED_DEVICE, "identifier_a": a,
                    "identifier_b": b, "event_id": None, "source": "", "state": ConflictState.OPEN, "times": 1,
                    "first_at": self._tx.now, "last_at": self._tx.now,
                }
            )  # fmt: skip
        ties.note_shared(self._tx.session, rows)
        if rows:
            CONFLICTS.labels(SHARED_DEVICE).inc(len(rows))


__all__ = ["DEVICE", "SITTING", "OutOfReach", "Settled", "settle"]
