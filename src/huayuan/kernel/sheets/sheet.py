"""One table in a file: its header, and its rows as often as wanted, one at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from huayuan.kernel.sheets.errors import BrokenTable, EmptyFile, TooManyColumns

DELIMITERS = ",\t;|"
MAX_COLUMNS = 300
MAX_CELL = 100_000
HEADER_SEARCH_ROWS = 30
_TRICKS = frozenset("=`'\ufeff")
_FORMULA_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as Excel shows it (the first line of the file is 1). Cells are trimmed text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file whose encoding and delimiter are known. `columns` are the header's names, made different."""

    path: Path
    encoding: str
    delimiter: str
    header_row: int
    columns: list[str]

    def rows(self) -> Iterator[Row]:
        """The rows below the header that hold anything. Raises BrokenTable."""
        width = len(self.columns)
        for number, cells in _records(self.path, self.encoding, self.delimiter):
            if number <= self.header_row or not any(cells):
                continue
            yield Row(number, (cells + [""] * (width - len(cells)))[:width])


def open_sheet(path: Path, encoding: str) -> Sheet:
    """Find delimiter and header. Raises EmptyFile, TooManyColumns, BrokenTable."""
    delimiter = _sniff(path, encoding)
    for number, cells in _records(path, encoding, delimiter):
        filled = sum(1 for cell in cells if cell)
        # A title line above the header has one cell; a table of one column is its own header.
        if filled >= 2 or (filled == 1 and _width(path, encoding, delimiter) == 1):
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise TooManyColumns(columns=len(cells), limit=MAX_COLUMNS)
            return Sheet(path, encoding, delimiter, number, distinct_names(cells))
        if number > HEADER_SEARCH_ROWS:
            break
    raise EmptyFile()


def distinct_names(header: Sequence[str]) -> list[str]:
    """Header cells as names that are all different: repeats get " (2)", empty ones their place."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(header, start=1):
        name = cell or f"列 {place}"
        repeat = 1
        while name in taken:
            repeat += 1
            name = f"{cell or f'列 {place}'} ({repeat})"
        taken.add(name)
        names.append(name)
    return names


def clean_cell(text: str) -> str:
    """The text that was meant: without the tricks by which exports keep Excel from changing numbers."""
    text = text.strip()
    if not text or (text[0] not in _TRICKS and text[-1] != "`"):
        return text
    text = text.strip("\ufeff`")
    if match := _FORMULA_TEXT.match(text):
        text = match.group(1)
    if len(text) > 1 and text[0] == "'":
        text = text[1:]
    return text.strip()


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        number = 0
        try:
            for cells in reader:
                number += 1
                yield number, [clean_cell(cell) for cell in cells]
        except csv.Error as error:
            raise BrokenTable(row=number + 1, reason=str(error)) from error


def _width(path: Path, encoding: str, delimiter: str) -> int:
    widths = [len(cells) for cells in _head(path, encoding, delimiter)]
    return max(widths, default=0)


def _head(path: Path, encoding: str, delimiter: str) -> list[list[str]]:
    head = []
    for number, cells in _records(path, encoding, delimiter):
        head.append(cells)
        if number >= HEADER_SEARCH_ROWS:
            break
    return head


def _sniff(path: Path, encoding: str) -> str:
    """The delimiter that gives most rows the same number of columns, more than one."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = [len(cells) for cells in _head(path, encoding, delimiter) if any(cells)]
        except BrokenTable:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        score = (widths.count(usual), usual) if usual > 1 else (0, 0)
        if score > best_score:
            best, best_score = delimiter, score
    return best
