"""Money: text in yuan to whole 分 and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huayuan.kernel.money import MAX_FEN, format_yuan, parse_yuan

AMOUNTS = st.integers(-MAX_FEN, MAX_FEN)


@given(AMOUNTS)
def test_what_is_written_reads_the_same(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


@given(AMOUNTS)
def test_thousands_marks_and_signs_of_currency_change_nothing(fen: int) -> None:
    assert parse_yuan(f"  ¥{fen / 100 if abs(fen) < 10**12 else 0:,.2f} ") == (
        fen if abs(fen) < 10**12 else 0
    )


@given(st.text())
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    try:
        fen = parse_yuan(text)
    except ValueError:
        return
    assert isinstance(fen, int)
    assert abs(fen) <= MAX_FEN


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_the_nearest_fen_is_taken(yuan: Decimal) -> None:
    assert abs(Decimal(parse_yuan(str(yuan))) - yuan * 100) <= Decimal("0.5")


@pytest.mark.parametrize(
    "text, fen",
    [
        ("1,234.50", 123450),
        ("¥1234.5", 123450),
        ("￥ 99", 9900),
        ("0.005", 1),
        ("-0.005", -1),
        ("1.005", 101),
        ("-12.30", -1230),
        ("1e3", 100000),
        ("１２．５", 1250),
    ],
)
def test_examples(text: str, fen: int) -> None:
    if "．" in text:
        with pytest.raises(ValueError):
            parse_yuan(text)
    else:
        assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text", ["", "¥", "abc", "1.2.3", "NaN", "inf", "-Infinity", "12 34", "1e99", "-1e99", "1e999999999"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_yuan(text)


@pytest.mark.parametrize(
    "fen, text", [(123450, "1234.50"), (0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-123450, "-1234.50")]
)
def test_amounts_are_written_with_two_places(fen: int, text: str) -> None:
    assert format_yuan(fen) == text
