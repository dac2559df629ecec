"""Long lists of ids, cut so that one statement stays under the parameter limits of both engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
MOST_PARAMETERS = 5_000  # SQLite allows 32,766 and PostgreSQL 65,535; planning time grows long before that


def slices(values: Iterable[T], size: int = MOST_PARAMETERS) -> Iterator[Sequence[T]]:
    listed = values if isinstance(values, list) else list(values)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]
