"""Taking the events of a few people out of the index by person and the warehouse, with no more columns than somebody looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from huayuan.events.by_person.base import NONE
from huayuan.events.by_person.index import Indexed
from huayuan.events.measures.contracts import ALL_TIME, ANY_EVENT
from huayuan.events.measures.expressions import of_names
from huayuan.events.measures.property_tests import text_of
from huayuan.events.reader import EventReader
from huayuan.kernel.warehouse.base import given_ids

# event → the columns wanted of it, besides those of `ALWAYS`: "event_key", the envelope's, and "p:<property>".
Wanted = Mapping[str, frozenset[str]]
ALWAYS = ("person_id", "event", "occurred_at", "amount")
PROPERTY = "p:"
KINDS = {
    "person_id": pa.int64(), "event": pa.string(), "occurred_at": pa.timestamp("us", "UTC"), "amount": pa.int64(),
    "event_key": pa.uint64(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows out of the index by person, where there is one that holds what is wanted, and newer ones (or all) from a scan."""

    indexed: Indexed | None
    scanned: pa.Table
    columns: tuple[str, ...]  # that are wanted; null where nobody wants them of an event


def take(reader: EventReader, people: Sequence[int] | None, wanted: Wanted, since: datetime) -> Taken:
    """Events of these people (None: of everybody) of the names in `wanted` since then."""
    since = _day(since)
    indexed = reader.by_person.rows_of(people, wanted, since) if reader.by_person else None
    after = indexed.base.facts.up_to if indexed else 0
    parts = [_scanned(reader, people, names, columns, since, after) for names, columns in alike(wanted)]
    columns = (*ALWAYS, *sorted(frozenset[str]().union(*wanted.values())))
    return Taken(indexed, _together(parts, columns), columns)


def take_rows(reader: EventReader, people: Sequence[int] | None, wanted: Wanted, since: datetime) -> pa.Table:
    """The same as one table: the columns of `ALWAYS` and those wanted; texts are null where nobody wants them."""
    taken = take(reader, people, wanted, since)
    parts = [taken.scanned] if taken.indexed is None else [taken.scanned, _rows(taken.indexed, taken.columns)]
    return _together(parts, taken.columns)


def _rows(indexed: Indexed, wanted: Sequence[str]) -> pa.Table:
    base, places = indexed.base, indexed.places
    amounts = base.amount[places]
    columns: dict[str, Any] = {
        "person_id": pa.array(indexed.persons, pa.int64()),
        "event": pa.array(base.facts.events, pa.string()).take(pa.array(base.event[places].astype(np.int64))),
        "occurred_at": pa.array(base.at[places], pa.int64()).cast(pa.timestamp("us", "UTC")),
        "amount": pa.array(amounts, pa.int64(), mask=amounts == NONE),
    }
    for name in set(wanted).difference(ALWAYS):
        if name == "event_key":
            columns[name] = pa.array(base.key[places], pa.uint64())
        else:
            codes = base.codes[name][places].astype(np.int64)
            columns[name] = base.texts[name].take(pa.array(codes, pa.int64(), mask=codes < 0))
    return pa.table(columns)


def _day(since: datetime) -> datetime:
    """Its beginning: a few rows too many, and a query that is the same all day is compiled once."""
    return since if since == ALL_TIME.start else since.replace(hour=0, minute=0, second=0, microsecond=0)


def alike(wanted: Wanted) -> list[tuple[list[str], list[str]]]:
    """(events, columns): events of which the same columns are wanted are taken together."""
    if ANY_EVENT in wanted:
        return [([ANY_EVENT], sorted(frozenset().union(*wanted.values())))]
    found: dict[frozenset[str], list[str]] = {}
    for name, columns in wanted.items():
        found.setdefault(columns, []).append(name)
    return [(sorted(names), sorted(columns)) for columns, names in found.items()]


def _scanned(
    reader: EventReader,
    people: Sequence[int] | None,
    names: list[str],
    columns: list[str],
    since: datetime,
    after: int,
) -> pa.Table:
    def rows(table: Any) -> Any:
        table = of_names(table, names)
        if after:
            table = table.filter(table.batch_id > after)
        if since > ALL_TIME.start:
            table = table.filter(table.occurred_at >= since)
        if people is not None:
            given = given_ids()
            table = table.semi_join(given, table.person_id == given.id)
        texts = {name: column(table, name, reader.warehouse.dialect) for name in columns}
        return table.select(*ALWAYS, **texts)

    key = ("taking", tuple(names), tuple(columns), since, after, people is None)
    return reader.warehouse.run(reader.sql(key, rows), given=people)


def column(table: Any, name: str, dialect: str) -> Any:
    """Ibis expression of a wanted column."""
    return text_of(table, name.removeprefix(PROPERTY), dialect) if name.startswith(PROPERTY) else table[name]


def _together(parts: list[pa.Table], columns: Sequence[str]) -> pa.Table:
    schema = pa.schema([(name, KINDS.get(name, pa.string())) for name in columns])
    return pa.concat_tables([schema.empty_table(), *(_shaped(part, schema) for part in parts)])


def _shaped(part: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = [
        part[field.name].cast(field.type)
        if field.name in part.column_names
        else pa.nulls(part.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
