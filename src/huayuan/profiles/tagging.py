"""Tags (标签): made, given and taken off; each change is an event of the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules
from huayuan.profiles.contracts import Tag, TagGift
from huayuan.profiles.errors import TagExists, UnknownTag
from huayuan.profiles.store import summary, tags


def ensure_tag(tx: Transaction, group: str, name: str) -> int:
    """The id of tag `name` in `group`; both are made when absent."""
    group, name = group.strip()[:60], name.strip()[:60]
    found = tags.find(tx.session, group, name)
    return found or tags.create(
        tx.session, tags.group_id(tx.session, group), name, rules.tag_color(group), tx.now
    )


def create_tag(tx: Transaction, group: str, name: str, color: str | None = None) -> Tag:
    """A new tag. Raises TagExists."""
    group, name = group.strip(), name.strip()
    if tags.find(tx.session, group, name) is not None:
        raise TagExists(group=group, name=name)
    made = tags.create(
        tx.session, tags.group_id(tx.session, group), name, color or rules.tag_color(group), tx.now
    )
    return tags.by_ids(tx.session, [made])[made]


def add_tags(tx: Transaction, person_id: int, tag_ids: Iterable[int], source: str, at: datetime) -> list[int]:
    """Give tags; answers those the person did not wear yet. Raises UnknownTag."""
    return add_many_tags(tx, [TagGift(person_id, tuple(tag_ids), source, at)])[0]


def add_many_tags(tx: Transaction, gifts: Sequence[TagGift]) -> list[list[int]]:
    """`add_tags` for many people in a few statements. Raises UnknownTag."""
    if not gifts:
        return []
    names = names_of_tags(tx, {tag for gift in gifts for tag in gift.tag_ids})
    summary.ensure_each(tx.session, {gift.person_id: gift.at for gift in gifts})
    worn = tags.worn_by(tx.session, {gift.person_id for gift in gifts})
    tags.give(tx.session, gifts)
    added: list[list[int]] = []
    told: list[NewEvent] = []
    for gift in gifts:
        fresh = [tag for tag in sorted(set(gift.tag_ids)) if tag not in worn[gift.person_id]]
        worn[gift.person_id].update(fresh)
        added.append(fresh)
        told += _told("tag_added", gift.person_id, fresh, gift.source, gift.at, names)
    events.publish_all(tx, told)
    return added


def remove_tags(
    tx: Transaction, person_id: int, tag_ids: Iterable[int], source: str, at: datetime
) -> list[int]:
    """Take tags off, whoever gave them; answers those the person wore."""
    known = set(tag_ids) & tags.worn(tx.session, person_id)  # a tag that is gone is taken off already
    return remove_many_tags(tx, [person_id], known, source, at)[person_id]


def remove_many_tags(
    tx: Transaction, person_ids: Sequence[int], tag_ids: Iterable[int], source: str, at: datetime
) -> dict[int, list[int]]:
    """Take tags off many people, whoever gave them: person → those they wore. Raises UnknownTag."""
    wanted = set(tag_ids)
    if not wanted:
        return {person: [] for person in person_ids}
    names = names_of_tags(tx, wanted)
    taken = {person: sorted(worn & wanted) for person, worn in tags.worn_by(tx.session, person_ids).items()}
    tags.take(tx.session, [person for person, mine in taken.items() if mine], wanted)
    told = [_told("tag_removed", person, mine, source, at, names) for person, mine in taken.items()]
    events.publish_all(tx, [event for of_one in told for event in of_one])
    return taken


def _told(
    event: str, person_id: int, tag_ids: Sequence[int], source: str, at: datetime, names: Mapping[int, str]
) -> list[NewEvent]:
    return [
        NewEvent(
            event_id=event_uuid("profiles", event, person_id, tag_id, source, at.isoformat()),
            event=event,
            occurred_at=at,
            properties={"tag_id": tag_id, "tag": names[tag_id], "source": source},
            person_id=person_id,
        )
        for tag_id in tag_ids
    ]


def all_tags(tx: Transaction) -> list[Tag]:
    return tags.all_tags(tx.session)


def tags_of(tx: Transaction, person_ids: Sequence[int]) -> dict[int, list[Tag]]:
    return tags.of_people(tx.session, person_ids)


def names_of_tags(tx: Transaction, tag_ids: Iterable[int]) -> dict[int, str]:
    """tag id → name. Raises UnknownTag."""
    wanted = sorted(set(tag_ids))
    known = tags.by_ids(tx.session, wanted)
    if unknown := set(wanted) - known.keys():
        raise UnknownTag(ids=", ".join(str(tag) for tag in sorted(unknown)))
    return {tag_id: tag.name for tag_id, tag in known.items()}
