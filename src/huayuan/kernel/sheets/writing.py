"""CSV that Excel opens safely and in the right encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"  # without it Excel reads UTF-8 as the local encoding
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet runs as a formula (CSV injection): such text gets an apostrophe in front."""
    return "'" + text if text.startswith(_DANGEROUS) else text


def csv_line(cells: Iterable[str]) -> str:
    return csv_lines([cells])


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([safe_cell(cell) for cell in cells] for cells in rows)
    return buffer.getvalue()
