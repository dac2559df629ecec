"""Tags (标签): made, given and taken off; each change is an event of the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules
from huayuan.profiles.contracts import (
    Tag,
)
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
    wanted = _known_tags(tx, tag_ids)
    summary.ensure(tx.session, [person_id], at)
    worn = tags.worn(tx.session, person_id)
    tags.give(tx.session, person_id, wanted, source, at)
    added = [tag for tag in wanted if tag not in worn]
    _tell_tags(tx, "tag_added", person_id, added, source, at)
    return added


def remove_tags(
    tx: Transaction, person_id: int, tag_ids: Iterable[int], source: str, at: datetime
) -> list[int]:
    """Take tags off, whoever gave them; answers those the person wore."""
    wanted = sorted(set(tag_ids) & tags.worn(tx.session, person_id))
    tags.take(tx.session, person_id, wanted)
    _tell_tags(tx, "tag_removed", person_id, wanted, source, at)
    return wanted


def _tell_tags(
    tx: Transaction, event: str, person_id: int, tag_ids: Sequence[int], source: str, at: datetime
) -> None:
    names = tags.by_ids(tx.session, tag_ids) if tag_ids else {}
    told = [
        NewEvent(
            event_id=event_uuid("profiles", event, person_id, tag_id, source, at.isoformat()),
            event=event,
            occurred_at=at,
            properties={"tag_id": tag_id, "tag": names[tag_id].name, "source": source},
            person_id=person_id,
        )
        for tag_id in tag_ids
    ]
    events.publish_all(tx, told)


def all_tags(tx: Transaction) -> list[Tag]:
    return tags.all_tags(tx.session)


def tags_of(tx: Transaction, person_ids: Sequence[int]) -> dict[int, list[Tag]]:
    return tags.of_people(tx.session, person_ids)


def _known_tags(tx: Transaction, tag_ids: Iterable[int]) -> list[int]:
    wanted = sorted(set(tag_ids))
    if unknown := set(wanted) - tags.by_ids(tx.session, wanted).keys():
        raise UnknownTag(ids=", ".join(str(tag) for tag in sorted(unknown)))
    return wanted
