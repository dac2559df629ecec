"""Rows of a few people laid out like the index by person, so that they are counted the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from huayuan.events.by_person.base import NONE, Array, Base, Facts
from huayuan.events.measures.taking import ALWAYS

_COLUMNS = frozenset({*ALWAYS, "event_key"})
_NOTHING = np.empty(0, dtype=np.int64)


def laid_out(rows: pa.Table) -> tuple[Array, Base]:
    """The people of these rows, ascending, and their rows in that order: person p of the base is `people[p]`."""
    persons = rows["person_id"].to_numpy()
    order = np.argsort(persons, kind="stable")
    people, starts = np.unique(persons[order], return_index=True)
    events, names = _coded(rows["event"], order)
    codes, texts = {}, {}
    for name in rows.column_names:
        if name not in _COLUMNS:
            codes[name], texts[name] = _coded(rows[name], order)
    return people, Base(
        folder=Path(), facts=_facts(len(persons), len(people), names.to_pylist()), starts=np.append(starts, len(persons)),
        event=events.astype(np.uint16), at=rows["occurred_at"].cast(pa.int64()).to_numpy()[order],
        amount=rows["amount"].fill_null(NONE).to_numpy()[order], identifier=_NOTHING,
        key=rows["event_key"].to_numpy()[order] if "event_key" in rows.column_names else _NOTHING,
        codes=codes, texts=texts, identifiers=_NOTHING, owners=_NOTHING,
    )  # fmt: skip


def _coded(column: pa.ChunkedArray, order: Array) -> tuple[Array, pa.Array]:
    """Codes of texts in that order, -1 for null; and the texts."""
    coded: Any = column.combine_chunks().dictionary_encode()
    return coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)[order], coded.dictionary


def _facts(rows: int, people: int, events: list[str]) -> Facts:
    return Facts(up_to=0, rows=rows, people=people - 1, events=events, counts={}, wanted={}, left_out=[])
