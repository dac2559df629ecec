"""Definitions of traits as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, upsert
from huayuan.kernel.errors import Text
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitOption
from huayuan.profiles.models import TraitDefinitionRow

T = TraitDefinitionRow
CHANGEABLE = ("kind", "label_zh", "label_en", "options", "loose", "personal", "precedence", "computed")


def all_rows(session: Session) -> list[TraitDefinition]:
    columns = (
        T.key,
        T.kind,
        T.label_zh,
        T.label_en,
        T.options,
        T.loose,
        T.personal,
        T.precedence,
        T.computed,
    )
    return [_definition(row) for row in session.execute(select(*columns).order_by(T.key))]


def _definition(row: Any) -> TraitDefinition:
    options = tuple(
        TraitOption(one["value"], Text(one["zh"] or one["value"], one["en"] or one["value"]))
        for one in row.options
    )
    return TraitDefinition(
        key=row.key,
        kind=TraitKind(row.kind),
        label=Text(row.label_zh, row.label_en),
        group="computed" if row.computed is not None else "custom",
        options=options,
        loose=row.loose,
        personal=row.personal,
        precedence=tuple(row.precedence),
        computed=row.computed,
    )


def write(session: Session, one: TraitDefinition, by: str | None, now: datetime) -> None:
    upsert(session, T, [_row(one, by, now)], on=["key"], update=[*CHANGEABLE, "updated_at"])


def write_new(session: Session, found: Sequence[TraitDefinition], by: str | None, now: datetime) -> None:
    """Those that nobody else defined meanwhile."""
    insert_new(session, T, [_row(one, by, now) for one in found], on=["key"])


def _row(one: TraitDefinition, by: str | None, now: datetime) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "label_zh": one.label.zh,
        "label_en": one.label.en,
        "options": [
            {"value": option.value, "zh": option.label.zh, "en": option.label.en} for option in one.options
        ],
        "loose": one.loose,
        "personal": one.personal,
        "precedence": list(one.precedence),
        "computed": one.computed,
        "computed_at": None,
        "created_by": by,
        "created_at": now,
        "updated_at": now,
    }


def drop(session: Session, key: str) -> None:
    session.execute(delete(T).where(T.key == key))


def computed_at(session: Session, key: str) -> datetime | None:
    return session.scalar(select(T.computed_at).where(T.key == key))


def set_computed_at(session: Session, key: str, at: datetime) -> None:
    session.execute(update(T).where(T.key == key).values(computed_at=at))
