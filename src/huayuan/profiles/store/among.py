"""Customers among very many given ones: the members of a segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from huayuan.profiles.models import PersonProfileRow as P

AT_ONCE = 5_000
LOOKED_THROUGH = 40_000  # people; more cost about what sorting does


def one_of(people: Sequence[int]) -> ColumnElement[bool]:
    """One parameter for however many people: engines limit their number."""
    listed = literal(",".join(map(str, people)))
    condition: ColumnElement[bool] = P.person_id.op("IN", is_comparison=True)(_Listed(listed))
    return condition


def are_soon_found(session: Session, people: Sequence[int], number: int, few: int) -> bool:
    """Whether going through everybody finds the first `number` of so many people sooner than sorting them does."""
    if len(people) <= few:
        return False
    everybody = session.scalar(select(func.max(P.person_id))) or 0
    return number * everybody / len(people) <= LOOKED_THROUGH


def first(
    session: Session,
    people: Sequence[int],
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    number: int,
) -> list[int]:
    """The first of `people` in an order.

    Everybody is gone through in that order until enough are found: of many people that is soon, and no list of them all
    has to be sorted.
    """
    wanted = np.sort(np.asarray(people, dtype=np.int64))
    found: list[int] = []
    query = select(P.person_id).where(*conditions).order_by(*order)
    for part in session.scalars(query.execution_options(yield_per=AT_ONCE)).partitions():
        ids = np.asarray(part, dtype=np.int64)
        places = np.minimum(np.searchsorted(wanted, ids), len(wanted) - 1)
        found += ids[wanted[places] == ids].tolist()
        if len(found) >= number or len(found) == len(wanted):
            break
    return found[:number]


class _Listed(FunctionElement[Any]):
    """Ids in a text, joined by commas, as a subquery."""

    inherit_cache = True


@compiles(_Listed)
def _unnested(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    text = compiler.process(element.clauses, **options)
    return f"(SELECT CAST(unnest(string_to_array({text}, ',')) AS BIGINT))"


@compiles(_Listed, "sqlite")
def _from_json(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each('[' || {compiler.process(element.clauses, **options)} || ']'))"
