"""Who wears what, gift by gift, and what is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, upsert
from huayuan.profiles.models import PersonTagRow, TagAsideRow
from huayuan.profiles.store.batches import slices
from huayuan.profiles.store.choosing import Unindexed, distinct, numbers_in, of, one_text
from huayuan.profiles.tags.contracts import Gift

_KEY = ["origin_person_id", "tag_id", "source"]
_MANY = 20_000  # people from which on asking for everybody and choosing among them is faster
Table = type[PersonTagRow] | type[TagAsideRow]


def gifts_of(
    session: Session, person_ids: Iterable[int], tag_ids: Iterable[int] | None = None, *, aside: bool = False
) -> list[Gift]:
    """Gifts that are theirs now, of these tags or of all."""
    table: Table = TagAsideRow if aside else PersonTagRow
    chosen = None if tag_ids is None else sorted(set(tag_ids))
    found: list[Gift] = []
    for part in slices(sorted(set(person_ids))):
        query = select(*_columns(table)).where(table.person_id.in_(part))
        found += _read(session, query if chosen is None else query.where(table.tag_id.in_(chosen)))
    return found


def gifts_of_tag(session: Session, tag_id: int, limit: int, *, aside: bool = False) -> list[Gift]:
    """The next `limit` gifts of a tag, by person."""
    table: Table = TagAsideRow if aside else PersonTagRow
    query = select(*_columns(table)).where(table.tag_id == tag_id).order_by(table.person_id).limit(limit)
    return _read(session, query)


def gifts_of_source(session: Session, tag_id: int, source: str, limit: int) -> list[Gift]:
    """The next gifts of a tag by one source, by person."""
    mine = (PersonTagRow.tag_id == tag_id) & (PersonTagRow.source == source)
    query = select(*_columns(PersonTagRow)).where(mine).order_by(PersonTagRow.person_id).limit(limit)
    return _read(session, query)


def sources(session: Session) -> dict[tuple[int, str], int]:
    """(tag, source) → gifts, of everything that is worn."""
    query = select(PersonTagRow.tag_id, PersonTagRow.source, func.count())
    rows = session.execute(query.group_by(PersonTagRow.tag_id, PersonTagRow.source))
    return {(row[0], row[1]): int(row[2]) for row in rows}


def lapsed(session: Session, now: datetime, limit: int, *, aside: bool = False) -> list[Gift]:
    """Gifts whose time is over, the oldest first."""
    table: Table = TagAsideRow if aside else PersonTagRow
    query = select(*_columns(table)).where(table.expires_at <= now).order_by(table.expires_at).limit(limit)
    return _read(session, query)


def keep(session: Session, gifts: Sequence[Gift], *, aside: bool = False) -> None:
    """Gifts as they are; of one that is there already only how long it lasts is written."""
    rows = [
        {
            "origin_person_id": one.origin, "tag_id": one.tag, "source": one.source, "person_id": one.person,
            "added_at": one.added_at, "expires_at": one.expires_at, "given_by": one.by, "why": one.why,
        }
        for one in sorted(gifts, key=lambda one: (one.origin, one.tag, one.source))
    ]  # fmt: skip
    table: Table = TagAsideRow if aside else PersonTagRow
    lasting = [row for row in rows if row["expires_at"] is None]
    insert_new(session, table, lasting, on=_KEY)
    upsert(
        session, table, [row for row in rows if row["expires_at"] is not None], on=_KEY, update=["expires_at"]
    )


def drop(session: Session, gifts: Iterable[Gift], *, aside: bool = False) -> None:
    table = (TagAsideRow if aside else PersonTagRow).__table__
    keys = [{"o": one.origin, "t": one.tag, "s": one.source} for one in gifts]
    if keys:
        c = table.c
        mine = (
            (c.origin_person_id == bindparam("o"))
            & (c.tag_id == bindparam("t"))
            & (c.source == bindparam("s"))
        )
        session.connection().execute(delete(table).where(mine), keys)  # type: ignore[arg-type]


def renew(session: Session, gifts: Iterable[Gift]) -> None:
    """Write how long these gifts last."""
    table = PersonTagRow.__table__
    keys = [{"o": g.origin, "t": g.tag, "s": g.source, "e": g.expires_at} for g in gifts]
    if keys:
        c = table.c
        mine = (
            (c.origin_person_id == bindparam("o"))
            & (c.tag_id == bindparam("t"))
            & (c.source == bindparam("s"))
        )
        changed = update(table).where(mine).values(expires_at=bindparam("e"))  # type: ignore[arg-type]
        session.connection().execute(changed, keys)


def people_with_several(session: Session, tag_ids: Sequence[int], after: int, limit: int) -> list[int]:
    """People above id `after` who wear more than one of these tags, or have one set aside."""
    several = (
        select(PersonTagRow.person_id)
        .where(PersonTagRow.tag_id.in_(tag_ids), PersonTagRow.person_id > after)
        .group_by(PersonTagRow.person_id)
        .having(func.count(PersonTagRow.tag_id.distinct()) > 1)
        .order_by(PersonTagRow.person_id)
        .limit(limit)
    )
    waiting = (
        select(TagAsideRow.person_id)
        .distinct()
        .where(TagAsideRow.tag_id.in_(tag_ids), TagAsideRow.person_id > after)
        .order_by(TagAsideRow.person_id)
        .limit(limit)
    )
    return sorted({*session.scalars(several), *session.scalars(waiting)})[:limit]


def wearers(session: Session, tag_ids: Sequence[int], among: Sequence[int] | None) -> npt.NDArray[np.int64]:
    """Who wears at least one of these tags, ascending; of `among`, or of everybody."""
    if among is not None and len(among) < _MANY:
        parts = [np.asarray(part, dtype=np.int64) for part in slices(among)]
        found = [_wearers(session, tag_ids, [int(one) for one in part]) for part in parts]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    everybody = distinct(_wearers(session, tag_ids, None))
    return everybody if among is None else np.intersect1d(everybody, np.asarray(among, dtype=np.int64))


def worn_among(
    session: Session, tag_ids: Sequence[int], among: Sequence[int]
) -> dict[int, npt.NDArray[np.int64]]:
    """tag → who of a few people wears it, once for each gift; tags that none of them wears are absent."""
    tag = Unindexed(PersonTagRow.tag_id)
    query = select(PersonTagRow.tag_id, one_text(session, PersonTagRow.person_id)).where(tag.in_(tag_ids))
    query = of(query, PersonTagRow.person_id, among).group_by(PersonTagRow.tag_id)
    return {worn: numbers_in(text) for worn, text in session.execute(query)}


def _wearers(session: Session, tag_ids: Sequence[int], part: Sequence[int] | None) -> npt.NDArray[np.int64]:
    mine = PersonTagRow.tag_id.in_(tag_ids) if len(tag_ids) > 1 else PersonTagRow.tag_id == tag_ids[0]
    # One text instead of a row for each person: a third of the time.
    query = select(one_text(session, PersonTagRow.person_id)).where(mine)
    if part is not None:
        query = query.where(PersonTagRow.person_id.in_(part))
    return numbers_in(session.connection().scalar(query))


def _columns(table: Table) -> tuple[Any, ...]:
    return (
        table.origin_person_id, table.person_id, table.tag_id, table.source, table.added_at, table.expires_at,
        table.given_by, table.why,
    )  # fmt: skip


def _read(session: Session, query: Any) -> list[Gift]:
    return [Gift(*row) for row in session.execute(query)]
