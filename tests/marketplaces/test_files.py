"""Files people really have: encodings, delimiters, headers, workbooks."""

import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter

from huayuan.kernel.errors import HuayuanError, TooLarge
from huayuan.kernel.sheets.encoding import BLOCK, detect_encoding
from huayuan.kernel.sheets.errors import (
    BrokenTable,
    BrokenWorkbook,
    EmptyFile,
    TooManyColumns,
    UnreadableText,
    WorkbookTooLarge,
)
from huayuan.kernel.sheets.excel import excel_to_csv
from huayuan.marketplaces.uploads import Inspected, default_source, take_in

TEXT = "订单号,手机号,金额\nA1,13800138000,1.5\nA2,,2\n"


def looked_at(folder: Path, content: bytes, name: str = "f.csv", limit: int = 10**8) -> Inspected:
    return take_in(io.BytesIO(content), name, folder, limit)


def cells(inspected: Inspected) -> list[list[str]]:
    return [row.cells for row in inspected.head]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, encoding: str, found: str) -> None:
    inspected = looked_at(tmp_path, TEXT.encode(encoding))
    assert inspected.encoding == found
    assert inspected.sheet.columns == ["订单号", "手机号", "金额"]
    assert cells(inspected) == [["A1", "13800138000", "1.5"], ["A2", "", "2"]]


def test_the_first_chinese_character_may_come_after_megabytes(tmp_path: Path) -> None:
    digits = b"order_no,note\n" + b"12345,x\n" * (BLOCK // 8 + 10)
    assert looked_at(tmp_path, digits + "1,茶".encode("gb18030")).encoding == "gb18030"
    assert looked_at(tmp_path, digits + "1,茶".encode()).encoding == "utf-8"


def test_a_character_cut_by_a_block_is_still_one(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(b"x" * (BLOCK - 1) + "茶".encode())
    assert detect_encoding(tmp_path / "f.csv") == "utf-8"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    lines = [["编号", "备注", "金额"], ["1", "a", "1,5"], ["2", '他说"好"', "2"]]
    quoted = "\r\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines
    )
    inspected = looked_at(tmp_path, quoted.encode())
    assert inspected.sheet.delimiter == delimiter
    assert cells(inspected) == lines[1:]


def test_headers_that_repeat_or_are_empty_and_a_title_above(tmp_path: Path) -> None:
    inspected = looked_at(tmp_path, "三月订单导出\n\n金额,金额,,金额,\n1,2,3,4\n".encode())
    assert inspected.sheet.columns == ["金额", "金额 (2)", "列 3", "金额 (3)"]
    assert (inspected.head[0].number, inspected.head[0].cells) == (4, ["1", "2", "3", "4"])


def test_short_long_and_blank_rows(tmp_path: Path) -> None:
    inspected = looked_at(tmp_path, b'a,b,c\n1\n\n,,\n1,2,3,4,5\n"x\ny",2,3\n')
    assert [(row.number, row.cells) for row in inspected.head] == [
        (2, ["1", "", ""]), (5, ["1", "2", "3"]), (6, ["x\ny", "2", "3"]),
    ]  # fmt: skip
    assert inspected.rows_total == 3


def test_tricks_of_exports_against_excel_are_undone_and_formulas_are_text(tmp_path: Path) -> None:
    inspected = looked_at(tmp_path, b'a,b\n"=""00123""",\'0045\n`A-9\t,=1+1\n')
    assert cells(inspected) == [["00123", "0045"], ["A-9", "=1+1"]]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile), (b"\n\n\n", EmptyFile), (b"\x00\x01\xd8\x00\x02\xff\xfe\xfd" * 9 + b"\x00", UnreadableText),
        (b"a,b\n\xff\xff\xff,1\n", UnreadableText), (b"a," * 400 + b"\n", TooManyColumns),
        (b'a,b\n"' + b"x" * 200_000, BrokenTable),
    ],
)  # fmt: skip
def test_files_that_are_none(tmp_path: Path, content: bytes, error: type[HuayuanError]) -> None:
    with pytest.raises(error) as refused:
        looked_at(tmp_path / "in", content)
    assert refused.value.text("zh") and "{" not in refused.value.text("en")
    assert list((tmp_path / "in").iterdir()) == []


def test_the_size_limit_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        looked_at(tmp_path / "in", TEXT.encode(), limit=20)
    assert list((tmp_path / "in").iterdir()) == []


def workbook(rows: list[list[object]], sheet: str = "订单") -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    ) as book:
        book.add_worksheet("空白")
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def test_workbooks(tmp_path: Path) -> None:
    book = workbook(
        [
            ["订单号", "手机号", "下单时间", "金额", "是否会员"],
            ["00123", 13800138000, dt.datetime.fromisoformat("2026-03-01 10:30"), 29.33, True],
            [None] * 5,
            ["=1+1", 123456789012345678, dt.date(2026, 3, 2), 5, False],
        ]
    )
    inspected = looked_at(tmp_path, book, "三月.xlsx")
    assert (inspected.encoding, inspected.path.suffix) == ("xlsx", ".csv")
    first, second = inspected.head
    assert (first.number, first.cells) == (
        2,
        ["00123", "13800138000", "2026-03-01 10:30:00", "29.33", "TRUE"],
    )
    # Excel has 15 digits: what is left of a longer number is marked, not made up.
    assert second.number == 4 and second.cells[1] == "1.234568E+17"
    assert second.cells[2].startswith("2026-03-02") and second.cells[3] == "5"
    assert len(list(tmp_path.iterdir())) == 1


def test_workbooks_that_are_none_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(BrokenWorkbook):
        looked_at(tmp_path, b"not a workbook", "x.xlsx")
    with pytest.raises(EmptyFile):
        looked_at(tmp_path, workbook([]), "x.xlsx")
    large = tmp_path / "large.xlsx"
    large.write_bytes(workbook([["a" * 1000] * 9] * 200))
    with pytest.raises(WorkbookTooLarge):
        excel_to_csv(large, tmp_path / "out.csv", most_bytes=5000)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("天猫订单_20260301-20260302 (2).csv", "天猫订单"), ("cdnow_sample.csv", "cdnow_sample"), ("orders - 副本.xlsx", "orders"),
        ("20260301.csv", "20260301"), (".csv", ".csv"), ("", "import"),
    ],
)  # fmt: skip
def test_the_source_is_named_after_the_file(name: str, source: str) -> None:
    assert default_source(name) == source
