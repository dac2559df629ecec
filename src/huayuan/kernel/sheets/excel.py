"""Excel to CSV, once, when the file comes in; from there on there is one kind of file.

Formulas arrive as the values Excel last saw. Text that looks like a formula stays text.
"""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from huayuan.kernel.sheets.errors import BrokenWorkbook, EmptyFile, TooManyColumns, WorkbookTooLarge
from huayuan.kernel.sheets.sheet import MAX_COLUMNS

EXCEL_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
# Excel keeps 15 digits of a number; a longer order number typed as a number has lost its end for good.
EXACT_DIGITS = 10**15


def excel_to_csv(source: Path, target: Path, *, most_bytes: int) -> None:
    """Write the first sheet that holds anything as UTF-8 CSV, its rows in the places they have in Excel.

    Raises BrokenWorkbook, WorkbookTooLarge (when it would unpack to more than `most_bytes`), EmptyFile.
    """
    _refuse_bombs(source, most_bytes)
    try:
        workbook = CalamineWorkbook.from_path(str(source))
        visible = [meta.name for meta in workbook.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
        for name in visible or workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height:
                _write(sheet, target)
                return
    except CalamineError as error:
        raise BrokenWorkbook(reason=str(error)[:200]) from error
    raise EmptyFile()


def _refuse_bombs(source: Path, most_bytes: int) -> None:
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > most_bytes:
            raise WorkbookTooLarge(bytes=unpacked, limit=most_bytes)


def _write(sheet: Any, target: Path) -> None:
    if sheet.total_width > MAX_COLUMNS:
        raise TooManyColumns(columns=sheet.total_width, limit=MAX_COLUMNS)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for cells in sheet.iter_rows():  # begins at the first row of the sheet, also when that is empty
            writer.writerow([_text(cell) for cell in cells])


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value.is_integer():
        # Scientific notation marks a number whose last digits are gone; see `lost_digits` in cells.py.
        return str(int(value)) if abs(value) < EXACT_DIGITS else f"{value:E}"
    return format(value, ".10f").rstrip("0") if abs(value) < EXACT_DIGITS else f"{value:E}"
