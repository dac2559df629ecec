"""Rows of a few people laid out like the index by person, so that they are counted the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from huayuan.events.by_person.base import NONE, Array, Base, Facts
from huayuan.events.by_person.index import Indexed
from huayuan.events.measures.taking import ALWAYS, Taken

_NOTHING = np.empty(0, dtype=np.int64)
_TEXTS = frozenset({*ALWAYS, "event_key"})  # are not among them


def laid_out(taken: Taken) -> tuple[Array, Base]:
    """The people of these rows, ascending, and their rows in that order: person p of the base is `people[p]`."""
    both = _Both(taken.indexed, taken.scanned)
    persons = both.column("person_id")
    order = np.argsort(persons, kind="stable")
    people, starts = np.unique(persons[order], return_index=True)
    events, names = both.events()
    texts = {name: both.texts(name) for name in taken.columns if name not in _TEXTS}
    return people, Base(
        folder=Path(), facts=_facts(len(persons), len(people), names), starts=np.append(starts, len(persons)),
        event=events[order], at=both.column("occurred_at")[order], amount=both.column("amount")[order], identifier=_NOTHING,
        key=both.column("event_key")[order] if "event_key" in taken.columns else _NOTHING,
        codes={name: codes[order] for name, (codes, _) in texts.items()},
        texts={name: different for name, (_, different) in texts.items()}, identifiers=_NOTHING, owners=_NOTHING,
    )  # fmt: skip


class _Both:
    """Columns of the rows out of the index with those of the scanned ones behind them."""

    def __init__(self, indexed: Indexed | None, scanned: pa.Table) -> None:
        self._indexed = indexed
        self._scanned = scanned

    def column(self, name: str) -> Array:
        newer = _numbers(self._scanned[name])
        if self._indexed is None:
            return newer
        base, places = self._indexed.base, self._indexed.places
        match name:
            case "person_id":
                older = self._indexed.persons
            case "occurred_at":
                older = base.at[places]
            case "event_key":
                older = base.key[places]
            case _:
                older = base.amount[places]
        return np.concatenate([older, newer])

    def events(self) -> tuple[Array, list[str]]:
        """A code for each row, and the events that these are."""
        codes, found = _coded(self._scanned["event"])
        if self._indexed is None:
            return codes.astype(np.uint16), found.to_pylist()
        names = [*self._indexed.base.facts.events]
        number = {name: code for code, name in enumerate(names)}
        newer = np.array([number.setdefault(name, len(number)) for name in found.to_pylist()], dtype=np.int64)
        codes = newer[codes].astype(np.uint16)
        return np.concatenate([self._indexed.base.event[self._indexed.places], codes]), list(number)

    def texts(self, name: str) -> tuple[Array, pa.Array]:
        """A code for each row, -1 for null; and the texts, of which some may come twice."""
        newer, texts = _coded(self._scanned[name])
        if self._indexed is None:
            return newer, texts
        codes = self._indexed.base.codes[name][self._indexed.places]
        older, used = _said(codes, self._indexed.base.texts[name])
        return np.concatenate([older, np.where(newer < 0, -1, newer + len(used))]), pa.concat_arrays(
            [used, texts]
        )


def _said(codes: Array, texts: pa.Array) -> tuple[Array, pa.Array]:
    """The codes anew, for those texts only that they stand for."""
    there = np.zeros(len(texts) + 1, dtype=np.bool_)
    there[codes] = True
    there[-1] = False  # null has the code -1
    again = np.cumsum(there) - 1
    again[-1] = -1
    return again[codes], texts.take(pa.array(np.flatnonzero(there)))


def _coded(column: pa.ChunkedArray) -> tuple[Array, pa.Array]:
    coded: Any = column.combine_chunks().dictionary_encode()
    return coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64), coded.dictionary


def _numbers(column: pa.ChunkedArray) -> Array:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    found: Array = (column.fill_null(NONE) if column.null_count else column).to_numpy()
    return found


def _facts(rows: int, people: int, events: list[str]) -> Facts:
    return Facts(up_to=0, rows=rows, people=people - 1, events=events, counts={}, wanted={}, left_out=[])
