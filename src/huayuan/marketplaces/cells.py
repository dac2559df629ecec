"""A cell's text as a typed value. Each function raises `BadCell` with a code of errors.ROW_PROBLEMS."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.money import parse_yuan

LONGEST_TEXT = 500
_SCIENTIFIC = re.compile(r"^-?\d(\.\d+)?[eE]\+?\d{2,}$")
_CURRENCY = re.compile(r"^(?:cny|rmb|usd|us\$|hk\$|[¥￥$])|(?:元|cny|rmb|usd)$", re.IGNORECASE)
_ZONE = re.compile(r"(?:z|utc|([+-])(\d{2}):?(\d{2}))$", re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$")
_EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
_PARTS = re.compile(
    r"^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?"
    r"(?:[ t]*(上午|下午|am|pm)?\s*(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})?)?"
    r"(?:[.,]\d+)?秒?\s*(am|pm)?)?$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"^\+?\d{7,15}$")


class BadCell(Exception):
    def __init__(self, code: str, **data: Any) -> None:
        self.code = code
        self.data = data
        super().__init__(code)


def read_text(text: str, limit: int = LONGEST_TEXT) -> str:
    if len(text) > limit:
        raise BadCell("too_long", limit=limit)
    return text


def read_identifier(text: str) -> str:
    """A number that names something: never changed, and refused when Excel has cut its digits off."""
    if _SCIENTIFIC.match(text):
        raise BadCell("lost_digits")
    # A number column of a workbook with decimals shown: 10023.0 is customer 10023.
    return read_text(text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text, 120)


def read_phone(text: str) -> str:
    if _SCIENTIFIC.match(text):
        raise BadCell("lost_digits")
    digits = re.sub(r"[\s\-()（）.]", "", text.removesuffix(".0"))
    if not _PHONE.match(digits):
        raise BadCell("bad_phone")
    return digits


def read_money(text: str, unit: str) -> int:
    """分. `unit` says what a bare number means: "yuan" or "fen". Brackets are not read as negative."""
    bare = _CURRENCY.sub("", text.strip()).strip()
    try:
        fen = parse_yuan(bare)
    except ValueError:
        raise BadCell("bad_money") from None
    if unit == "fen":
        if fen % 100:
            raise BadCell("bad_money")
        fen //= 100
    if fen < 0:
        raise BadCell("negative")
    return fen


def read_integer(text: str) -> int:
    bare = text.replace(",", "").replace("，", "")
    if "." in bare:
        bare = bare.rstrip("0").removesuffix(".")
    if not re.fullmatch(r"-?\d{1,12}", bare):
        raise BadCell("bad_integer")
    if bare.startswith("-"):
        raise BadCell("negative")
    return int(bare)


def read_time(text: str, zone: ZoneInfo, now: datetime, date_order: str = "ymd") -> datetime:
    """A time in UTC. Without a zone of its own it is in `zone`; a date alone is the start of its day."""
    moment = _moment(text.strip(), zone, date_order)
    if moment.year < 1970 or moment > now + timedelta(days=1):
        raise BadCell("time_out_of_range")
    return moment


def read_date(text: str, date_order: str = "ymd") -> str:
    """A calendar day such as a birthday, as YYYY-MM-DD."""
    found = _moment(text.strip(), ZoneInfo("UTC"), date_order)
    if found.year < 1900:
        raise BadCell("bad_time")
    return found.date().isoformat()


def _moment(text: str, zone: ZoneInfo, date_order: str) -> datetime:
    try:
        if match := _COMPACT.match(text):
            year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
        if _EPOCH.match(text):
            return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
        return _written_out(text, zone, date_order)
    except (ValueError, OverflowError):
        raise BadCell("bad_time") from None


def _written_out(text: str, zone: ZoneInfo, date_order: str) -> datetime:
    offset = _ZONE.search(text) if ":" in text else None
    shift: timedelta | None = None
    if offset:
        text = text[: offset.start()].strip()
        minutes = int(offset[2] or 0) * 60 + int(offset[3] or 0)
        shift = timedelta(minutes=-minutes if offset[1] == "-" else minutes)
    match = _PARTS.match(text)
    if match is None:
        raise ValueError(text)
    year, month, day = _date_parts(match[1], match[2], match[3], date_order)
    hour, minute, second = (int(match[place] or 0) for place in (5, 6, 7))
    half = (match[4] or match[8] or "").lower()
    if half in ("下午", "pm") and hour < 12:
        hour += 12
    elif half in ("上午", "am") and hour == 12:
        hour = 0
    moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC if shift is not None else zone)
    return (moment - shift if shift is not None else moment).astimezone(UTC)


def _date_parts(first: str, second: str, third: str, date_order: str) -> tuple[int, int, int]:
    if len(first) == 4:
        return int(first), int(second), int(third)
    if len(third) != 4 or date_order == "ymd":
        raise ValueError("a date whose year is not clear")
    day, month = (first, second) if date_order == "dmy" else (second, first)
    return int(third), int(month), int(day)
