"""The list of mistakes as a CSV that Excel opens safely and in the right encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from huayuan.marketplaces.contracts import Problem
from huayuan.marketplaces.errors import ROW_PROBLEMS

BOM = "\ufeff"  # without it Excel reads UTF-8 as the local encoding
HEADER = {"zh": ("行号", "列", "内容", "问题"), "en": ("Row", "Column", "Value", "Problem")}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def errors_csv(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Pieces of the file. `language` is zh or en."""
    yield BOM + _line(HEADER[language])
    for problem in problems:
        yield _line((str(problem.row), problem.column, problem.value, message_of(problem)[language]))


def message_of(problem: Problem) -> dict[str, str]:
    return ROW_PROBLEMS[problem.code].filled(problem.data)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet runs as a formula (CSV injection): such text gets an apostrophe in front."""
    return "'" + text if text.startswith(_DANGEROUS) else text


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue()
