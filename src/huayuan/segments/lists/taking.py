"""An uploaded file: copied, and looked at as far as that is quick. Never inside a transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from huayuan.kernel.crypto import Vault
from huayuan.kernel.sheets.encoding import detect_encoding
from huayuan.kernel.sheets.excel import EXCEL_SUFFIXES
from huayuan.kernel.sheets.sheet import open_sheet
from huayuan.kernel.sheets.taking import copy_stream
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments.lists.contracts import AUTO
from huayuan.segments.lists.matching import check_identifier
from huayuan.segments.lists.reading import LOOKED_AT_ROWS, find_place

BLOCK = 1 << 20
BYTES_A_ROW = 12  # of a workbook, packed: an estimate for the progress


@dataclass(frozen=True, slots=True)
class Taken:
    path: Path
    file_name: str
    identifier: str
    account: str | None
    encoding: str | None
    rows_expected: int


def take_in(
    stream: BinaryIO,
    file_name: str,
    folder: Path,
    limit: int,
    uow: UnitOfWork,
    vault: Vault,
    identifier: str = AUTO,
    account: str | None = None,
) -> Taken:
    """Copy a stream into `folder`. What can be seen at once is refused at once; a workbook is opened later.

    Raises TooLarge, UnknownListIdentifier, CannotTellIdentifier, and what is wrong with the file.
    """
    check_identifier(identifier, (AUTO,))
    folder.mkdir(parents=True, exist_ok=True)
    suffix = Path(file_name).suffix.lower()
    path = folder / f"{secrets.token_hex(12)}{suffix if suffix in EXCEL_SUFFIXES else '.csv'}"
    name = Path(file_name).name[:200] or "list.csv"
    try:
        copy_stream(stream, path, limit)
        if path.suffix in EXCEL_SUFFIXES:
            expected = path.stat().st_size // BYTES_A_ROW
            return Taken(path, name, identifier, account, path.suffix[1:], expected)
        encoding = detect_encoding(path)
        sheet = open_sheet(path, encoding)
        with uow.read() as tx:
            place = find_place(
                tx, vault, sheet, list(islice(sheet.rows(), LOOKED_AT_ROWS)), identifier, account
            )
        return Taken(path, name, place.kind, account, encoding, _lines(path))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(BLOCK), b""))
