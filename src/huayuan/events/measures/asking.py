"""Answers to measures, from all stored events or from a slice of some people's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from huayuan.events.measures.contracts import ALL_TIME, AnyMeasure, Measured
from huayuan.events.measures.expressions import passes
from huayuan.events.reader import EventReader
from huayuan.kernel.warehouse.base import given_ids


def measure(
    reader: EventReader,
    measures: Mapping[int, AnyMeasure],
    zone: ZoneInfo,
    given: Sequence[int] | None = None,
) -> Iterator[Measured]:
    """Answers in parts: of everybody, or of the people given. A part holds whole measures."""
    if not measures:
        return
    table = reader.table()
    if given is not None:
        wanted = given_ids()
        table = table.semi_join(wanted, table.person_id == wanted.id)
    if (earliest := min(one.window.start for one in measures.values())) > ALL_TIME.start:
        table = table.filter(table.occurred_at >= earliest)
    for numbers, expression in passes(table, measures, reader.warehouse.dialect, zone):
        yield measured(reader.warehouse.query(expression, given), numbers)


def measured(answer: pa.Table, numbers: Sequence[int]) -> Measured:
    people = answer.column("person_id").to_numpy().astype(np.int64, copy=False)
    return Measured(people, {number: _array(answer.column(f"m{number}")) for number in numbers})


def _array(column: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    if pa.types.is_timestamp(column.type):  # microseconds since 1970 fit a double without loss
        column = column.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).cast(pa.float64(), safe=False)
    values: np.ndarray[Any, Any] = column.to_numpy()
    return values
