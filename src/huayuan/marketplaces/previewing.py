"""What an import of customers would do, seen from its first rows; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Text
from huayuan.kernel.sheets.sheet import Sheet
from huayuan.kernel.unit_of_work import Transaction
from huayuan.marketplaces import store
from huayuan.marketplaces.contracts import Parsed
from huayuan.marketplaces.errors import FileGone, ImportNotFound, UnknownKind
from huayuan.marketplaces.kinds import customers
from huayuan.marketplaces.options import options_from
from huayuan.marketplaces.reading import RowReader, columns_of
from huayuan.profiles import api as profiles

ROWS = 200
EXAMPLES = 10


@dataclass(slots=True)
class OfTrait:
    """What the rows say about one trait: filled cells, those that do not fit, values other than today's."""

    label: Text
    values: int = 0
    unfit: int = 0
    changes: int = 0


@dataclass(slots=True)
class Preview:
    """`examples` are (row, person or None, trait, old, new); personal values are masked."""

    rows: int = 0
    rejected: int = 0
    known: int = 0
    new: int = 0
    traits: dict[str, OfTrait] = field(default_factory=dict)
    examples: list[tuple[int, int | None, str, str | None, str]] = field(default_factory=list)
    problems: list[tuple[int, str, Text]] = field(default_factory=list)


def preview(
    tx: Transaction,
    vault: Vault,
    import_id: int,
    mapping: Mapping[str, str] | None,
    options: Mapping[str, Any],
) -> Preview:
    """Raises ImportNotFound, FileGone, UnknownKind, BadMapping, BadOption."""
    found = Preview()
    rows, source = _rows(tx, import_id, mapping, options)
    for parsed in islice(rows, ROWS):
        found.rows += 1
        one: customers.ImportedCustomer | None = parsed.record
        if one is None:
            found.rejected += 1
            continue
        person = _person(tx, vault, one, source)
        found.known, found.new = found.known + (person is not None), found.new + (person is None)
        _compare(tx, found, one, person)
    return found


def _rows(
    tx: Transaction, import_id: int, mapping: Mapping[str, str] | None, options: Mapping[str, Any]
) -> tuple[Iterator[Parsed], str]:
    row = store.find(tx.session, import_id)
    if row is None:
        raise ImportNotFound(id=import_id)
    view, file = row
    if view.kind != customers.KIND.key:
        raise UnknownKind(kind=view.kind)
    if file.path is None or not Path(file.path).exists():
        raise FileGone()
    chosen, kind = dict(mapping or view.mapping or view.suggested_mapping), customers.KIND
    columns = columns_of(chosen, view.columns, kind.fields, one_of=kind.identifying)
    how = options_from(view.options | dict(options))
    sheet = Sheet(Path(file.path), file.read_as, file.delimiter, file.header_row, view.columns)
    reader = RowReader(columns, {one.key: one for one in kind.fields}, how, view.created_at)
    return kind.parse(sheet, reader), how.source


def _person(tx: Transaction, vault: Vault, one: customers.ImportedCustomer, source: str) -> int | None:
    for kind, value in sorted(one.ids.items()):
        found = identity.find(tx, vault, kind, value, source)
        if found is not None:
            return found
    return None


def _compare(tx: Transaction, found: Preview, one: customers.ImportedCustomer, person: int | None) -> None:
    fitting, unfit = profiles.fit_traits(tx, one.traits)
    today = profiles.trait_values(tx, person, list(fitting)) if person is not None else {}
    known = profiles.trait_definitions(tx)
    for key in one.traits:
        label = known[key].label if key in known else Text(key, key)
        about = found.traits.setdefault(key, OfTrait(label))
        about.values += 1
        if key in unfit:
            about.unfit += 1
            if len(found.problems) < EXAMPLES:
                found.problems.append((one.row, key, unfit[key]))
        elif key in fitting and today.get(key) != fitting[key]:
            about.changes += 1
            personal = key not in known or known[key].personal
            old = profiles.told_value(personal, today[key]) if key in today else None
            if len(found.examples) < EXAMPLES:
                found.examples.append(
                    (one.row, person, key, old, profiles.told_value(personal, fitting[key]))
                )
    found.rejected += bool(unfit)
