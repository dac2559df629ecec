"""Taking the events of a few people out of the warehouse, with no more columns than somebody looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

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


def take(reader: EventReader, people: Sequence[int] | None, wanted: Wanted, since: datetime) -> pa.Table:
    """Events of these people (None: of everybody) of the names in `wanted` since then; a column is null where nobody wants it.

    The older events come from the index by person where there is one that holds what is wanted.
    """
    since = _day(since)
    indexed = reader.by_person.rows_of(people, wanted, since) if reader.by_person else None
    after = indexed.up_to if indexed else 0
    parts = [_scanned(reader, people, names, columns, since, after) for names, columns in alike(wanted)]
    if indexed:
        parts.append(indexed.rows)
    return _together(parts, wanted)


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


def _together(parts: list[pa.Table], wanted: Wanted) -> pa.Table:
    names = [*ALWAYS, *sorted(frozenset[str]().union(*wanted.values()))]
    schema = pa.schema([(name, KINDS.get(name, pa.string())) for name in names])
    return pa.concat_tables([schema.empty_table(), *(_shaped(part, schema) for part in parts)])


def _shaped(part: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = [
        part[field.name].cast(field.type)
        if field.name in part.column_names
        else pa.nulls(part.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
