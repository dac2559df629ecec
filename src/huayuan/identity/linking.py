"""The decisions of one batch, in memory and without a database: attach, merge, or refuse.

Observations are taken one after the other; what one decides the next one sees, so cutting a stream into
batches differently changes nothing. An observation's identifiers are tried strongest first against the group
that the strongest one started. A step that would break a rule is refused and becomes a conflict; nothing is
overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from huayuan.identity.contracts import Cause, Key
from huayuan.identity.kinds import KINDS, label_of, names_a_person
from huayuan.kernel.errors import Text

NEW = 1 << 62  # persons numbered from here on are not written yet; being larger they count as younger

Slot = tuple[str, str]  # (kind, account): where a limit counts
Held = dict[Slot, int]


@dataclass(slots=True, eq=False)
class Member:
    """An identifier. `person` is the core it was attached to (README), which `Linking.current` follows through this
    batch's merges; `shown` is whom its origin person is part of for everybody else, before this batch."""

    key: Key
    person: int
    origin: int
    shown: int = 0
    id: int = 0  # 0 until written
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(slots=True)
class NewMerge:
    """`absorbed`: whose identifiers change hands, that is the loser and whom it absorbed in this batch."""

    winner: int
    loser: int
    a: Member  # on the winner's side
    b: Member
    absorbed: list[int]
    cause: Cause


@dataclass(slots=True)
class NewConflict:
    persons: tuple[int, int]
    reason: str
    a: Member
    b: Member
    cause: Cause
    last_at: datetime
    times: int = 1


@dataclass(slots=True)
class Sighting:
    """What became of one observation: what it linked, and what it could not (`kept_apart`: conflict ids).

    `beside`: identifiers of devices, which link nothing by themselves.
    """

    strongest: Member
    linked: list[Member]
    cause: Cause
    beside: list[Member] = field(default_factory=list)
    conflicts: list[NewConflict] = field(default_factory=list)
    kept_apart: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Identifiers of one observation that belong together so far."""

    person: int | None = None
    known: list[Member] = field(default_factory=list)
    fresh: list[Key] = field(default_factory=list)
    fresh_held: Held = field(default_factory=dict)


class Linking:
    """`held` knows every person that an observation could link; `apart` is (conflict id, person, person)."""

    def __init__(
        self, members: dict[Key, Member], held: dict[int, Held], apart: Iterable[tuple[int, int, int]]
    ) -> None:
        self.members = members
        self.new_members: list[Member] = []
        self.new_persons: list[int] = []
        self.merges: list[NewMerge] = []
        self.conflicts: dict[tuple[int, int, str], NewConflict] = {}
        self._held = held
        self._into: dict[int, int] = {}
        self._absorbed: dict[int, list[int]] = {}
        self._apart: dict[int, dict[int, int]] = {}
        for conflict_id, one, other in apart:
            self._apart.setdefault(one, {})[other] = conflict_id
            self._apart.setdefault(other, {})[one] = conflict_id

    def current(self, person: int) -> int:
        while (into := self._into.get(person)) is not None:
            person = into
        return person

    @staticmethod
    def is_new(person: int) -> bool:
        return person >= NEW

    def observe(self, keys: Sequence[Key], cause: Cause) -> Sighting:
        """Decide about identifiers seen together, strongest first."""
        if len(keys) == 1:
            member = self._member(keys[0])
            return Sighting(member, [member], cause)
        naming = [key for key in keys if names_a_person(key.kind)]
        if len(naming) > 1:
            sighting = self._link(naming, cause)
        else:
            strongest = self._member(keys[0])
            sighting = Sighting(strongest, [strongest], cause)
        sighting.beside += [self._member(key) for key in keys[max(len(naming), 1) :]]
        return sighting

    def _member(self, key: Key) -> Member:
        return self.members.get(key) or self._attach(key, self._new_person())

    def _link(self, keys: Sequence[Key], cause: Cause) -> Sighting:
        group = _Group()
        refused: list[tuple[Key, str, int]] = []
        for key in keys:
            refusal = self._join(group, key, cause)
            if refusal:
                refused.append((key, *refusal))
        sighting = self._settle(group, keys[0], cause)
        for key, reason, kept in refused:
            self._refuse(sighting, key, reason, kept, cause)
        return sighting

    def _join(self, group: _Group, key: Key, cause: Cause) -> tuple[str, int] | None:
        """Take `key` into the group; or answer why not: (reason, id of the kept-apart conflict or 0)."""
        member = self.members.get(key)
        if member is None:
            return self._join_fresh(group, key)
        person = self.current(member.person)
        if group.person is None:
            if group.fresh and (reason := contradiction(self._held[person], group.fresh_held)):
                return reason, 0
            group.person = person
        elif person != group.person:
            if kept := self._apart.get(person, {}).get(group.person):
                return "kept_apart", kept
            together = _sum(self._held[group.person], group.fresh_held)
            if reason := contradiction(together, self._held[person]):
                return reason, 0
            group.person = self._merge(group.person, person, group.known[0], member, cause)
        group.known.append(member)
        return None

    def _join_fresh(self, group: _Group, key: Key) -> tuple[str, int] | None:
        slot = slot_of(key)
        if slot is not None:
            held = (
                group.fresh_held if group.person is None else _sum(self._held[group.person], group.fresh_held)
            )
            if reason := contradiction(held, {slot: 1}):
                return reason, 0
            group.fresh_held[slot] = group.fresh_held.get(slot, 0) + 1
        group.fresh.append(key)
        return None

    def _settle(self, group: _Group, strongest: Key, cause: Cause) -> Sighting:
        """Give the group's new identifiers their person. Their origin is the oldest they were seen with."""
        person = self._new_person() if group.person is None else group.person
        oldest = min(group.known, key=lambda member: member.origin, default=None)
        attached = [self._attach(key, person, oldest) for key in group.fresh]
        return Sighting(self.members[strongest], group.known + attached, cause)

    def _refuse(self, sighting: Sighting, key: Key, reason: str, kept: int, cause: Cause) -> None:
        member = self.members.get(key) or self._attach(key, self._new_person())
        if kept:
            sighting.kept_apart.append(kept)
            return
        home, other = self.current(sighting.strongest.person), self.current(member.person)
        pair = (min(home, other), max(home, other))
        sides = (sighting.strongest, member) if home == pair[0] else (member, sighting.strongest)
        conflict = self.conflicts.get((*pair, reason))
        if conflict is None:
            conflict = self.conflicts[(*pair, reason)] = NewConflict(pair, reason, *sides, cause, cause.at)
        else:
            conflict.times += 1
            conflict.last_at = max(conflict.last_at, cause.at)
        sighting.conflicts.append(conflict)

    def _merge(self, one: int, other: int, of_one: Member, of_other: Member, cause: Cause) -> int:
        winner, loser = min(one, other), max(one, other)
        sides = (of_one, of_other) if winner == one else (of_other, of_one)
        absorbed = [loser, *self._absorbed.pop(loser, [])]
        self.merges.append(NewMerge(winner, loser, *sides, absorbed, cause))
        self._absorbed.setdefault(winner, []).extend(absorbed)
        self._into[loser] = winner
        self._held[winner] = _sum(self._held[winner], self._held.pop(loser))
        for third, conflict_id in self._apart.pop(loser, {}).items():
            self._apart.setdefault(winner, {})[third] = conflict_id
            self._apart.setdefault(third, {})[winner] = conflict_id
        return winner

    def _new_person(self) -> int:
        person = NEW + len(self.new_persons)
        self.new_persons.append(person)
        self._held[person] = {}
        return person

    def _attach(self, key: Key, person: int, beside: Member | None = None) -> Member:
        member = Member(key, person, beside.origin, beside.shown) if beside else Member(key, person, person)
        self.members[key] = member
        self.new_members.append(member)
        if slot := slot_of(key):
            held = self._held[person]
            held[slot] = held.get(slot, 0) + 1
        return member


def slot_of(key: Key) -> Slot | None:
    """Where the limit of this identifier's kind counts; None when a person may have any number."""
    kind = KINDS.get(key.kind)
    return None if kind is None or kind.limit is None else (key.kind, key.account)


def contradiction(one: Held, other: Held) -> str | None:
    """Why two holdings cannot be one person's, by the strongest kind that forbids it; None when they can."""
    worst = max(
        (
            (kind.strength, slot)
            for slot, count in other.items()
            if (mine := one.get(slot, 0))
            and (kind := KINDS[slot[0]]).limit is not None
            and mine + count > kind.limit
        ),
        default=None,
    )
    if worst is None:
        return None
    name = worst[1][0]
    return f"two_{name}" if KINDS[name].limit == 1 else f"too_many_{name}"


def conflict_label(reason: str) -> Text:
    """A reason as people read it: why the two persons were not linked."""
    if reason == "merge_undone":
        return Text("合并已被撤销", "A merge of the two was undone")
    if reason == "shared_device":
        return Text("同一设备有两个人登录过", "Two people logged in on one device")
    for prefix, zh, en in (
        ("two_", "两个不同的{kind}", "Two different values: {kind}"),
        ("too_many_", "{kind}数量超过上限", "Too many values: {kind}"),
    ):
        if reason.startswith(prefix):
            kind = label_of(reason.removeprefix(prefix))
            return Text(zh.format(kind=kind.zh), en.format(kind=kind.en))
    return Text(reason, reason)


def _sum(one: Held, other: Held) -> Held:
    total = dict(one)
    for slot, count in other.items():
        total[slot] = total.get(slot, 0) + count
    return total
