"""What sources say about people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.profiles.contracts import Trait
from huayuan.profiles.models import PersonTraitRow
from huayuan.profiles.store.batches import slices

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
) -> dict[tuple[int, str, str], tuple[Any, datetime]]:
    """(origin person, key, source) → (value, when it was learnt)."""
    wanted = list(sources)
    found: dict[tuple[int, str, str], tuple[Any, datetime]] = {}
    for part in slices(person_ids):
        query = select(
            PersonTraitRow.origin_person_id,
            PersonTraitRow.key,
            PersonTraitRow.source,
            PersonTraitRow.value,
            PersonTraitRow.updated_at,
        ).where(PersonTraitRow.origin_person_id.in_(part), PersonTraitRow.source.in_(wanted))
        for origin, key, source, value, updated_at in session.execute(query):
            found[origin, key, source] = (value, updated_at)
    return found


def write(session: Session, rows: list[dict[str, Any]]) -> None:
    upsert(
        session,
        PersonTraitRow,
        rows,
        on=["origin_person_id", "key", "source"],
        update=["person_id", "value", "updated_at", "confidence"],
    )


def forget(session: Session, person_id: int, keys: Sequence[str], source: str) -> None:
    session.execute(
        delete(PersonTraitRow).where(
            PersonTraitRow.person_id == person_id,
            PersonTraitRow.key.in_(keys),
            PersonTraitRow.source == source,
        )
    )
