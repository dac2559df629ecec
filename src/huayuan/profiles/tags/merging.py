"""Two tags that mean the same become one. Whoever refers to the old one means the other from then on."""

from __future__ import annotations

from dataclasses import replace

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.tags.announcing import Change, announce
from huayuan.profiles.tags.contracts import ACTIVE, MERGE, MERGED, Gift, TagDetail, TagFacts
from huayuan.profiles.tags.errors import TagHasRule, TagMergeRefused
from huayuan.profiles.tags.following import settle
from huayuan.profiles.tags.keeping import tag
from huayuan.profiles.tags.store import book, history, links, wearing

MERGE_TASK = "profiles.merge_tags"
AT_ONCE = 1_000  # gifts moved in one transaction


def merge_tags(tx: Transaction, tag_id: int, into: int, *, by: str | None = None) -> TagDetail:
    """`tag_id` becomes another name of `into`: its wearers wear that one, each gift with its source, time and reason.

    The first thousand gifts move at once, more in the background; until then they count as gifts of `into` already.
    Raises TagNotFound, TagMergeRefused, TagHasRule.
    """
    gone, stays = tag(tx, tag_id), tag(tx, into)
    if gone.id == stays.id or stays.status != ACTIVE or gone.status == MERGED:
        raise TagMergeRefused(name=stays.name)
    if gone.rule_segment is not None and stays.rule_segment is not None:
        raise TagHasRule()
    if gone.rule_segment is not None:
        book.write_tag(tx.session, into, {"rule_segment": gone.rule_segment})
    book.write_tag(tx.session, tag_id, {"status": MERGED, "merged_into": into, "rule_segment": None})
    links.repoint(tx.session, tag_id, into)
    if move_gifts(tx, tag_id, by):
        tx.enqueue(MERGE_TASK, {"tag_id": tag_id, "by": by})
    return tag(tx, into)


def move_gifts(tx: Transaction, tag_id: int, by: str | None = None) -> bool:
    """Move the next gifts of a merged tag to the one that stands for it; True when there may be more."""
    into = book.survivors(tx.session, [tag_id]).get(tag_id, tag_id)
    worn = wearing.gifts_of_tag(tx.session, tag_id, AT_ONCE)
    aside = wearing.gifts_of_tag(tx.session, tag_id, AT_ONCE, aside=True)
    if into == tag_id or not (worn or aside):
        return False
    people = {gift.person for gift in worn}
    had = {gift.person for gift in wearing.gifts_of(tx.session, people, [into])}
    wearing.drop(tx.session, worn)
    wearing.keep(tx.session, [replace(gift, tag=into) for gift in worn])
    wearing.drop(tx.session, aside, aside=True)
    wearing.keep(tx.session, [replace(gift, tag=into) for gift in aside], aside=True)
    _note(tx, worn, into, by)
    left = {gift.person for gift in wearing.gifts_of(tx.session, people, [tag_id])}
    changes = [Change(person, tag_id, False, MERGE, tx.now) for person in sorted(people - left)]
    changes += [Change(person, into, True, MERGE, tx.now) for person in sorted(people - had)]
    announce(tx, changes, {one.id: one for one in _facts(tx, tag_id, into)})
    settle(tx, people)
    return len(worn) == AT_ONCE or len(aside) == AT_ONCE


def _note(tx: Transaction, gifts: list[Gift], into: int, by: str | None) -> None:
    old = [history.ended(gift, MERGE, by, tx.now) for gift in gifts]
    new = [
        history.begun(replace(gift, tag=into, added_at=tx.now), why=gift.why or f"merge:{gift.tag}")
        for gift in gifts
    ]
    history.write(tx.session, [*old, *new])


def _facts(tx: Transaction, tag_id: int, into: int) -> list[TagFacts]:
    """Of the tag that stands, and of the merged one under its own name."""
    (stands,) = book.facts(tx.session, [into]).values()
    return [stands, replace(stands, id=tag_id, name=tag(tx, tag_id).name, linked=False)]
