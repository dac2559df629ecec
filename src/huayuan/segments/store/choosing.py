"""Ids of the people a query chooses, for the stores of the parts of segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session

People = NDArray[np.int64]
FEW = 20_000  # of more people than this, everybody is asked and the rest left out
MOST_PARAMETERS = 5_000  # SQLite allows 32,766 and PostgreSQL 65,535; planning time grows long before that


def slices(values: Iterable[int]) -> Iterator[list[int]]:
    """Long lists of ids in parts that one statement takes."""
    listed = values if isinstance(values, list) else list(values)
    return (listed[start : start + MOST_PARAMETERS] for start in range(0, len(listed), MOST_PARAMETERS))


def chosen(session: Session, query: Select[Any], person: Any, among: Sequence[int] | None) -> People:
    """Whom `query` chooses (it selects the column `person`, each once), of everybody or of those `among`."""
    if among is None:
        return _joined(session, query)
    if len(among) > FEW:
        return np.intersect1d(_joined(session, query), np.asarray(among, dtype=np.int64))
    parts = [_joined(session, query.where(person.in_(part))) for part in slices(among)]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


def _joined(session: Session, query: Select[Any]) -> People:
    """As one text, which costs a tenth of a million rows."""
    person = query.subquery().c[0]
    if session.get_bind().dialect.name == "sqlite":
        text = session.scalar(select(func.group_concat(person)))
    else:
        text = session.scalar(select(func.string_agg(cast(person, String), ",")))
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)
