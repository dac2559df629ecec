"""Tags (标签): made, named, given and taken off. What stands behind that is in `tags/`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules
from huayuan.profiles.contracts import Tag, TagGift
from huayuan.profiles.errors import TagExists, UnknownTag
from huayuan.profiles.store import tags
from huayuan.profiles.tags.giving import add_many_tags
from huayuan.profiles.tags.store import book, wearing
from huayuan.profiles.tags.taking import remove_many_tags

__all__ = [
    "add_many_tags", "add_tags", "all_tags", "create_tag", "ensure_tag", "names_of_tags", "remove_many_tags", "remove_tags",
    "tag_wearers", "tags_by_id", "tags_of",
]  # fmt: skip


def ensure_tag(tx: Transaction, group: str, name: str) -> int:
    """The id of tag `name` in `group`; both are made when absent. Of a merged tag, the one that stands for it."""
    group, name = group.strip()[:60], name.strip()[:60]
    found = tags.find(tx.session, group, name)
    if found is not None:
        return book.survivors(tx.session, [found]).get(found, found)
    return tags.create(tx.session, tags.group_id(tx.session, group), name, rules.tag_color(group), tx.now)


def create_tag(tx: Transaction, group: str, name: str, color: str | None = None) -> Tag:
    """A new tag, in the colour of its group unless it says another. Raises TagExists."""
    group, name = group.strip(), name.strip()
    if tags.find(tx.session, group, name) is not None:
        raise TagExists(group=group, name=name)
    number = tags.group_id(tx.session, group)
    (home,) = book.groups(tx.session, [number])
    made = tags.create(tx.session, number, name, color or home.color or rules.tag_color(group), tx.now)
    return tags.by_ids(tx.session, [made])[made]


def add_tags(
    tx: Transaction,
    person_id: int,
    tag_ids: Iterable[int],
    source: str,
    at: datetime,
    *,
    by: str | None = None,
    why: str | None = None,
    expires_at: datetime | None = None,
) -> list[int]:
    """Give tags; answers those the person did not wear yet. Raises UnknownTag."""
    return add_many_tags(tx, [TagGift(person_id, tuple(tag_ids), source, at, expires_at, by, why)])[0]


def remove_tags(
    tx: Transaction,
    person_id: int,
    tag_ids: Iterable[int],
    source: str,
    at: datetime,
    *,
    of_source: str | None = None,
    by: str | None = None,
    account: str | None = None,
) -> list[int]:
    """Take tags off, whoever gave them but a rule; answers those the person wears no longer.

    A tag that is gone is taken off already. With `of_source` only that source's gift is taken back.
    """
    known = book.survivors(tx.session, set(tag_ids))
    return remove_many_tags(tx, [person_id], known, source, at, of_source=of_source, by=by, account=account)[
        person_id
    ]


def all_tags(tx: Transaction) -> list[Tag]:
    """Every tag by group and name, with how many wear it; archived ones too, merged ones not."""
    return tags.all_tags(tx.session)


def tags_named(tx: Transaction, q: str, limit: int) -> list[Tag]:
    """Those with `q` in their name that can be given; the shortest, which says most exactly what was asked, first."""
    return tags.named(tx.session, q, limit) if q else []


def tags_of(tx: Transaction, person_ids: Sequence[int]) -> dict[int, list[Tag]]:
    return tags.of_people(tx.session, person_ids)


def tags_by_id(tx: Transaction, tag_ids: Collection[int]) -> dict[int, Tag]:
    """tag asked for → the tag that stands for it (after merges, archived ones too); unknown ones are absent."""
    stands = book.survivors(tx.session, set(tag_ids))
    known = tags.by_ids(tx.session, set(stands.values()))
    return {asked: known[reached] for asked, reached in stands.items()}


def meant_by(tx: Transaction, tag_ids: Sequence[int]) -> tuple[int, ...]:
    """The tags that stand for these after merges, with those whose wearers are still to be moved; unknown ones stay."""
    stands = book.survivors(tx.session, set(tag_ids))
    meant = {stands.get(tag, tag) for tag in tag_ids}
    return tuple(sorted({*meant, *(older for tag in meant for older in book.merged_into(tx.session, tag))}))


def names_of_tags(tx: Transaction, tag_ids: Iterable[int]) -> dict[int, str]:
    """tag id → name. Raises UnknownTag."""
    wanted = set(tag_ids)
    known = tags_by_id(tx, wanted)
    if unknown := wanted - known.keys():
        raise UnknownTag(ids=", ".join(str(tag) for tag in sorted(unknown)))
    return {asked: tag.name for asked, tag in known.items()}


def tag_wearers(tx: Transaction, tag_id: int, among: Sequence[int] | None = None) -> npt.NDArray[np.int64]:
    """Who wears the tag (or the one it was merged into), ascending; of `among` or of everybody. Nobody wears a tag
    that does not exist."""
    stands = book.survivors(tx.session, [tag_id]).get(tag_id)
    if stands is None:
        return np.empty(0, np.int64)
    return wearing.wearers(tx.session, [stands, *book.merged_into(tx.session, stands)], among)


def wearers_of_each(
    tx: Transaction, tag_ids: Sequence[int], among: Sequence[int]
) -> dict[int, npt.NDArray[np.int64]]:
    """`tag_wearers` of several tags among a few people, in one question: tag → who wears it."""
    stands = book.survivors(tx.session, set(tag_ids))
    older = {one: (one, *book.merged_into(tx.session, one)) for one in set(stands.values())}
    worn = wearing.worn_among(tx.session, sorted({tag for all_ in older.values() for tag in all_}), among)

    def wearers(tag: int) -> npt.NDArray[np.int64]:
        given = [worn[one] for one in older.get(stands.get(tag, -1), ()) if one in worn]
        return np.unique(np.concatenate(given)) if given else np.empty(0, np.int64)

    return {tag: wearers(tag) for tag in tag_ids}
