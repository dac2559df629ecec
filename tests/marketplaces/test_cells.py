"""Cells as they are written in real exports, and those that mean nothing."""

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huayuan.marketplaces import cells
from huayuan.marketplaces.cells import BadCell

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01 10:30:05", "2026-03-01T02:30:05"), ("2026/3/1 9:05", "2026-03-01T01:05:00"), ("2026.03.01", "2026-02-28T16:00:00"),
        ("2026年3月1日", "2026-02-28T16:00:00"), ("2026年3月1日 10时30分", "2026-03-01T02:30:00"), ("20260301", "2026-02-28T16:00:00"),
        ("20260301103005", "2026-03-01T02:30:05"), ("2026-03-01T10:30:05Z", "2026-03-01T10:30:05"),
        ("2026-03-01T10:30:05.123+09:00", "2026-03-01T01:30:05"), ("2026-03-01 下午 3:05", "2026-03-01T07:05:00"),
        ("2026-03-01 03:05 PM", "2026-03-01T07:05:00"), ("2026-03-01 12:05 am", "2026-02-28T16:05:00"),
        ("1772332205", "2026-03-01T02:30:05"), ("1772332205000", "2026-03-01T02:30:05"), ("1997-01-01", "1996-12-31T16:00:00"),
    ],
)  # fmt: skip
def test_times(text: str, expected: str) -> None:
    assert cells.read_time(text, SHANGHAI, NOW) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_american_and_european_dates_are_read_only_when_told() -> None:
    with pytest.raises(BadCell):
        cells.read_time("03/04/2025", SHANGHAI, NOW)
    assert cells.read_time("03/04/2025", ZoneInfo("UTC"), NOW, "mdy").date().isoformat() == "2025-03-04"
    assert cells.read_time("03/04/2025", ZoneInfo("UTC"), NOW, "dmy").date().isoformat() == "2025-04-03"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("soon", "bad_time"), ("2026-13-01", "bad_time"), ("2026-02-30", "bad_time"), ("2030-01-01", "time_out_of_range"),
        ("1960-01-01", "time_out_of_range"), ("0001-01-01", "bad_time"), ("99999999", "bad_time"), ("2026-03-01 25:00", "bad_time"),
    ],
)  # fmt: skip
def test_times_that_are_none(text: str, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        cells.read_time(text, SHANGHAI, NOW)
    assert bad.value.code == code


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [("¥1,234.50", "yuan", 123450), ("12元", "yuan", 1200), ("$29.33", "yuan", 2933), ("0", "yuan", 0), ("29.335", "yuan", 2934), ("2933", "fen", 2933), ("USD 5", "yuan", 500)],
)  # fmt: skip
def test_money(text: str, unit: str, fen: int) -> None:
    assert cells.read_money(text, unit) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [("-5", "negative"), ("abc", "bad_money"), ("1.5.2", "bad_money"), ("1e99", "bad_money")],
)
def test_money_that_is_none(text: str, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        cells.read_money(text, "yuan")
    assert bad.value.code == code


def test_numbers_of_things_keep_every_character() -> None:
    assert cells.read_identifier("00123") == "00123"
    assert cells.read_identifier("10023.0") == "10023"
    assert cells.read_identifier("A-1.0") == "A-1.0"
    for lost in ("1.23457E+17", "4E+20"):
        with pytest.raises(BadCell):
            cells.read_identifier(lost)


@pytest.mark.parametrize("text", ["138 0013 8000", "+86-138-0013-8000", "(010) 6555 1234", "13800138000.0"])
def test_phones(text: str) -> None:
    assert cells.read_phone(text).lstrip("+").isdigit()


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("1,200", 1200), ("2.0", 2), ("2.00", 2), ("10", 10)])
def test_integers(text: str, value: int) -> None:
    assert cells.read_integer(text) == value


@given(st.text(max_size=40))
def test_whatever_is_written_a_cell_is_read_or_refused(text: str) -> None:
    readers = (
        lambda: cells.read_time(text, SHANGHAI, NOW),
        lambda: cells.read_date(text),
        lambda: cells.read_money(text, "yuan"),
        lambda: cells.read_integer(text),
        lambda: cells.read_phone(text),
        lambda: cells.read_identifier(text),
    )
    for read in readers:
        with suppress(BadCell):
            read()
