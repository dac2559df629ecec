"""What values of properties are as numbers, and which of them pass a test: each different value is asked about once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from huayuan.events.by_person.base import NONE, Array, Base
from huayuan.events.measures.property_tests import SLICE, PropertyTest, column_of, holds, number_of
from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse.in_memory import asked

Query = tuple[str, str]  # and the column it reads
Answers = Callable[[Query, pa.Array], Array]


def answers(query: Query, values: pa.Array) -> Array:
    """The query over these values as a column, in their order."""
    sql, column = query
    with asked(EVENTS.name, pa.table({"place": np.arange(len(values)), column: values})) as ask:
        found: Array = ask(sql).column("found").to_numpy(zero_copy_only=False)
    return found


class Said:
    """What queries answered about single values: of a few people's events the same ones come again and again.

    Keep one for as long as slices are measured. Thread-safe.
    """

    MOST = 100_000  # of one query

    def __init__(self) -> None:
        self._known: dict[Query, dict[Any, Any]] = {}

    def answers(self, query: Query, values: pa.Array) -> Array:
        known, listed = self._known.setdefault(query, {}), values.to_pylist()
        if len(known) > self.MOST:
            known = self._known[query] = {}  # another thread may be reading the old one
        if new := [value for value in listed if value not in known]:
            known.update(zip(new, answers(query, pa.array(new, values.type)).tolist(), strict=True))
        return np.array([known[value] for value in listed])


class Values:
    """Of the different texts of each column, by their code; null has code -1, which is the last place."""

    def __init__(self, base: Base, ask: Answers) -> None:
        self._base = base
        self._ask = ask
        self._passing: dict[PropertyTest, Array] = {}
        self._numbers: dict[str, Array] = {}

    def passing(self, test: PropertyTest, said: Array) -> Array:
        """Whether rows pass; `said` are their codes in the column of the test, or their amounts."""
        column = column_of(test.property)
        if column == "amount":
            amounts, codes = np.unique(said, return_inverse=True)
            return _true(self._ask(_sql(test, "int64"), _amounts(amounts)))[codes]
        if test not in self._passing:
            found = self._ask(_sql(test, "string"), _with_null(self._base.texts[column]))
            self._passing[test] = _true(found)
        return self._passing[test][said]

    def numbers(self, name: str, said: Array) -> Array:
        """The property as a number; NaN where it is none."""
        column = column_of(name)
        if column == "amount":
            return np.where(said == NONE, np.nan, said)
        if column not in self._numbers:
            found = self._ask(_sql(name, "string"), _with_null(self._base.texts[column]))
            self._numbers[column] = found.astype(np.float64)
        return self._numbers[column][said]

    def texts(self, name: str, said: Array) -> Array:
        """The property as a text, of rows that have it."""
        column = column_of(name)
        if column == "amount":
            return said.astype(str).astype(object)
        found: Array = self._base.texts[column].take(pa.array(said)).to_numpy(zero_copy_only=False)
        return found


def _true(answers: Array) -> Array:
    """Of no values, too."""
    return answers.astype(np.bool_)


def _amounts(amounts: Array) -> pa.Array:
    return pa.array(amounts, pa.int64(), mask=amounts == NONE)


def _with_null(texts: pa.Array) -> pa.Array:
    return pa.concat_arrays([texts, pa.nulls(1, texts.type)])


@lru_cache(1_000)
def _sql(about: PropertyTest | str, kind: str) -> Query:
    """Of a test, or of a property as a number: the very expressions that queries use, over different values."""
    import ibis

    name = about if isinstance(about, str) else about.property
    column = column_of(name)
    table = ibis.table({"place": "!int64", column: kind}, name=EVENTS.name)
    found = number_of(table, about, SLICE) if isinstance(about, str) else holds(table, about, SLICE)
    return str(ibis.to_sql(table.select("place", found=found).order_by("place"), dialect="duckdb")), column
