"""Rows of RFM in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, String, and_, cast, delete, false, func, or_, select
from sqlalchemy.orm import Session

from huayuan.segments.rfm.models import PersonRfmRow

People = NDArray[np.int64]
FEW = 20_000  # of more people than this, everybody is asked and the rest left out
MOST_PARAMETERS = 5_000
P = PersonRfmRow


def people_in_cells(
    session: Session, cells: Iterable[tuple[int, int, int]], among: Sequence[int] | None
) -> People:
    in_cell = [and_(P.r == r, P.f == f, P.m == m) for r, f, m in sorted(set(cells))]
    chosen = select(P.person_id).where(or_(false(), *in_cell))
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


def exported(session: Session, person_id: int) -> dict[str, Any] | None:
    row = session.execute(
        select(P.r, P.f, P.m, P.orders, P.revenue, P.last_order_at).where(P.person_id == person_id)
    ).first()
    return None if row is None else row._asdict() | {"last_order_at": row.last_order_at.isoformat()}


def erase(session: Session, person_ids: Sequence[int]) -> int:
    """Take away the lines of these people. Answers how many there were."""
    removed = 0
    for start in range(0, len(person_ids), MOST_PARAMETERS):
        part = person_ids[start : start + MOST_PARAMETERS]
        gone = session.execute(delete(PersonRfmRow).where(PersonRfmRow.person_id.in_(part)))
        removed += gone.rowcount  # type: ignore[attr-defined]
    return removed
