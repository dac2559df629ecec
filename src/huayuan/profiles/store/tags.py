"""Tags, their groups, and who wears them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new
from huayuan.profiles.contracts import Tag
from huayuan.profiles.models import PersonTagRow, TagGroupRow, TagRow
from huayuan.profiles.store.batches import slices

_TAG = (
    TagRow.id, TagRow.name, TagGroupRow.name.label("group_name"), TagRow.color, TagRow.status, TagRow.merged_into,
)  # fmt: skip


def group_id(session: Session, name: str) -> int:
    """The group of that name, made when absent."""
    insert_new(session, TagGroupRow, [{"name": name}], on=["name"])
    return session.scalars(select(TagGroupRow.id).where(TagGroupRow.name == name)).one()


def find(session: Session, group: str, name: str) -> int | None:
    return session.scalar(
        select(TagRow.id)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagGroupRow.name == group, TagRow.name == name)
    )


def create(session: Session, group: int, name: str, color: str, now: datetime) -> int:
    """The tag of that name in the group, made when absent (two callers at once get the same one)."""
    insert_new(
        session,
        TagRow,
        [{"group_id": group, "name": name, "color": color, "created_at": now, "named_at": now}],
        on=["group_id", "name"],
    )
    return session.scalars(select(TagRow.id).where(TagRow.group_id == group, TagRow.name == name)).one()


def all_tags(session: Session) -> list[Tag]:
    """Every tag but merged ones with the number of people who wear it, by group and name."""
    wearers = func.count(distinct(PersonTagRow.person_id)).label("people")
    counted = select(PersonTagRow.tag_id, wearers).group_by(PersonTagRow.tag_id)
    people = {row.tag_id: row.people for row in session.execute(counted)}
    found = session.execute(
        select(*_TAG)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagRow.status != "merged")
        .order_by(TagGroupRow.name, TagRow.name, TagRow.id)
    )
    return [_tag(row, people.get(row.id, 0)) for row in found]


def named(session: Session, q: str, limit: int) -> list[Tag]:
    """Active ones with `q` in their name, shortest first, uncounted."""
    found = session.execute(
        select(*_TAG)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagRow.status == "active", func.lower(TagRow.name).contains(q.lower(), autoescape=True))
        .order_by(func.length(TagRow.name), TagRow.name, TagRow.id)
        .limit(limit)
    )
    return [_tag(row, None) for row in found]


def by_ids(session: Session, tag_ids: Iterable[int]) -> dict[int, Tag]:
    query = (
        select(*_TAG).join(TagGroupRow, TagGroupRow.id == TagRow.group_id).where(TagRow.id.in_(list(tag_ids)))
    )
    return {row.id: _tag(row, None) for row in session.execute(query)}


def of_people(session: Session, person_ids: Iterable[int]) -> dict[int, list[Tag]]:
    """person id → tags, by group and name; each once, whoever gave it."""
    found: dict[int, list[Tag]] = {}
    for part in slices(person_ids):
        query = (
            select(PersonTagRow.person_id, *_TAG)
            .join(TagRow, TagRow.id == PersonTagRow.tag_id)
            .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
            .where(PersonTagRow.person_id.in_(part))
            .distinct()
            .order_by(PersonTagRow.person_id, TagGroupRow.name, TagRow.name, TagRow.id)
        )
        for row in session.execute(query):
            found.setdefault(row.person_id, []).append(_tag(row, None))
    return found


def _tag(row: Any, people: int | None) -> Tag:
    return Tag(row.id, row.name, row.group_name, row.color, people, row.status, row.merged_into)
