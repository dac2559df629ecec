"""Tags and their groups as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Integer, cast, delete, exists, func, select, update
from sqlalchemy.orm import Session

from huayuan.profiles.models import (
    PersonProfileRow,
    PersonTagRow,
    TagAsideRow,
    TagGroupRow,
    TagLinkRow,
    TagRow,
    TagSettingRow,
)
from huayuan.profiles.tags.contracts import ACTIVE, MERGED, TagDetail, TagFacts, TagGroup

_QUIET = {"synchronize_session": False}
_LONGEST_CHAIN = 50


def survivors(session: Session, tag_ids: Collection[int]) -> dict[int, int]:
    """tag → the tag that stands for it; itself where it was not merged. Unknown ones are absent."""
    found: dict[int, int] = {}
    wanted = {one: one for one in tag_ids}  # asked → reached
    for _ in range(_LONGEST_CHAIN):
        rows = session.execute(
            select(TagRow.id, TagRow.merged_into).where(TagRow.id.in_(set(wanted.values())))
        )
        following = {row.id: row.merged_into for row in rows}
        further = {}
        for asked, reached in wanted.items():
            if reached not in following:
                continue
            after = following[reached]
            if after is None:
                found[asked] = reached
            else:
                further[asked] = after
        if not further:
            break
        wanted = further
    return found


def facts(session: Session, tag_ids: Collection[int]) -> dict[int, TagFacts]:
    """tag that was asked for → what counts, of the tag that stands for it. Unknown ones are absent."""
    stands = survivors(session, tag_ids)
    linked = cast(exists().where(TagLinkRow.tag_id == TagRow.id), Integer)
    query = (
        select(
            TagRow.id, TagRow.name, TagRow.group_id, TagRow.status, TagGroupRow.exclusive, TagRow.expires_after_days,
            TagGroupRow.roles, linked,
        )
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagRow.id.in_(set(stands.values())))
    )  # fmt: skip
    known = {
        row[0]: TagFacts(*row[:4], bool(row[4]), row[5], tuple(row[6] or ()), bool(row[7]))
        for row in session.execute(query)
    }
    return {asked: known[reached] for asked, reached in stands.items()}


def merged_into(session: Session, tag_id: int) -> list[int]:
    """Tags that this one stands for, directly or not."""
    found: list[int] = []
    level = [tag_id]
    while level and len(found) < 1_000:
        level = list(session.scalars(select(TagRow.id).where(TagRow.merged_into.in_(level))))
        found += level
    return found


def groups(session: Session, ids: Iterable[int] | None = None) -> list[TagGroup]:
    query = select(TagGroupRow).order_by(TagGroupRow.name, TagGroupRow.id)
    rows = session.scalars(query if ids is None else query.where(TagGroupRow.id.in_(list(ids))))
    return [TagGroup(row.id, row.name, row.color, row.exclusive, tuple(row.roles or ())) for row in rows]


def tags(session: Session, ids: Iterable[int] | None = None) -> list[TagDetail]:
    """In the order of their names."""
    query = select(TagRow).order_by(TagRow.name, TagRow.id)
    rows = session.scalars(query if ids is None else query.where(TagRow.id.in_(list(ids))))
    return [
        TagDetail(
            row.id, row.group_id, row.name, row.color, row.status, row.merged_into, row.expires_after_days,
            row.rule_segment, row.created_at, row.named_at or row.created_at,
        )
        for row in rows
    ]  # fmt: skip


def of_group(session: Session, group_id: int) -> list[int]:
    return list(session.scalars(select(TagRow.id).where(TagRow.group_id == group_id)))


def exclusive_groups(session: Session, tag_ids: Collection[int]) -> dict[int, int]:
    """tag → its group, of those in an exclusive group."""
    query = (
        select(TagRow.id, TagRow.group_id)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagRow.id.in_(list(tag_ids)), TagGroupRow.exclusive.is_(True))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def groups_by_tag(session: Session) -> dict[int, int]:
    """tag → its exclusive group, of all there are."""
    query = select(TagRow.id, TagRow.group_id).join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
    rows = session.execute(query.where(TagGroupRow.exclusive.is_(True)))
    return {row[0]: row[1] for row in rows}


def group_named(session: Session, name: str) -> int | None:
    return session.scalar(select(TagGroupRow.id).where(TagGroupRow.name == name))


def add_group(session: Session, values: dict[str, Any]) -> int:
    row = TagGroupRow(**values)
    session.add(row)
    session.flush()
    return row.id


def write_group(session: Session, group_id: int, values: dict[str, Any]) -> None:
    session.execute(
        update(TagGroupRow).where(TagGroupRow.id == group_id).values(**values), execution_options=_QUIET
    )


def drop_group(session: Session, group_id: int) -> None:
    session.execute(delete(TagGroupRow).where(TagGroupRow.id == group_id), execution_options=_QUIET)


def write_tag(session: Session, tag_id: int, values: dict[str, Any]) -> None:
    session.execute(update(TagRow).where(TagRow.id == tag_id).values(**values), execution_options=_QUIET)


def drop_tag(session: Session, tag_id: int) -> None:
    session.execute(delete(TagRow).where(TagRow.id == tag_id), execution_options=_QUIET)


def taken_name(session: Session, group_id: int, name: str, but: int | None) -> bool:
    query = select(TagRow.id).where(TagRow.group_id == group_id, TagRow.name == name)
    return any(found != but for found in session.scalars(query))


def worn_at_all(session: Session, tag_id: int) -> bool:
    worn = session.scalar(select(PersonTagRow.tag_id).where(PersonTagRow.tag_id == tag_id).limit(1))
    aside = session.scalar(select(TagAsideRow.tag_id).where(TagAsideRow.tag_id == tag_id).limit(1))
    return worn is not None or aside is not None


def people(session: Session, tag_ids: Iterable[int] | None = None) -> dict[int, int]:
    """tag → how many people wear it; tags that nobody wears are absent."""
    query = select(PersonTagRow.tag_id, func.count(PersonTagRow.person_id.distinct()))
    query = query if tag_ids is None else query.where(PersonTagRow.tag_id.in_(list(tag_ids)))
    return {tag: int(number) for tag, number in session.execute(query.group_by(PersonTagRow.tag_id))}


def number_of_people(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(PersonProfileRow)) or 0


def tags_of_rule(session: Session, segment_id: int) -> list[int]:
    query = select(TagRow.id).where(TagRow.rule_segment == segment_id, TagRow.status != MERGED)
    return list(session.scalars(query.order_by(TagRow.id)))


def rules(session: Session) -> dict[int, int]:
    """tag → the segment whose members wear it."""
    query = select(TagRow.id, TagRow.rule_segment).where(
        TagRow.rule_segment.is_not(None), TagRow.status == ACTIVE
    )
    return {tag: segment for tag, segment in session.execute(query) if segment is not None}


def settings(session: Session) -> dict[str, Any]:
    row = session.get(TagSettingRow, 1)
    return dict(row.values) if row else {}


def keep_settings(session: Session, values: dict[str, Any]) -> None:
    session.merge(TagSettingRow(id=1, values=values))
    session.flush()
