"""Edits of many, and what each statement was before them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, upsert
from huayuan.profiles.contracts import Trait, TraitEdit
from huayuan.profiles.models import TraitEditItemRow, TraitEditRow

E, S = TraitEditRow, TraitEditItemRow
Place = tuple[int, str, str]


class Item(NamedTuple):
    """One statement of an edit, as it was and as it became."""

    origin: int
    key: str
    had: dict[str, Any] | None
    became: dict[str, Any] | None


def open_edit(
    session: Session,
    source: str,
    values: Mapping[str, Any],
    by: str | None,
    now: datetime,
    reference: str | None = None,
) -> int:
    """A new edit, or the one of this reference."""
    row = {"reference": reference, "source": source, "values": dict(values), "state": "running", "by": by, "created_at": now,
           "people": 0, "changed": 0, "left": 0}  # fmt: skip
    if reference is None:
        return int(session.execute(insert(E).values(**row).returning(E.id)).scalar_one())
    insert_new(session, E, [row], on=["reference"])
    return session.scalars(select(E.id).where(E.reference == reference)).one()


def by_reference(session: Session, reference: str) -> int | None:
    return session.scalar(select(E.id).where(E.reference == reference))


def find(session: Session, edit_id: int) -> TraitEdit | None:
    return next(iter(_edits(session, select(*_EDIT).where(E.id == edit_id))), None)


def latest(session: Session, limit: int) -> list[TraitEdit]:
    return _edits(session, select(*_EDIT).order_by(E.id.desc()).limit(limit))


_EDIT = (E.id, E.source, E.values, E.state, E.people, E.changed, E.left, E.by, E.created_at, E.finished_at)


def _edits(session: Session, query: Any) -> list[TraitEdit]:
    return [TraitEdit(*row) for row in session.execute(query)]


def change(session: Session, edit_id: int, **values: Any) -> None:
    session.execute(update(E).where(E.id == edit_id).values(**values))


def as_dict(trait: Trait | None) -> dict[str, Any] | None:
    if trait is None:
        return None
    return {"value": trait.value, "at": trait.updated_at.isoformat(), "confidence": trait.confidence}


def keep(
    session: Session,
    edit_id: int,
    before: Mapping[Place, Trait],
    written: Mapping[Place, Mapping[str, Any]],
    taken_back: Collection[Place],
) -> None:
    """What statements were before the edit (told only once) and what they become."""
    rows = []
    for place in sorted({*written, *taken_back}):
        row = written.get(place)
        became = row and {
            "value": row["value"], "at": row["updated_at"].astimezone(UTC).isoformat(), "confidence": row["confidence"]
        }  # fmt: skip
        had = as_dict(before.get(place))
        rows.append(
            {"edit_id": edit_id, "origin_person_id": place[0], "key": place[1], "had": had, "became": became, "undone": False}
        )  # fmt: skip
    upsert(session, S, rows, on=["edit_id", "origin_person_id", "key"], update=["became"])


def items_to_undo(session: Session, edit_id: int, limit: int) -> list[Item]:
    wanted = select(S.origin_person_id, S.key, S.had, S.became).where(
        S.edit_id == edit_id, S.undone.is_(False)
    )
    rows = session.execute(wanted.order_by(S.origin_person_id, S.key).limit(limit))
    return [Item(*row) for row in rows]


def mark_undone(session: Session, edit_id: int, items: Iterable[Item]) -> None:
    """Dealt with, restored or left."""
    by_key: dict[str, list[int]] = {}
    for item in items:
        by_key.setdefault(item.key, []).append(item.origin)
    for key, origins in by_key.items():
        session.execute(
            update(S)
            .where(S.edit_id == edit_id, S.key == key, S.origin_person_id.in_(origins))
            .values(undone=True),
            execution_options={"synchronize_session": False},
        )


def count_items(session: Session, edit_id: int) -> int:
    return session.scalar(select(func.count()).select_from(S).where(S.edit_id == edit_id)) or 0


def keys_of(items: Sequence[Item]) -> list[str]:
    return sorted({item.key for item in items})
