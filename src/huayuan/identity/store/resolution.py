"""What resolving, merging and splitting read and write. What people look at is in views.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, insert, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from huayuan.identity.contracts import ConflictState, Key
from huayuan.identity.kinds import LIMITED_KINDS
from huayuan.identity.linking import Held, Member
from huayuan.identity.models import (
    ChangeRow,
    ConflictRow,
    EvidenceRow,
    IdentifierRow,
    MergeRow,
    PersonRow,
    VersionRow,
)
from huayuan.kernel.db import Base

CHUNK = 2000  # values in one IN list; SQLite's ceiling is 32,766
SEEN_GRAIN = timedelta(days=1)  # how exact first_seen_at and last_seen_at are kept


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def on_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _table(row: type[Base]) -> Table:
    """For statements run with many parameter sets, which the ORM would take for updates by primary key."""
    return cast(Table, row.__table__)


def upserting(session: Session, table: type[Any]) -> Any:
    """`insert` that knows ON CONFLICT on this engine."""
    return (postgresql.insert if on_postgres(session) else sqlite.insert)(_table(table))


# --- versions


def version(session: Session) -> int:
    """The newest committed version of the change log; 0 before the first change."""
    return session.scalar(select(VersionRow.version)) or 0


def next_version(session: Session) -> int:
    """A version of our own. Others who want one wait until we commit, so versions appear in order."""
    statement = upserting(session, VersionRow).values(id=1, version=1)
    newer = statement.on_conflict_do_update(index_elements=["id"], set_={"version": VersionRow.version + 1})
    return int(session.execute(newer.returning(VersionRow.version)).scalar_one())


def changes_since(session: Session, seen: int) -> tuple[int, dict[int, int]]:
    """(newest version, identifier → its person now) of the identifiers whose person changed after version `seen`."""
    rows = session.execute(
        select(ChangeRow.version, ChangeRow.identifier_id, ChangeRow.person_id)
        .where(ChangeRow.version > seen)
        .order_by(ChangeRow.version)
    )
    newest, moved = seen, {}
    for number, identifier_id, person_id in rows:
        newest = number
        moved[identifier_id] = person_id
    return newest, moved


def add_changes(session: Session, moved: Mapping[int, int]) -> None:
    if moved:
        number = next_version(session)
        rows = [{"version": number, "identifier_id": one, "person_id": to} for one, to in moved.items()]
        session.execute(insert(ChangeRow), rows)


# --- looking up


def look_up(session: Session, keys: Iterable[Key]) -> dict[Key, Member]:
    """The identifiers among `keys` that exist."""
    by_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, account, key in keys:
        by_kind[(kind, account)].append(key)
    table = IdentifierRow
    found: dict[Key, Member] = {}
    for (kind, account), values in by_kind.items():
        for chunk in chunks(values):
            rows = session.execute(
                select(
                    table.key,
                    table.id,
                    PersonRow.core_id,
                    table.origin_person_id,
                    table.person_id,
                    table.first_seen_at,
                    table.last_seen_at,
                )
                .join(PersonRow, PersonRow.id == table.origin_person_id)
                .where(table.kind == kind, table.account == account, table.key.in_(chunk))
            )
            for value, identifier_id, core, origin, shown, first, last in rows:
                mine = Key(kind, account, value)
                found[mine] = Member(mine, core, origin, shown, identifier_id, first, last)
    return found


def held_by(session: Session, cores: Collection[int]) -> dict[int, Held]:
    """How many identifiers of each limited kind (and account) every one of these cores has."""
    held: dict[int, Held] = {core: {} for core in cores}
    table = IdentifierRow
    for chunk in chunks(cores):
        rows = session.execute(
            select(PersonRow.core_id, table.kind, table.account, func.count())
            .join(PersonRow, PersonRow.id == table.origin_person_id)
            .where(PersonRow.core_id.in_(chunk), table.kind.in_(LIMITED_KINDS))
            .group_by(PersonRow.core_id, table.kind, table.account)
        )
        for core, kind, account, count in rows:
            held[core][(kind, account)] = count
    return held


def kept_apart(session: Session, cores: Collection[int]) -> list[tuple[int, int, int]]:
    """(conflict id, one core, the other) of the decisions that keep one of these cores apart from others."""
    one, other = aliased(PersonRow), aliased(PersonRow)
    found: set[tuple[int, int, int]] = set()
    for chunk in chunks(cores, CHUNK // 2):
        rows = session.execute(
            select(ConflictRow.id, one.core_id, other.core_id)
            .join(one, one.id == ConflictRow.person_a)
            .join(other, other.id == ConflictRow.person_b)
            .where(
                ConflictRow.state == ConflictState.KEPT_APART,
                or_(one.core_id.in_(chunk), other.core_id.in_(chunk)),
            )
        )
        found.update((row[0], row[1], row[2]) for row in rows)
    return sorted(found, reverse=True)


def lock_persons(session: Session, persons: Iterable[int]) -> bool:
    """Keep others from linking these persons until we commit, always in the order of their numbers.

    False where it was not needed: SQLite has one writer, and we are it.
    """
    if not on_postgres(session):
        return False
    for chunk in chunks(sorted(persons)):
        session.execute(
            select(PersonRow.id).where(PersonRow.id.in_(chunk)).order_by(PersonRow.id).with_for_update()
        )
    return True


def hold_if_free(session: Session, persons: Collection[int]) -> bool:
    """The same without waiting; False when somebody else holds one of them. Waiting out of order would deadlock."""
    if not on_postgres(session):
        return True
    rows = select(PersonRow.id).where(PersonRow.id.in_(persons)).order_by(PersonRow.id)
    return len(session.scalars(rows.with_for_update(skip_locked=True)).all()) == len(persons)


def current_of(session: Session, persons: Collection[int]) -> dict[int, int]:
    """origin person → the person it is part of now. Unknown and erased persons are left out."""
    found: dict[int, int] = {}
    for chunk in chunks(persons):
        rows = session.execute(
            select(PersonRow.id, PersonRow.current_id).where(
                PersonRow.id.in_(chunk), PersonRow.erased_at.is_(None)
            )
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def origins_of(session: Session, persons: Collection[int]) -> dict[int, int]:
    """origin person → current person, for every origin that is part of one of `persons`."""
    found: dict[int, int] = {}
    for chunk in chunks(persons):
        rows = session.execute(
            select(PersonRow.id, PersonRow.current_id).where(PersonRow.current_id.in_(chunk))
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def identifiers_by_origin(session: Session, origins: Collection[int]) -> dict[int, list[int]]:
    """origin person → ids of its identifiers, oldest first."""
    found: dict[int, list[int]] = {origin: [] for origin in origins}
    for chunk in chunks(origins):
        rows = session.execute(
            select(IdentifierRow.origin_person_id, IdentifierRow.id)
            .where(IdentifierRow.origin_person_id.in_(chunk))
            .order_by(IdentifierRow.id)
        )
        for origin, identifier_id in rows:
            found[origin].append(identifier_id)
    return found


# --- writing


def reserve_ids(session: Session, table: type[PersonRow] | type[IdentifierRow], count: int) -> Sequence[int]:
    """`count` numbers never used before, ascending."""
    if not count:
        return ()
    name = table.__tablename__
    if on_postgres(session):
        numbers = text("select nextval(pg_get_serial_sequence(:name, 'id')) from generate_series(1, :count)")
        return list(session.scalars(numbers, {"name": name, "count": count}))
    last = session.scalar(text("select seq from sqlite_sequence where name = :name"), {"name": name}) or 0
    return range(last + 1, last + 1 + count)


def insert_persons(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(_table(PersonRow)), rows)


def insert_identifiers(session: Session, rows: Sequence[dict[str, Any]]) -> int:
    """How many were inserted; fewer than given when another process was first. Rows go in the order of their
    keys, so that two processes inserting the same ones wait for each other instead of deadlocking."""
    if not rows:
        return 0
    ordered = sorted(rows, key=lambda row: (row["kind"], row["account"], row["key"]))
    if not on_postgres(session):
        session.execute(insert(_table(IdentifierRow)), ordered)
        return len(ordered)
    statement = postgresql.insert(_table(IdentifierRow)).on_conflict_do_nothing(
        index_elements=["kind", "account", "key"]
    )
    return len(session.scalars(statement.returning(IdentifierRow.id), ordered).all())


def move(
    session: Session, moves: Mapping[int, int], split: Mapping[int, int] | None = None
) -> dict[int, list[int]]:
    """Make origin persons part of others (origin → current) and log it. Answers origin → identifier ids.

    `split` are all origins (→ current) of a person that falls apart: what was known about any of them together
    is out of date, also where the number stays, so the log names them all.
    """
    if not moves:
        return {}
    logged = {**(split or {}), **moves}
    identifiers = identifiers_by_origin(session, logged)
    rows = [{"origin": origin, "to": to} for origin, to in moves.items()]
    persons, owners = _table(PersonRow), _table(IdentifierRow)
    connection = session.connection()
    connection.execute(
        update(persons).where(persons.c.id == bindparam("origin")).values(current_id=bindparam("to")), rows
    )
    connection.execute(
        update(owners)
        .where(owners.c.origin_person_id == bindparam("origin"))
        .values(person_id=bindparam("to")),
        rows,
    )
    add_changes(session, {one: logged[origin] for origin, ids in identifiers.items() for one in ids})
    return {origin: identifiers[origin] for origin in moves}


def add_merges(session: Session, rows: Sequence[dict[str, Any]]) -> list[int]:
    """The ids of the new merge rows, in the order given."""
    if not rows:
        return []
    return list(
        session.scalars(insert(MergeRow).returning(MergeRow.id, sort_by_parameter_order=True), list(rows))
    )


def add_conflicts(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """New conflicts; a pair that is in the queue for the same reason is counted instead."""
    if not rows:
        return
    statement = upserting(session, ConflictRow)
    repeated = {"times": ConflictRow.times + statement.excluded.times, "last_at": statement.excluded.last_at}
    pair = ["person_a", "person_b", "reason"]
    ordered = sorted(rows, key=lambda row: (row["person_a"], row["person_b"], row["reason"]))
    session.execute(statement.on_conflict_do_update(index_elements=pair, set_=repeated), ordered)


def count_conflicts(session: Session, times: Mapping[int, int], at: datetime) -> None:
    """Evidence again asked to link pairs that are kept apart: conflict id → how often."""
    if times:
        table = _table(ConflictRow)
        session.connection().execute(
            update(table)
            .where(table.c.id == bindparam("conflict"))
            .values(times=table.c.times + bindparam("more"), last_at=at),
            [{"conflict": conflict, "more": more} for conflict, more in sorted(times.items())],
        )


def add_evidence(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Pairs seen together; a pair known from this source is touched at most once a day."""
    if not rows:
        return
    statement = upserting(session, EvidenceRow)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["identifier_a", "identifier_b", "source"],
            set_={"times": EvidenceRow.times + 1, "last_at": statement.excluded.last_at},
            where=EvidenceRow.last_at < bindparam("before", type_=EvidenceRow.last_at.type),
        ),
        [
            row | {"before": row["last_at"] - SEEN_GRAIN}
            for row in sorted(rows, key=lambda row: (row["identifier_a"], row["identifier_b"], row["source"]))
        ],
    )


def touch(session: Session, seen: Mapping[int, tuple[datetime, datetime]]) -> None:
    """Identifier → (first, last) it was seen. Those that another process is writing are left for another day."""
    if seen and on_postgres(session):
        wanted = select(IdentifierRow.id).where(IdentifierRow.id.in_(seen)).with_for_update(skip_locked=True)
        seen = {one: seen[one] for one in session.scalars(wanted)}
    if seen:
        table = _table(IdentifierRow)
        session.connection().execute(
            update(table)
            .where(table.c.id == bindparam("one"))
            .values(first_seen_at=bindparam("first"), last_seen_at=bindparam("last")),
            [{"one": one, "first": first, "last": last} for one, (first, last) in seen.items()],
        )
