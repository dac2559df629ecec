"""What a kind of import has to say for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import Sheet
from huayuan.kernel.unit_of_work import Transaction
from huayuan.marketplaces.contracts import Field, Options, Outcome, Parsed
from huayuan.marketplaces.reading import RowReader


@dataclass(frozen=True, slots=True)
class ImportKind:
    """`parse` tells the file's records in the order of their last rows; `deliver` stores one chunk of them.

    `deliver` may be called again with the same chunk after a crash. `ended`: what is to be noted at the end of the file.
    """

    key: str
    label: Text
    fields: tuple[Field, ...]
    parse: Callable[[Sheet, RowReader], Iterator[Parsed]]
    deliver: Callable[[Services, Sequence[Any], Options], Outcome]
    ended: Callable[[Transaction, Options], None] | None = None

    @property
    def identifying(self) -> tuple[str, ...]:
        """Keys of the fields that say who a row is about."""
        return tuple(field.key for field in self.fields if field.identifies)


def ids_of(fields: Sequence[Field], values: dict[str, Any]) -> dict[str, str]:
    """identifier kind → value, of the identifying fields that are filled."""
    return {
        field.identifies: str(values[field.key])
        for field in fields
        if field.identifies and values.get(field.key)
    }
