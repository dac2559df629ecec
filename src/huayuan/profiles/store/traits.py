"""What sources say about people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.profiles.contracts import Trait
from huayuan.profiles.models import PersonTraitRow, TraitChangeRow, TraitValueRow
from huayuan.profiles.store.batches import slices

Place = tuple[int, str, str]  # origin person, key, source
_STATEMENT = (
    PersonTraitRow.person_id,
    PersonTraitRow.key,
    PersonTraitRow.value,
    PersonTraitRow.source,
    PersonTraitRow.updated_at,
    PersonTraitRow.confidence,
)


def statements(
    session: Session, person_ids: Iterable[int], keys: Sequence[str] | None = None
) -> dict[int, list[Trait]]:
    """person id → everything any source says, of the given keys or of all."""
    found: dict[int, list[Trait]] = {}
    for part in slices(person_ids):
        query = select(*_STATEMENT).where(PersonTraitRow.person_id.in_(part))
        if keys is not None:
            query = query.where(PersonTraitRow.key.in_(keys))
        for row in session.execute(query):
            found.setdefault(row.person_id, []).append(Trait(*row[1:]))
    return found


def said_by(
    session: Session, person_ids: Iterable[int], sources: Iterable[str]
) -> dict[tuple[int, str, str], Trait]:
    """(origin person, key, source) → the statement."""
    wanted = list(sources)
    found: dict[tuple[int, str, str], Trait] = {}
    for part in slices(person_ids):
        query = select(PersonTraitRow.origin_person_id, *_STATEMENT[1:])
        mine = PersonTraitRow.origin_person_id.in_(part)
        for row in session.execute(query.where(mine, PersonTraitRow.source.in_(wanted))):
            found[row.origin_person_id, row.key, row.source] = Trait(*row[1:])
    return found


def write(session: Session, rows: list[dict[str, Any]]) -> None:
    upsert(
        session,
        PersonTraitRow,
        rows,
        on=["origin_person_id", "key", "source"],
        update=["person_id", "value", "updated_at", "confidence"],
    )


def said_of(
    session: Session, person_ids: Iterable[int], sources: Iterable[str]
) -> dict[tuple[int, str, str], dict[Place, Trait]]:
    """(person, key, source) → every such statement about whom they are now, also of people who were merged into them."""
    wanted = list(sources)
    found: dict[tuple[int, str, str], dict[Place, Trait]] = {}
    for part in slices(person_ids):
        query = select(PersonTraitRow.origin_person_id, *_STATEMENT)
        mine = PersonTraitRow.person_id.in_(part)
        for row in session.execute(query.where(mine, PersonTraitRow.source.in_(wanted))):
            place = (row.origin_person_id, row.key, row.source)
            found.setdefault((row.person_id, row.key, row.source), {})[place] = Trait(*row[2:])
    return found


def forget(session: Session, places: Iterable[Place]) -> None:
    by_key: dict[tuple[str, str], list[int]] = {}
    for origin, key, source in places:
        by_key.setdefault((key, source), []).append(origin)
    for (key, source), origins in sorted(by_key.items()):
        for part in slices(origins):
            session.execute(
                delete(PersonTraitRow).where(
                    PersonTraitRow.origin_person_id.in_(part),
                    PersonTraitRow.key == key,
                    PersonTraitRow.source == source,
                ),
                execution_options={"synchronize_session": False},
            )


def people_after(session: Session, key: str, after: int, limit: int) -> list[int]:
    """People above `after` of whom the trait is stated, by id."""
    stated = select(PersonTraitRow.person_id).where(
        PersonTraitRow.key == key, PersonTraitRow.person_id > after
    )
    return list(session.scalars(stated.distinct().order_by(PersonTraitRow.person_id).limit(limit)))


def forget_all(session: Session, person_ids: Sequence[int], key: str) -> None:
    """Everything about one trait of these people, history and values included."""
    for table in (PersonTraitRow, TraitValueRow, TraitChangeRow):
        session.execute(
            delete(table).where(table.person_id.in_(person_ids), table.key == key),
            execution_options={"synchronize_session": False},
        )


def restore(session: Session, origin: int, person_id: int, key: str, source: str, had: Trait | None) -> None:
    """A statement as it was before; None: there was none."""
    if had is None:
        forget(session, [(origin, key, source)])
        return
    row = {
        "origin_person_id": origin, "person_id": person_id, "key": key, "source": source, "value": had.value,
        "updated_at": had.updated_at, "confidence": had.confidence,
    }  # fmt: skip
    write(session, [row])


def people_with_statement(session: Session, key: str, source: str) -> list[int]:
    wanted = select(PersonTraitRow.person_id).where(
        PersonTraitRow.key == key, PersonTraitRow.source == source
    )
    return list(session.scalars(wanted.distinct()))


def forget_source(session: Session, person_ids: Iterable[int], source: str) -> None:
    """Everything that one source said about these people."""
    for part in slices(person_ids):
        session.execute(
            delete(PersonTraitRow).where(PersonTraitRow.person_id.in_(part), PersonTraitRow.source == source),
            execution_options={"synchronize_session": False},
        )
