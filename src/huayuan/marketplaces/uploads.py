"""Files on disk: taken in, looked at, removed. Never inside a transaction: a large file takes seconds."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from huayuan.kernel.errors import TooLarge
from huayuan.marketplaces.contracts import Options
from huayuan.marketplaces.files.encoding import detect_encoding
from huayuan.marketplaces.files.excel import EXCEL_SUFFIXES, excel_to_csv
from huayuan.marketplaces.files.sheet import Row, Sheet, open_sheet

BLOCK = 1 << 20
PREVIEW_ROWS = 10
LOOKED_AT_ROWS = 50
UNPACKED_FACTOR = 20  # a workbook may unpack to so many times the upload limit
_COPY_MARKS = re.compile(r"([\s_\-（(]*(\d{4,14}|\d{1,3}|副本|copy)[)）]*)+$", re.IGNORECASE)


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
        _copy(stream, path, limit)
        return _inspect(path, Path(file_name).name[:200] or "file.csv", limit)
    except BaseException:
        path.unlink(missing_ok=True)
        path.with_suffix(".csv").unlink(missing_ok=True)
        raise


def default_source(file_name: str) -> str:
    """What to call the system a file came from: the file's name without copy marks and dates."""
    stem = Path(file_name).stem.strip()
    return (_COPY_MARKS.sub("", stem).strip(" _-") or stem or "import")[:60]


def default_options(file_name: str, zone: str) -> Options:
    return Options(source=default_source(file_name), zone=zone)


def _copy(stream: BinaryIO, path: Path, limit: int) -> None:
    written = 0
    with path.open("wb") as file:
        while block := stream.read(BLOCK):
            written += len(block)
            if written > limit:
                raise TooLarge(limit=limit)
            file.write(block)


def _inspect(path: Path, file_name: str, limit: int) -> Inspected:
    encoding = ""
    if path.suffix in EXCEL_SUFFIXES:
        table = path.with_suffix(".csv")
        excel_to_csv(path, table, most_bytes=limit * UNPACKED_FACTOR)
        encoding, path = path.suffix[1:], _replaced(path, table)
    read_as = "utf-8" if encoding else detect_encoding(path)
    sheet = open_sheet(path, read_as)
    head: list[Row] = []
    total = 0
    for row in sheet.rows():
        total += 1
        if len(head) < LOOKED_AT_ROWS:
            head.append(row)
    return Inspected(path, file_name, encoding or read_as, sheet, head, total)


def _replaced(workbook: Path, table: Path) -> Path:
    workbook.unlink()
    return table
