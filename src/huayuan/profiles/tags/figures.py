"""How tags are used, and what could be tidied up."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from pyroaring import BitMap

from huayuan.kernel.errors import Invalid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.tags.contracts import ACTIVE, Overlap, TagDetail, TagGroup, Thresholds, Usage
from huayuan.profiles.tags.store import book, history, wearing

RECENT = timedelta(days=30)
COMPARED = 300  # tags compared with each other, those with the most wearers
SHORT = 3  # characters; shorter names are similar only when they are the same


@dataclass(frozen=True, slots=True)
class Idle:
    """A tag that is not used; `since`: when it was given last, or made."""

    tag: TagDetail
    people: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Similar:
    a: TagDetail
    b: TagDetail
    similarity: float


@dataclass(frozen=True, slots=True)
class Crowded:
    """A group with so many tags that nobody finds one; `empty` are those that nobody wears."""

    group: TagGroup
    tags: int
    empty: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    thresholds: Thresholds
    unused: list[Idle]
    stale: list[Idle]
    overlapping: list[Overlap]
    similar: list[Similar]
    crowded: list[Crowded]


def thresholds(tx: Transaction) -> Thresholds:
    known = {one.name for one in fields(Thresholds)}
    return Thresholds(**{k: v for k, v in book.settings(tx.session).items() if k in known})


def set_thresholds(tx: Transaction, changes: Mapping[str, Any]) -> Thresholds:
    """Raises Invalid for a share beyond 0 to 1 or a number below 1."""
    wanted = Thresholds(**(asdict(thresholds(tx)) | {k: v for k, v in changes.items() if v is not None}))
    for name, value in asdict(wanted).items():
        if not (0 < value <= 1 if isinstance(value, float) else 1 <= value <= 100_000):
            raise Invalid(field=name, reason=str(value))
    book.keep_settings(tx.session, asdict(wanted))
    return wanted


def usage(tx: Transaction) -> list[Usage]:
    """Every tag that is not merged, the most worn first."""
    people, last = book.people(tx.session), history.last_given(tx.session)
    counted = history.counted(tx.session, tx.now - RECENT)
    sources: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (tag, source), number in wearing.sources(tx.session).items():
        sources[tag][source.partition(":")[0]] += number
    found = [
        Usage(
            tag.id, people.get(tag.id, 0), counted.get((tag.id, True), 0), counted.get((tag.id, False), 0),
            last.get(tag.id), dict(sources[tag.id]),
        )
        for tag in book.tags(tx.session) if tag.status != "merged"
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.people, one.tag_id))


def overlap(tx: Transaction, tag_ids: Iterable[int]) -> list[Overlap]:
    """Each pair of these tags: who wears both, and their share of whoever wears one of the two."""
    sets = {tag: BitMap(wearing.wearers(tx.session, [tag], None)) for tag in dict.fromkeys(tag_ids)}
    return [_pair(a, b, sets) for a, b in combinations(sets, 2)]


def _pair(a: int, b: int, sets: Mapping[int, BitMap]) -> Overlap:
    both = sets[a].intersection_cardinality(sets[b])
    either = len(sets[a]) + len(sets[b]) - both
    return Overlap(a, b, both, both / either if either else 0.0)


def quality(tx: Transaction) -> Quality:
    limits = thresholds(tx)
    living = [tag for tag in book.tags(tx.session) if tag.status == ACTIVE]
    people, last = book.people(tx.session), history.last_given(tx.session)
    idle = [Idle(tag, people.get(tag.id, 0), last.get(tag.id, tag.created_at)) for tag in living]
    free = [one for one in idle if one.tag.rule_segment is None]
    unused_before, stale_before = (
        tx.now - timedelta(days=limits.unused_days), tx.now - timedelta(days=limits.stale_days)
    )  # fmt: skip
    return Quality(
        limits,
        [one for one in free if not one.people and max(one.since, one.tag.created_at) <= unused_before],
        [one for one in free if one.people and one.since <= stale_before],
        _overlapping(tx, living, people, limits),
        similar(living, limits.similarity),
        _crowded(tx, living, people, limits),
    )


def _overlapping(
    tx: Transaction, living: Sequence[TagDetail], people: Mapping[int, int], limits: Thresholds
) -> list[Overlap]:
    worn = sorted((-people.get(tag.id, 0), tag.id) for tag in living)
    chosen = [tag for number, tag in worn[:COMPARED] if -number >= limits.overlap_people]
    found = [one for one in overlap(tx, chosen) if one.share >= limits.overlap_share]
    return sorted(found, key=lambda one: -one.share)


def _crowded(
    tx: Transaction, living: Sequence[TagDetail], people: Mapping[int, int], limits: Thresholds
) -> list[Crowded]:
    by_group: dict[int, list[TagDetail]] = defaultdict(list)
    for tag in living:
        by_group[tag.group_id].append(tag)
    return [
        Crowded(
            group,
            len(tags),
            tuple(tag.id for tag in tags if not people.get(tag.id) and tag.rule_segment is None),
        )
        for group in book.groups(tx.session)
        if len(tags := by_group[group.id]) > limits.crowded_tags
    ]


def similar(tags: Sequence[TagDetail], least: float) -> list[Similar]:
    """Pairs whose names look the same: apart from width, case, blanks and signs, and names that differ in little.

    Names with other numbers in them mean other things (满100, 满200), and so do short ones (金卡, 银卡).
    """
    plain = [(tag, _plain(tag.name)) for tag in tags]
    found = []
    for (a, left), (b, right) in combinations(plain, 2):
        ratio = _alike(left, right, least)
        if ratio >= least:
            found.append(Similar(a, b, round(ratio, 2)))
    return sorted(found, key=lambda one: -one.similarity)


def _alike(left: str, right: str, least: float) -> float:
    if left == right:
        return 1.0
    shorter, both = min(len(left), len(right)), len(left) + len(right)
    if shorter < SHORT or 2 * shorter / both < least or _digits(left) != _digits(right):
        return 0.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).lower())


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)
