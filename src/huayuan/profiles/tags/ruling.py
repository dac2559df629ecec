"""Tags that follow a rule: the members of a segment wear them. `segments`, above, gives and takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagGift
from huayuan.profiles.tags.contracts import ACTIVE, RULE, TagDetail
from huayuan.profiles.tags.errors import TagArchived
from huayuan.profiles.tags.giving import add_many_tags
from huayuan.profiles.tags.keeping import restore_tag, tag
from huayuan.profiles.tags.store import book, wearing
from huayuan.profiles.tags.taking import end, remove_many_tags

RELEASE_TASK = "profiles.release_rule"
AT_ONCE = 1_000
RULE_SET = "profiles.tag_rule_set"


Guard = Callable[[Transaction, int, int], None]
_GUARDS: list[Guard] = []


def rules_are_guarded(guard: Guard) -> Guard:
    """Registers who may refuse a rule: `guard(tx, tag_id, segment_id)`. Profiles knows no segments."""
    _GUARDS.append(guard)
    return guard


def rule_source(segment_id: int) -> str:
    return f"{RULE}{segment_id}"


def tags_of_rule(tx: Transaction, segment_id: int) -> list[int]:
    """Tags that the members of a segment wear; archived ones too, which are not given any more."""
    return book.tags_of_rule(tx.session, segment_id)


def rules_of_tags(tx: Transaction) -> dict[int, int]:
    """tag → the segment whose members wear it, of all active tags."""
    return book.rules(tx.session)


def set_rule(tx: Transaction, tag_id: int, segment_id: int | None) -> TagDetail:
    """From now on the members of `segment_id` wear the tag; None: it follows no rule.

    What an earlier rule gave is taken back in the background. Publishes `profiles.tag_rule_set` {tag_id, segment_id,
    before}, at which `segments` gives the tag to everybody who is a member. Raises TagNotFound, TagArchived.
    """
    before = tag(tx, tag_id)
    if before.status != ACTIVE and segment_id is not None:
        raise TagArchived(name=before.name)
    if before.rule_segment == segment_id:
        return before
    if segment_id is not None:
        for guard in _GUARDS:
            guard(tx, tag_id, segment_id)
    book.write_tag(tx.session, tag_id, {"rule_segment": segment_id})
    if before.rule_segment is not None:
        payload = {"tag_id": tag_id, "segment_id": before.rule_segment}
        tx.enqueue(RELEASE_TASK, payload)
    told = {"tag_id": tag_id, "segment_id": segment_id, "before": before.rule_segment}
    tx.publish(RULE_SET, told)
    return tag(tx, tag_id)


def restore(tx: Transaction, tag_id: int) -> TagDetail:
    """An archived tag can be given again; one that follows a rule is given to whoever became a member meanwhile.

    Raises TagNotFound.
    """
    before, after = tag(tx, tag_id), restore_tag(tx, tag_id)
    if after.status != before.status and after.rule_segment is not None:
        told = {"tag_id": tag_id, "segment_id": after.rule_segment, "before": after.rule_segment}
        tx.publish(RULE_SET, told)
    return after


def release(tx: Transaction, tag_id: int, segment_id: int) -> bool:
    """Take back the next gifts of a rule that the tag does not follow any more; True when there may be more."""
    if segment_id == tag(tx, tag_id).rule_segment:
        return False  # it follows it again
    source = rule_source(segment_id)
    gifts = wearing.gifts_of_source(tx.session, tag_id, source, AT_ONCE)
    end(tx, gifts, source, tx.now)
    return len(gifts) == AT_ONCE


def follow_rule(tx: Transaction, segment_id: int, entered: Sequence[int], left: Sequence[int]) -> None:
    """The tags of a segment are given to whoever entered and taken back from whoever left. Repeating is harmless."""
    tags, source = tags_of_rule(tx, segment_id), rule_source(segment_id)
    if not tags:
        return
    add_many_tags(tx, [TagGift(person, tuple(tags), source, tx.now) for person in entered])
    remove_many_tags(tx, left, tags, source, tx.now)
