"""What an uploaded file of another system is taken for before anybody says so."""

from __future__ import annotations

import re
from pathlib import Path

from huayuan.kernel.sheets.taking import Inspected, take_in
from huayuan.marketplaces.contracts import Options

__all__ = ["PREVIEW_ROWS", "Inspected", "default_options", "default_source", "take_in"]

PREVIEW_ROWS = 10
_COPY_MARKS = re.compile(r"([\s_\-（(]*(\d{4,14}|\d{1,3}|副本|copy)[)）]*)+$", re.IGNORECASE)


def default_source(file_name: str) -> str:
    """What to call the system a file came from: the file's name without copy marks and dates."""
    stem = Path(file_name).stem.strip()
    return (_COPY_MARKS.sub("", stem).strip(" _-") or stem or "import")[:60]


def default_options(file_name: str, zone: str) -> Options:
    return Options(source=default_source(file_name), zone=zone)
