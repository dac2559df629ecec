"""What becomes of tags when people turn out to be the same, or not the same after all.

In an exclusive group the newest gift counts. What it stands before is set aside and not lost: when the people are parted
again, each wears what was theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.tags.announcing import Change, announce
from huayuan.profiles.tags.contracts import EXCLUSIVE, Gift
from huayuan.profiles.tags.store import book, history, wearing


def settle(tx: Transaction, person_ids: Iterable[int]) -> None:
    """Make these people wear at most one tag of each exclusive group, and whatever no group keeps back any more."""
    people = sorted(set(person_ids))
    groups = book.groups_by_tag(tx.session)
    worn = wearing.gifts_of(tx.session, people)
    aside = wearing.gifts_of(tx.session, people, aside=True)
    if not aside and not any(gift.tag in groups for gift in worn):
        return
    best = _newest([*worn, *aside], groups)
    back = [gift for gift in aside if best.get((gift.person, groups.get(gift.tag, -1)), gift.tag) == gift.tag]
    away = [gift for gift in worn if best.get((gift.person, groups.get(gift.tag, -1)), gift.tag) != gift.tag]
    _swap(tx, worn, away, back)


def _newest(gifts: Iterable[Gift], groups: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """(person, exclusive group) → the tag that was given last."""
    best: dict[tuple[int, int], Gift] = {}
    for gift in gifts:
        if gift.tag in groups:
            key = (gift.person, groups[gift.tag])
            rival = best.get(key)
            if rival is None or (gift.added_at, gift.tag) > (rival.added_at, rival.tag):
                best[key] = gift
    return {key: gift.tag for key, gift in best.items()}


def _swap(tx: Transaction, worn: list[Gift], away: list[Gift], back: list[Gift]) -> None:
    if not away and not back:
        return
    before: dict[int, set[int]] = defaultdict(set)
    for gift in worn:
        before[gift.person].add(gift.tag)
    wearing.drop(tx.session, away)
    wearing.keep(tx.session, away, aside=True)
    wearing.drop(tx.session, back, aside=True)
    wearing.keep(tx.session, back)
    told = [history.ended(gift, EXCLUSIVE, None, tx.now) for gift in away]
    told += [history.begun(replace(gift, added_at=tx.now)) for gift in back]
    history.write(tx.session, told)
    changes = [Change(p, t, False, EXCLUSIVE, tx.now) for p, t in sorted({(g.person, g.tag) for g in away})]
    changes += [
        Change(person, tag, True, EXCLUSIVE, tx.now)
        for person, tag in sorted({(gift.person, gift.tag) for gift in back})
        if tag not in before[person]
    ]
    announce(tx, changes, book.facts(tx.session, {one.tag for one in changes}))
