"""Files on disk: taken in and looked at. Never inside a transaction: a large file takes seconds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from huayuan.kernel.errors import TooLarge
from huayuan.kernel.sheets.encoding import detect_encoding
from huayuan.kernel.sheets.excel import EXCEL_SUFFIXES, excel_to_csv
from huayuan.kernel.sheets.sheet import Row, Sheet, open_sheet

BLOCK = 1 << 20
LOOKED_AT_ROWS = 50
UNPACKED_FACTOR = 20  # a workbook may unpack to so many times the upload limit


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file in our folder and what it looks like. `head` are its first rows."""

    path: Path
    file_name: str
    encoding: str
    sheet: Sheet
    head: list[Row]
    rows_total: int


def take_in(stream: BinaryIO, file_name: str, folder: Path, limit: int) -> Inspected:
    """Copy a stream into `folder` and look at it. Nothing is left behind when it is refused.

    Raises TooLarge above `limit` bytes, and whatever the file's form calls for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffix = Path(file_name).suffix.lower()
    path = folder / f"{secrets.token_hex(12)}{suffix if suffix in EXCEL_SUFFIXES else '.csv'}"
    try:
        copy_stream(stream, path, limit)
        return _inspect(path, Path(file_name).name[:200] or "file.csv", limit)
    except BaseException:
        path.unlink(missing_ok=True)
        path.with_suffix(".csv").unlink(missing_ok=True)
        raise


def copy_stream(stream: BinaryIO, path: Path, limit: int) -> None:
    """Raises TooLarge above `limit` bytes."""
    written = 0
    with path.open("wb") as file:
        while block := stream.read(BLOCK):
            written += len(block)
            if written > limit:
                raise TooLarge(limit=limit)
            file.write(block)


def as_text(path: Path, limit: int) -> tuple[Path, str, str]:
    """(path of the CSV, what the file is in, the encoding to read it with); a workbook becomes a CSV beside it."""
    if path.suffix not in EXCEL_SUFFIXES:
        encoding = detect_encoding(path)
        return path, encoding, encoding
    table = path.with_suffix(".csv")
    excel_to_csv(path, table, most_bytes=limit * UNPACKED_FACTOR)
    path.unlink()
    return table, path.suffix[1:], "utf-8"


def _inspect(path: Path, file_name: str, limit: int) -> Inspected:
    path, encoding, read_as = as_text(path, limit)
    sheet = open_sheet(path, read_as)
    head: list[Row] = []
    total = 0
    for row in sheet.rows():
        total += 1
        if len(head) < LOOKED_AT_ROWS:
            head.append(row)
    return Inspected(path, file_name, encoding, sheet, head, total)
