"""Tags taken off: by somebody, by the source that gave them, or by time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.tags.announcing import Change, announce
from huayuan.profiles.tags.contracts import EXPIRED, RULE, Gift, TagFacts
from huayuan.profiles.tags.giving import facts_of
from huayuan.profiles.tags.store import book, history, wearing


def remove_many_tags(
    tx: Transaction,
    person_ids: Sequence[int],
    tag_ids: Iterable[int],
    source: str,
    at: datetime,
    *,
    of_source: str | None = None,
    by: str | None = None,
    account: str | None = None,
) -> dict[int, list[int]]:
    """Take tags off many people: person → those they wear no longer. Raises UnknownTag.

    Whoever takes a tag off takes it off whoever gave it, except what a rule gave: that stays until the rule lets go.
    With `of_source` only that source's gift is taken back, and the tag stays while another gave it too. A source that
    is a rule ("rule:<segment>") takes back its own gifts only.
    """
    wanted = set(tag_ids)
    taken: dict[int, list[int]] = {person: [] for person in person_ids}
    if not wanted or not taken:
        return taken
    stands = {fact.id for fact in facts_of(tx, wanted).values()}
    stands |= {older for tag in stands for older in book.merged_into(tx.session, tag)}
    if of_source is None and source.startswith(RULE):
        of_source = source
    going = [gift for gift in wearing.gifts_of(tx.session, taken, stands) if _goes(gift, of_source)]
    for one in end(tx, going, source, at, by=by, account=account):
        taken[one.person].append(one.tag)
    return {person: sorted(tags) for person, tags in taken.items()}


def _goes(gift: Gift, of_source: str | None) -> bool:
    return not gift.source.startswith(RULE) if of_source is None else gift.source == of_source


def end(
    tx: Transaction,
    gifts: Collection[Gift],
    cause: str,
    at: datetime,
    *,
    by: str | None = None,
    account: str | None = None,
) -> list[Change]:
    """End these gifts; answers who wears which tag no longer, which is told."""
    if not gifts:
        return []
    wearing.drop(tx.session, gifts)
    history.write(tx.session, [history.ended(gift, cause, by, at) for gift in gifts])
    touched = {(gift.person, gift.tag) for gift in gifts}
    left = wearing.gifts_of(tx.session, {p for p, _ in touched}, {t for _, t in touched})
    kept = {(gift.person, gift.tag) for gift in left}
    changes = [Change(person, tag, False, cause, at, account) for person, tag in sorted(touched - kept)]
    announce(tx, changes, own_facts(tx, {one.tag for one in changes}))
    return changes


def own_facts(tx: Transaction, tag_ids: Collection[int]) -> dict[int, TagFacts]:
    """By the tags' own ids, of merged ones too."""
    return book.facts(tx.session, tag_ids) if tag_ids else {}


def lapse(tx: Transaction, limit: int) -> int:
    """End up to `limit` gifts whose time is over; answers how many there were."""
    gifts = wearing.lapsed(tx.session, tx.now, limit)
    end(tx, gifts, EXPIRED, tx.now)
    aside = wearing.lapsed(tx.session, tx.now, limit, aside=True)
    wearing.drop(tx.session, aside, aside=True)
    history.write(tx.session, [history.ended(gift, EXPIRED, None, tx.now) for gift in aside])
    return len(gifts) + len(aside)
