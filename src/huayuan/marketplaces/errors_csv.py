"""The list of mistakes as a CSV that Excel opens safely and in the right encoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huayuan.kernel.sheets.writing import BOM, csv_line
from huayuan.marketplaces.contracts import Problem
from huayuan.marketplaces.errors import ROW_PROBLEMS

HEADER = {"zh": ("行号", "列", "内容", "问题"), "en": ("Row", "Column", "Value", "Problem")}


def errors_csv(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Pieces of the file. `language` is zh or en."""
    yield BOM + csv_line(HEADER[language])
    for problem in problems:
        yield csv_line((str(problem.row), problem.column, problem.value, message_of(problem)[language]))


def message_of(problem: Problem) -> dict[str, str]:
    return ROW_PROBLEMS[problem.code].filled(problem.data)
