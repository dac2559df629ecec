"""How well people are recognised: against a truth that somebody has, by kind of identifier; and what can be said without.

A pair is two identifiers. It is *true* when the truth says that they are one person's, *found* when we say so,
*linkable* when it is true and something that we were shown connects the two (`evidence`, a number that those
identifiers of a person share). An identifier of several people, such as a household's device, counts in no pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from huayuan.identity.reading import read
from huayuan.identity.store import quality
from huayuan.identity.store import resolution as store
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction


class TrueIdentifier(NamedTuple):
    """`person`: who it truly is. `evidence`: null when nothing ever showed it with another of theirs."""

    person: str
    kind: str
    value: str
    account: str | None = None
    evidence: int | None = None


@dataclass(frozen=True, slots=True)
class KindQuality:
    """`precision` of the found pairs, `recall` of the linkable pairs, that have an identifier of this kind."""

    identifiers: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Quality:
    identifiers_known: int
    people: int
    precision: float
    recall: float
    wrongly_merged_people: int
    by_kind: dict[str, KindQuality]


@dataclass(frozen=True, slots=True)
class State:
    """What can be said without a truth. `merges`: basis → [held, undone]; `devices_named` were told who uses them,
    `devices_owned` of them belong to somebody: the others are shared."""

    people: int
    identifiers: dict[str, int]
    merges: dict[str, tuple[int, int]]
    open_conflicts: dict[str, int]
    devices_named: int
    devices_owned: int


class _Found(NamedTuple):
    kind: str
    person: str
    group: tuple[str, int] | None
    ours: int


def measure(tx: Transaction, vault: Vault, truth: Iterable[TrueIdentifier]) -> Quality:
    """Compare with the truth; identifiers that we never saw count in nothing."""
    known = _known(tx, vault, list(truth))
    found, right = Counter[str](), Counter[str]()
    for ours in _grouped(known, lambda one: one.ours):
        _count(ours, found, right, lambda one, other: one.person == other.person)
    linkable, linked = Counter[str](), Counter[str]()
    for group in _grouped([one for one in known if one.group], lambda one: one.group):
        _count(group, linkable, linked, lambda one, other: one.ours == other.ours)
    mixed: dict[int, set[str]] = defaultdict(set)
    for one in known:
        mixed[one.ours].add(one.person)
    kinds = Counter(one.kind for one in known)
    return Quality(
        identifiers_known=len(known),
        people=len(mixed),
        precision=_share(right[""], found[""]),
        recall=_share(linked[""], linkable[""]),
        wrongly_merged_people=sum(len(persons) > 1 for persons in mixed.values()),
        by_kind={
            kind: KindQuality(count, _share(right[kind], found[kind]), _share(linked[kind], linkable[kind]))
            for kind, count in sorted(kinds.items())
        },
    )


def state(tx: Transaction) -> State:
    """The present state of identity in numbers."""
    return State(
        people=quality.people(tx.session),
        identifiers=quality.identifiers(tx.session),
        merges=quality.merges(tx.session),
        open_conflicts=quality.open_conflicts(tx.session),
        devices_named=quality.devices_named(tx.session),
        devices_owned=quality.devices_owned(tx.session),
    )


def _known(tx: Transaction, vault: Vault, truth: Sequence[TrueIdentifier]) -> list[_Found]:
    owners = Counter((one.kind, one.value) for one in truth)
    keys = {
        one: usable.keys[0]
        for one in truth
        if owners[one.kind, one.value] == 1
        and (usable := read(((one.kind, one.value),), one.account, vault)).keys
    }
    members = store.look_up(tx.session, keys.values())
    return [
        _Found(
            one.kind,
            one.person,
            None if one.evidence is None else (one.person, one.evidence),
            members[key].shown,
        )
        for one, key in keys.items()
        if key in members
    ]


def _grouped(known: Iterable[_Found], key: Callable[[_Found], object]) -> Iterable[list[_Found]]:
    groups: dict[object, list[_Found]] = defaultdict(list)
    for one in known:
        groups[key(one)].append(one)
    return groups.values()


def _count(
    group: Sequence[_Found], pairs: Counter[str], good: Counter[str], fits: Callable[[_Found, _Found], bool]
) -> None:
    """Pairs within the group: in all under '', and under each kind that takes part."""
    for one, other in combinations(group, 2):
        names = {"", one.kind, other.kind}
        pairs.update(names)
        if fits(one, other):
            good.update(names)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 6) if whole else 1.0
