"""What platforms are still to be told about who wears what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.profiles.contracts import TagPush
from huayuan.profiles.models import PersonTagRow, TagPushRow
from huayuan.profiles.store.batches import slices

P = TagPushRow
WAITING, FAILED = "waiting", "failed"
_QUIET = {"synchronize_session": False}


def want(session: Session, wanted: Mapping[tuple[str, int, int], bool], now: datetime) -> None:
    """(account, person, tag) → whether it is worn. Replaces what was wanted before."""
    rows = [
        {
            "account": account, "origin_person_id": person, "person_id": person, "tag_id": tag, "worn": worn,
            "changed_at": now, "due": now, "attempts": 0, "state": WAITING, "errcode": None,
        }
        for (account, person, tag), worn in sorted(wanted.items())
    ]  # fmt: skip
    changes = ["person_id", "worn", "changed_at", "due", "attempts", "state", "errcode"]
    upsert(session, TagPushRow, rows, on=["account", "origin_person_id", "tag_id"], update=changes)


def want_wearers(session: Session, account: str, tag_id: int, now: datetime) -> None:
    """Everybody who wears the tag is to wear it there; who is waiting already stays as they are."""
    known = select(P.origin_person_id).where(P.account == account, P.tag_id == tag_id)
    person = PersonTagRow.person_id
    wearers = select(
        literal(account), person, person, literal(tag_id), literal(True), literal(now, P.due.type),
        literal(now, P.due.type), literal(0), literal(WAITING),
    ).where(PersonTagRow.tag_id == tag_id, person.not_in(known))  # fmt: skip
    columns = [
        "account",
        "origin_person_id",
        "person_id",
        "tag_id",
        "worn",
        "changed_at",
        "due",
        "attempts",
        "state",
    ]
    session.execute(insert(TagPushRow).from_select(columns, wearers.distinct()), execution_options=_QUIET)


def forget(session: Session, keys: Iterable[tuple[str, int, int]]) -> None:
    """The account says so itself."""
    table: Table = TagPushRow.__table__  # type: ignore[assignment]
    rows = [{"a": account, "p": person, "t": tag} for account, person, tag in keys]
    if rows:
        c = table.c
        mine = (c.account == bindparam("a")) & (c.person_id == bindparam("p")) & (c.tag_id == bindparam("t"))
        session.connection().execute(delete(table).where(mine), rows)


def due(session: Session, account: str, now: datetime, limit: int) -> list[TagPush]:
    query = (
        select(P).where(P.account == account, P.state == WAITING, P.due <= now).order_by(P.due).limit(limit)
    )
    return _read(session, query)


def of_people(session: Session, account: str, person_ids: Collection[int]) -> list[TagPush]:
    """Everything that is still to be told about these people."""
    found: list[TagPush] = []
    for part in slices(sorted(person_ids)):
        found += _read(session, select(P).where(P.account == account, P.person_id.in_(part)))
    return found


def accounts_due(session: Session, now: datetime) -> set[str]:
    return set(session.scalars(select(P.account).distinct().where(P.state == WAITING, P.due <= now)))


def done(session: Session, told: Iterable[TagPush]) -> None:
    """What was told is forgotten, unless it changed meanwhile."""
    table: Table = TagPushRow.__table__  # type: ignore[assignment]
    rows = _keys(told)
    if rows:
        session.connection().execute(delete(table).where(_same(table)), rows)


def write(session: Session, told: Iterable[TagPush], **values: Any) -> None:
    """One more attempt was made; `values` say what came of it."""
    table: Table = TagPushRow.__table__  # type: ignore[assignment]
    rows = _keys(told)
    if rows:
        changed = update(table).where(_same(table)).values(attempts=table.c.attempts + 1, **values)
        session.connection().execute(changed, rows)


def again(session: Session, account: str, now: datetime) -> None:
    """Whatever failed or waits is due now."""
    changed = update(P).where(P.account == account).values(state=WAITING, due=now, errcode=None, attempts=0)
    session.execute(changed, execution_options=_QUIET)


def drop_tags(session: Session, account: str, tag_ids: Collection[int]) -> None:
    gone = delete(P).where(P.account == account, P.tag_id.in_(sorted(tag_ids)))
    session.execute(gone, execution_options=_QUIET)


def counts(session: Session) -> dict[tuple[str, str, int | None], int]:
    """(account, state, errcode) → pushes."""
    query = select(P.account, P.state, P.errcode, func.count()).group_by(P.account, P.state, P.errcode)
    return {(row[0], row[1], row[2]): int(row[3]) for row in session.execute(query)}


def _keys(told: Iterable[TagPush]) -> list[dict[str, Any]]:
    return [{"a": one.account, "o": one.origin, "t": one.tag_id, "c": one.changed_at} for one in told]


def _same(table: Table) -> Any:
    c = table.c
    mine = (
        (c.account == bindparam("a")) & (c.origin_person_id == bindparam("o")) & (c.tag_id == bindparam("t"))
    )
    return mine & (c.changed_at == bindparam("c"))


def _read(session: Session, query: Any) -> list[TagPush]:
    return [
        TagPush(
            row.account,
            row.origin_person_id,
            row.person_id,
            row.tag_id,
            row.worn,
            row.changed_at,
            row.attempts,
        )
        for row in session.scalars(query)
    ]
