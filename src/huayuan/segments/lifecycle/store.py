"""Rows of the lifecycle in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, String, cast, delete, func, select
from sqlalchemy.orm import Session

from huayuan.segments.lifecycle.models import LayerChangeRow, PersonLayerRow

People = NDArray[np.int64]
FEW = 20_000  # of more people than this, everybody is asked and the rest left out
MOST_PARAMETERS = 5_000
P = PersonLayerRow


def people_in_layers(session: Session, layers: Sequence[str], among: Sequence[int] | None) -> People:
    chosen = select(P.person_id).where(P.layer.in_(layers))
    if among is None or len(among) > FEW:
        found = _joined(session, chosen)
        return found if among is None else np.intersect1d(found, np.asarray(among, dtype=np.int64))
    parts = [
        _joined(session, chosen.where(P.person_id.in_(among[start : start + MOST_PARAMETERS])))
        for start in range(0, len(among), MOST_PARAMETERS)
    ]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


def _joined(session: Session, query: Select[Any]) -> People:
    """As one text, which costs a tenth of a million rows."""
    person = query.subquery().c[0]
    if session.get_bind().dialect.name == "sqlite":
        text = session.scalar(select(func.group_concat(person)))
    else:
        text = session.scalar(select(func.string_agg(cast(person, String), ",")))
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)


def exported(session: Session, person_id: int) -> dict[str, Any]:
    """The layer a person is in and how they came there."""
    row = session.execute(select(P.layer, P.since).where(P.person_id == person_id)).first()
    C = LayerChangeRow
    changes = session.execute(
        select(C.layer_from, C.layer_to, C.at).where(C.person_id == person_id).order_by(C.at, C.id)
    )
    return {
        "layer": row.layer if row else None,
        "since": row.since.isoformat() if row else None,
        "changes": [{"from": c.layer_from, "to": c.layer_to, "at": c.at.isoformat()} for c in changes],
    }


def erase(session: Session, person_id: int) -> int:
    """Remove every row about a person. Answers how many."""
    removed = 0
    for table in (PersonLayerRow, LayerChangeRow):
        gone = session.execute(delete(table).where(table.person_id == person_id))
        removed += gone.rowcount  # type: ignore[attr-defined]
    return removed
