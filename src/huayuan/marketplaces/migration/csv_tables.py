"""A folder of CSV files, one a table, named after it: `we_customer.csv`, `mc_work_contact.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.sheets.encoding import detect_encoding
from huayuan.kernel.sheets.sheet import Sheet, open_sheet
from huayuan.marketplaces.migration.errors import SourceUnreadable

_NULLS = frozenset({"NULL", "\\N", "null"})


class CsvTables:
    """Fills the port `Tables`. What MySQL and common tools write for NULL counts as empty."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise SourceUnreadable(reason=f"no folder {folder.name}")
        self._files = {path.stem.lower(): path for path in sorted(folder.glob("*.csv"))}
        if not self._files:
            raise SourceUnreadable(reason=f"no .csv files in {folder.name}")
        self._sheets: dict[str, Sheet] = {}

    def columns(self, table: str) -> frozenset[str]:
        return frozenset(self._sheet(table).columns) if table in self._files else frozenset()

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        if table not in self._files:
            return
        sheet = self._sheet(table)
        for row in sheet.rows():
            cells = [None if cell in _NULLS or cell == "" else cell for cell in row.cells]
            yield dict(zip(sheet.columns, cells, strict=True))

    def close(self) -> None:
        self._sheets.clear()

    def _sheet(self, table: str) -> Sheet:
        if table not in self._sheets:
            path = self._files[table]
            try:
                self._sheets[table] = open_sheet(path, detect_encoding(path))
            except HuayuanError as error:
                raise SourceUnreadable(reason=f"{path.name}: {error.text('en')[:120]}") from error
        return self._sheets[table]
