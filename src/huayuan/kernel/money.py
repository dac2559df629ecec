"""Money is an integer in 分 (1/100 of the currency unit). These two functions are the only way in and out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MAX_FEN = 10**13  # ¥100 billion: beyond any order; a larger figure is a unit mistake


def parse_yuan(text: str) -> int:
    """`"1,234.50"` or `"¥1234.5"` (yuan) to 123450 (分). Raises ValueError for anything else, and beyond ±MAX_FEN."""
    cleaned = text.strip().replace(",", "").replace("，", "").lstrip("¥￥").strip()
    try:
        value = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(f"not an amount of money: {text!r}") from error
    if not value.is_finite():
        raise ValueError(f"not an amount of money: {text!r}")
    # A comparison is exact; arithmetic on an exponent beyond all bounds would raise something else.
    in_bounds = -MAX_FEN < value < MAX_FEN
    fen = int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if in_bounds else MAX_FEN + 1
    if abs(fen) > MAX_FEN:
        raise ValueError(f"amount beyond ¥{MAX_FEN // 100:,}: {text!r}")
    return fen


def format_yuan(fen: int) -> str:
    """123450 (分) to `"1234.50"` (yuan)."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
