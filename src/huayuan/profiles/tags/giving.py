"""Tags given: once for each source, and in an exclusive group instead of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagGift
from huayuan.profiles.errors import UnknownTag
from huayuan.profiles.store import summary
from huayuan.profiles.tags.announcing import Change, announce
from huayuan.profiles.tags.contracts import ACTIVE, EXCLUSIVE, Gift, TagFacts
from huayuan.profiles.tags.store import book, history, wearing

log = get_logger("profiles.tags")


def facts_of(tx: Transaction, tag_ids: Collection[int]) -> dict[int, TagFacts]:
    """tag asked for → what counts, of the tag that stands for it after merges. Raises UnknownTag."""
    known = book.facts(tx.session, set(tag_ids))
    if unknown := set(tag_ids) - known.keys():
        raise UnknownTag(ids=", ".join(str(tag) for tag in sorted(unknown)))
    return known


def add_many_tags(tx: Transaction, gifts: Sequence[TagGift]) -> list[list[int]]:
    """Give tags to many people in a few statements; answers for each gift the tags the person did not wear yet.

    A merged tag means the one that stands for it. An archived one is not given, and nobody is stopped by it: whoever
    lets people choose asks `check_usable` first. Of an exclusive group the last gift counts and takes off the others.
    Raises UnknownTag.
    """
    if not gifts:
        return []
    facts = facts_of(tx, {tag for gift in gifts for tag in gift.tag_ids})
    summary.ensure_each(tx.session, {gift.person_id: gift.at for gift in gifts})
    round_ = _Giving(tx, facts, {gift.person_id for gift in gifts})
    fresh = [round_.give(gift) for gift in gifts]
    round_.write()
    return fresh


class _Giving:
    """The people concerned with what they wear, changed gift by gift and then written."""

    def __init__(self, tx: Transaction, facts: Mapping[int, TagFacts], people: Collection[int]) -> None:
        self._tx = tx
        self._facts = facts
        self._by_id = {one.id: one for one in facts.values()}
        self._new: dict[tuple[int, int, str], Gift] = {}
        self._renewed: dict[tuple[int, int, str], Gift] = {}
        self._gone: list[Gift] = []
        self._aside_gone: list[Gift] = []
        self._history: list[dict[str, Any]] = []
        self._changes: list[Change] = []
        self._archived: set[int] = set()
        self._aside: dict[int, list[Gift]] = defaultdict(list)
        self._groups: dict[int, int] = {}
        self._worn: dict[int, dict[int, list[Gift]]] = {person: {} for person in people}
        self._load(people)

    def _load(self, people: Collection[int]) -> None:
        """With an exclusive tag among them, everything these people wear; else only the tags that are given."""
        exclusive = any(one.exclusive for one in self._by_id.values())
        if exclusive:  # two at once must not give two tags of one group
            summary.lock(self._tx.session, people)
        wanted = None if exclusive else set(self._by_id)
        for gift in wearing.gifts_of(self._tx.session, people, wanted):
            self._worn[gift.person].setdefault(gift.tag, []).append(gift)
        if not exclusive:
            return
        for gift in wearing.gifts_of(self._tx.session, people, aside=True):
            self._aside[gift.person].append(gift)
        self._groups = book.groups_by_tag(self._tx.session)
        strangers = {tag for worn in self._worn.values() for tag in worn} - self._by_id.keys()
        self._by_id |= {one.id: one for one in book.facts(self._tx.session, strangers).values()}

    def give(self, gift: TagGift) -> list[int]:
        fresh: list[int] = []
        for fact in self._meant(gift):
            if fact.exclusive:
                self._clear(fact, gift)
            if self._one(fact, gift):
                fresh.append(fact.id)
        return sorted(fresh)

    def _meant(self, gift: TagGift) -> list[TagFacts]:
        """Of several tags of one exclusive group the last."""
        meant: dict[tuple[bool, int], TagFacts] = {}
        for fact in dict.fromkeys(self._facts[tag] for tag in gift.tag_ids):
            if fact.status == ACTIVE:
                meant[fact.exclusive, fact.group_id if fact.exclusive else fact.id] = fact
            else:
                self._archived.add(fact.id)
        return list(meant.values())

    def _one(self, fact: TagFacts, told: TagGift) -> bool:
        """Whether the person did not wear it before."""
        person, worn = told.person_id, self._worn[told.person_id]
        until = fact.lapses(told.source, told.at, told.expires_at)
        known = worn.get(fact.id, [])
        gift = Gift(
            person, person, fact.id, told.source[:60], told.at, until, told.by and told.by[:80],
            told.why and told.why[:120],
        )  # fmt: skip
        key = (person, fact.id, gift.source)
        same = next((one for one in known if (one.origin, one.source) == (person, gift.source)), None)
        if same is not None:
            if same.expires_at is not None and (until is None or until > same.expires_at):
                longer = replace(same, expires_at=until)
                known[known.index(same)] = longer
                (self._new if key in self._new else self._renewed)[key] = longer
            return False
        worn.setdefault(fact.id, []).append(gift)
        self._new[key] = gift
        self._history.append(history.begun(gift))
        if known:
            return False
        self._changes.append(Change(person, fact.id, True, told.source, told.at, told.account))
        return True

    def _clear(self, fact: TagFacts, told: TagGift) -> None:
        """Take off the other tags of the group, and forget what is set aside in it."""
        worn, person = self._worn[told.person_id], told.person_id
        for tag in [one for one in worn if one != fact.id and self._groups.get(one) == fact.group_id]:
            for gift in worn.pop(tag):
                if self._new.pop((gift.origin, gift.tag, gift.source), None) is None:
                    self._gone.append(gift)
                self._renewed.pop((gift.origin, gift.tag, gift.source), None)
                self._history.append(history.ended(gift, EXCLUSIVE, told.by, told.at))
            self._changes.append(Change(person, tag, False, EXCLUSIVE, told.at, told.account))
        aside = [one for one in self._aside[person] if self._groups.get(one.tag) == fact.group_id]
        self._aside[person] = [one for one in self._aside[person] if one not in aside]
        self._aside_gone += aside

    def write(self) -> None:
        session = self._tx.session
        wearing.drop(session, self._gone)
        wearing.drop(session, self._aside_gone, aside=True)
        wearing.keep(session, list(self._new.values()))
        wearing.renew(session, self._renewed.values())
        history.write(session, self._history)
        announce(self._tx, self._changes, self._by_id)
        if self._archived:
            log.info("profiles.archived_tags_not_given", tags=sorted(self._archived))
