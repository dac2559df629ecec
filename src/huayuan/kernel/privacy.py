"""Export and erasure of one person, feature by feature.

Each feature that stores a person id names its tables and registers two functions; a test walks the metadata and
fails for a table with a `person_id` that nobody named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from huayuan.kernel.unit_of_work import Transaction

Export = Callable[[Transaction, int], dict[str, Any]]
Erase = Callable[[Transaction, int], int]
# What is kept under a person's identifiers — (kind, value, account) — and not under their number.
Forget = Callable[[Transaction, Sequence[tuple[str, str, str]]], int]


class PrivacyHooks:
    """One feature's part in a person's rights. `export` answers JSON-able data; `erase` the number of rows removed."""

    def __init__(self, feature: str, *, tables: tuple[str, ...]) -> None:
        self.feature = feature
        self.tables = tables
        self._export: Export | None = None
        self._erase: Erase | None = None
        self._forget: Forget | None = None

    @classmethod
    def without_rows(cls, feature: str) -> PrivacyHooks:
        """Of a feature whose knowledge about people stands in the rows of others. What it keeps under identifiers goes
        with `forget`."""
        hooks = cls(feature, tables=())
        hooks._export = lambda tx, person_id: {}
        hooks._erase = lambda tx, person_id: 0
        return hooks

    def export(self, function: Export) -> Export:
        self._export = function
        return function

    def erase(self, function: Erase) -> Erase:
        self._erase = function
        return function

    def forget(self, function: Forget) -> Forget:
        """Optional; runs with `erase`."""
        self._forget = function
        return function

    @property
    def complete(self) -> bool:
        return self._export is not None and self._erase is not None

    def run_export(self, tx: Transaction, person_id: int) -> dict[str, Any]:
        assert self._export is not None, f"{self.feature} registers no export"
        return self._export(tx, person_id)

    def run_erase(
        self, tx: Transaction, person_id: int, identifiers: Sequence[tuple[str, str, str]] = ()
    ) -> int:
        assert self._erase is not None, f"{self.feature} registers no erase"
        return self._erase(tx, person_id) + (
            self._forget(tx, identifiers) if self._forget and identifiers else 0
        )
