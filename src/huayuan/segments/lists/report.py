"""The rows of a list that name nobody, as a CSV that grows while the list is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from huayuan.kernel.errors import Text
from huayuan.kernel.sheets.writing import BOM, csv_line, csv_lines
from huayuan.segments.lists.contracts import Mismatch

REASONS: dict[Mismatch, Text] = {
    Mismatch.UNKNOWN: Text("没有客户有这个标识", "nobody has this identifier"),
    Mismatch.UNFIT: Text("不是这种标识", "not an identifier of this kind"),
    Mismatch.AMBIGUOUS: Text("不止一位客户有这个标识", "several people have this identifier"),
    Mismatch.EMPTY: Text("这一行没有标识", "the row has no identifier"),
}


def append(path: Path, committed: int, rows: Iterable[tuple[int, str, Mismatch]]) -> int:
    """Write behind what is committed — what a crash left there is overwritten; answers the new length in bytes."""
    text = csv_lines((str(row), value, why.value) for row, value, why in rows)
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(committed)
        file.seek(committed)
        file.write(text.encode())
        return file.tell()


def told(path: Path, language: str) -> Iterator[str]:
    """The report with its reasons as sentences. `language` is zh or en."""
    head = ("行号", "内容", "原因") if language == "zh" else ("Row", "Value", "Reason")
    yield BOM + csv_line(head)
    reasons = {why.value: getattr(text, language) for why, text in REASONS.items()}
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            value, _, why = line.rstrip("\r\n").rpartition(",")
            yield f"{value},{reasons.get(why, why)}\r\n"
