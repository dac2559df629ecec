"""Who uses a device, decided anew from all that is known. Pure: no database, no order, no memory.

A device's identifier (a visitor id in a browser) names nobody: a household may share it. What was seen with it is a
*naming*: this identifier of a person, on this device, in this sitting (one session of the device). From the namings
two kinds of ties follow, and each is taken back as soon as it no longer does:

- *sitting*: whoever named themself twice in one sitting is one person, unless that would give somebody two values of
  a kind. Sittings that together lead to such a contradiction are believed no more, all of them.
- *device*: a device belongs to the one person who named themself on it. Of several who might be one (nothing is held
  twice) it stays with the first; of several who cannot be one it is shared and belongs to nobody.

A *core* is what events and people with the right to decide joined; ties never change cores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from huayuan.identity.kinds import KINDS, names_a_person

MOST_NAMES = 20  # on one device; beyond it stands in a shop, and nothing follows from it


class Known(NamedTuple):
    """An identifier that the decision may turn on."""

    id: int
    origin: int
    kind: str
    account: str
    key: str


class Naming(NamedTuple):
    """`named` was shown on `device` in a sitting ('' is none: such an event proves what it shows, and no more)."""

    device: int
    sitting: str
    named: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class Region:
    """Everything that the people in it depend on. `cores`: origin person → core; `apart`: pairs of origin persons
    that were decided to be two; `public`: devices with more than `MOST_NAMES` names."""

    cores: dict[int, int]
    identifiers: Sequence[Known]
    namings: Sequence[Naming]
    apart: Iterable[tuple[int, int]]
    public: frozenset[int]


class Tie(NamedTuple):
    """`device` joins the core of identifier `b` to the person of identifier `a`."""

    basis: str
    a: int
    b: int


class Shared(NamedTuple):
    """Two who cannot be one named themselves on one device: identifiers `a` and `b`."""

    device: int
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`now`: origin person → person; `ties`: what joins cores to persons; `shared`: devices of several people."""

    now: dict[int, int]
    ties: list[Tie]
    shared: list[Shared]


SITTING, DEVICE = "sitting", "device"


def arrange(region: Region) -> Arrangement:
    """The people of a region, whatever they were before."""
    return _Arranging(region).run()


class _Arranging:
    def __init__(self, region: Region) -> None:
        self._region = region
        self._known = {one.id: one for one in region.identifiers}
        self._slots: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for one in region.identifiers:
            if names_a_person(one.kind):
                self._slots[self._core(one.id)].add((one.kind, one.account if KINDS[one.kind].scoped else ""))
        self._apart = {
            frozenset((region.cores[a], region.cores[b]))
            for a, b in region.apart
            if a in region.cores and b in region.cores
        }
        self._person = {core: core for core in region.cores.values()}
        self._ties: list[Tie] = []
        self._shared: list[Shared] = []

    def run(self) -> Arrangement:
        self._join_sittings()
        of_device: dict[int, list[Naming]] = defaultdict(list)
        for naming in self._usable():
            of_device[self._core(naming.device)].append(naming)
        for leaf, namings in sorted(of_device.items()):
            if leaf not in self._slots:
                self._give(leaf, namings)
        now = {origin: self._person[core] for origin, core in self._region.cores.items()}
        return Arrangement(now, self._ties, self._shared)

    def _core(self, identifier: int) -> int:
        return self._region.cores[self._known[identifier].origin]

    def _usable(self) -> Iterable[Naming]:
        known, public = self._known, self._region.public
        return (
            one
            for one in self._region.namings
            if one.device in known and one.named in known and one.device not in public
        )

    def _join_sittings(self) -> None:
        sittings: dict[tuple[int, str], list[Naming]] = defaultdict(list)
        for naming in self._usable():
            if naming.sitting:
                sittings[naming.device, naming.sitting].append(naming)
        links: list[tuple[int, int]] = []  # identifiers
        for _, named in sorted(sittings.items()):
            first = {self._core(one.named): one.named for one in sorted(named, reverse=True)}
            if len(first) > 1 and self._could_be_one(list(first)):
                one, *others = sorted(first.values())
                links += [(one, other) for other in others]
        groups = Groups()
        ties = [Tie(SITTING, a, b) for a, b in links if groups.join(self._core(a), self._core(b))]
        members: dict[int, list[int]] = defaultdict(list)
        for core in {self._core(one) for link in links for one in link}:
            members[groups.root(core)].append(core)
        believed = {root for root, cores in members.items() if self._could_be_one(cores)}
        for root in believed:
            self._person |= dict.fromkeys(members[root], min(members[root]))
        self._ties += [tie for tie in ties if groups.root(self._core(tie.a)) in believed]

    def _give(self, leaf: int, namings: Sequence[Naming]) -> None:
        """A device, and what else was joined to it by hand, to whom it belongs."""
        earliest: dict[int, Naming] = {}
        for naming in sorted(namings, key=self._rank):
            earliest.setdefault(self._person[self._core(naming.named)], naming)
        cores: dict[int, list[int]] = defaultdict(list)
        for core, person in self._person.items():
            if person in earliest:
                cores[person].append(core)
        clashing = [
            pair
            for pair in combinations(earliest, 2)
            if self._holdings(cores[pair[0]]) & self._holdings(cores[pair[1]])
        ]
        allowed = [one for one in earliest if not any(self._kept_apart(leaf, core) for core in cores[one])]
        for one, other in clashing:
            a, b = sorted((earliest[one].named, earliest[other].named))
            self._shared.append(Shared(earliest[one].device, a, b))
        if allowed and not clashing:
            owner = earliest[allowed[0]]
            self._person[leaf] = allowed[0]
            self._ties.append(Tie(DEVICE, owner.named, owner.device))

    def _rank(self, naming: Naming) -> tuple[object, ...]:
        """First in time; of one moment the strongest, then by value: never by who was met first."""
        one = self._known[naming.named]
        return naming.first_at, -KINDS[one.kind].strength, one.kind, one.account, one.key

    def _could_be_one(self, cores: Sequence[int]) -> bool:
        return all(self._could_be_one_person([a], [b]) for a, b in combinations(cores, 2))

    def _could_be_one_person(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Nothing is held twice, and nobody decided that they are two."""
        mine = self._holdings(some)
        return not any(
            mine & self._holdings([other]) or any(self._kept_apart(one, other) for one in some)
            for other in others
        )

    def _holdings(self, cores: Iterable[int]) -> set[tuple[str, str]]:
        return {slot for core in cores for slot in self._slots.get(core, ())}

    def _kept_apart(self, one: int, other: int) -> bool:
        return frozenset((one, other)) in self._apart


class Groups:
    """Sets that are joined, each known by one of its members."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def root(self, one: int) -> int:
        while (parent := self._parent.get(one, one)) != one:
            one = parent
        return one

    def join(self, one: int, other: int) -> bool:
        """False when they were together already."""
        one, other = self.root(one), self.root(other)
        self._parent[max(one, other)] = min(one, other)
        return one != other
