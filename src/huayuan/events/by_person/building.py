"""When an index is built, and from what. In the background; readers go on with the one before, or without."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from huayuan.events import store
from huayuan.events.by_person.base import Array, Base, read, remove, write
from huayuan.events.by_person.index import ByPerson, Wanted
from huayuan.events.measures.contracts import ANY_EVENT
from huayuan.events.measures.property_tests import microseconds
from huayuan.events.measures.taking import column
from huayuan.events.reader import EventReader
from huayuan.events.tables import EVENTS
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse.base import unbound

log = get_logger("events")
FEWEST_ROWS = 1_000_000  # fewer are scanned in a moment
LARGEST_TAIL = 0.25  # rows that are not in the index yet, as a part of those that are


def keep_index(reader: EventReader, uow: UnitOfWork) -> bool:
    """Take over the index that is there, or build a new one when it is worth it; True when one was built."""
    index = reader.by_person
    if index is None:
        return False
    if index.base is None:
        _take_over(reader, index)
    with uow.read() as tx:
        up_to = store.settled_up_to(tx)
    wanted = _due(reader, index, up_to)
    if wanted is None:
        return False
    return build(reader, index, wanted, up_to)


def _due(reader: EventReader, index: ByPerson, up_to: int) -> dict[str, frozenset[str]] | None:
    """What a new index has to hold; None when none is needed."""
    base, missing = index.base, dict(index.missing)
    if base is None:
        return missing if missing and _rows(reader, 0, up_to) >= FEWEST_ROWS else None
    held = {event: frozenset(columns) for event, columns in base.facts.wanted.items()}
    if not base.holds(missing):
        return _united(held, missing)
    tail = _rows(reader, base.facts.up_to, up_to)
    return held if tail > max(FEWEST_ROWS, LARGEST_TAIL * base.facts.rows) else None


def _united(one: Wanted, other: Wanted) -> dict[str, frozenset[str]]:
    return {event: one.get(event, frozenset()) | other.get(event, frozenset()) for event in {*one, *other}}


def _rows(reader: EventReader, after: int, up_to: int) -> int:
    table = unbound(EVENTS)
    table = table.filter((table.batch_id > after) & (table.batch_id <= up_to))
    return int(reader.rows(table.agg(rows=table.count()))[0]["rows"])


def build(reader: EventReader, index: ByPerson, wanted: Wanted, up_to: int) -> bool:
    """Write an index of the commits up to `up_to` and read from it. False when events were forgotten meanwhile."""
    generation, before = index.start_of_build(), index.base
    folder = index.folder / f"{up_to}-{uuid4().hex}"  # never one that somebody may be reading from
    warehouse = reader.warehouse
    sql = warehouse.compile(_sorted_rows(wanted, up_to, warehouse.dialect))
    write(folder, up_to, dict(wanted), warehouse.batches(sql))
    written = read(folder)
    if written is None or not index.use(folder, _moved_since(reader, written), generation):
        remove(folder)
        return False
    index.missing = {}
    if before is not None:
        remove(before.folder)
    log.info("indexed by person", up_to=up_to, rows=written.facts.rows, left_out=written.facts.left_out)
    return True


def _take_over(reader: EventReader, index: ByPerson) -> None:
    """An index from before the start, if it still says what the warehouse says; others are removed."""
    for folder in sorted(index.folder.glob("*"), key=_age):
        base = read(folder)
        if base is None or index.base is not None or _rows(reader, 0, base.facts.up_to) != base.facts.rows:
            remove(folder)
            continue
        generation = index.start_of_build()
        index.use(folder, _moved_since(reader, base), generation)


def _age(folder: Path) -> float:
    return -folder.stat().st_mtime


def _sorted_rows(wanted: Wanted, up_to: int, dialect: str) -> Any:
    import ibis

    table = unbound(EVENTS)
    table = table.filter(table.batch_id <= up_to)
    texts = {}
    for name in sorted({name for names in wanted.values() for name in names} - {"event_key", "amount"}):
        events = sorted(event for event, names in wanted.items() if name in names)
        text = column(table, name, dialect)
        texts[name] = text if ANY_EVENT in events else ibis.ifelse(table.event.isin(events), text, None)
    at = microseconds(table.occurred_at, dialect)
    chosen = table.select("person_id", "identifier_id", "event", "amount", "event_key", at=at, **texts)
    return chosen.order_by(chosen.person_id)


def _moved_since(reader: EventReader, base: Base) -> dict[int, int]:
    """identifier → person, of those whose rows belong to somebody else than when the index was written."""
    table = unbound(EVENTS)
    pairs = table.filter(table.batch_id <= base.facts.up_to).select("identifier_id", "person_id").distinct()
    found = reader.warehouse.query(pairs)
    identifiers = found["identifier_id"].to_numpy()
    persons = found["person_id"].to_numpy()
    different = _owners(base, identifiers) != persons
    return dict(zip(identifiers[different].tolist(), persons[different].tolist(), strict=True))


def _owners(base: Base, identifiers: Array) -> Array:
    if not len(base.identifiers):
        return np.full(len(identifiers), -1)
    place = np.minimum(np.searchsorted(base.identifiers, identifiers), len(base.identifiers) - 1)
    return np.where(base.identifiers[place] == identifiers, base.owners[place], -1)
