"""Values of traits by kind: how they are read, checked, normalised, and laid out for comparing. Pure."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from huayuan.profiles.contracts import TraitDefinition, TraitKind
from huayuan.profiles.traits.lunar import solar_date

WORD_LENGTH = 500
MOST_OPTIONS = 200
LUNAR = 10_000  # added to the anniversary of a lunar day
_YES = frozenset({"true", "yes", "y", "1", "是", "有", "对"})
_NO = frozenset({"false", "no", "n", "0", "否", "无", "没有", "不是"})
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEARLESS = re.compile(r"(?:--)?(\d{1,2})[-/.月](\d{1,2})日?")
_LUNAR_TEXT = re.compile(r"(?:农历|阴历|lunar:)\s*(?:(\d{4})[-/.年])?(闰?)(\d{1,2})[-/.月](\d{1,2})日?")


class Typed(NamedTuple):
    """A value in the columns it is compared by."""

    word: str
    number: float | None = None
    moment: datetime | None = None
    anniversary: int | None = None


class Unfit(ValueError):
    """A value that the kind of its trait does not allow; the text says why, for both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def normal(text: str) -> str:
    """Full-width as half-width, blanks around and between words as one blank or none."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def word_of(definition: TraitDefinition, value: Any) -> str:
    text = as_text(value)
    loose = definition.loose or definition.kind in (TraitKind.ONE_OF, TraitKind.MANY_OF)
    return (normal(text) if loose else text)[:WORD_LENGTH]


def as_number(value: Any) -> float | None:
    """10, "10" and "１０" are the same number; a truth value, NaN or anything else is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str) or len(value) > 40:
        return None
    text = normal(value).replace(",", "")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        return None
    return float(text)


def as_yes_no(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    text = normal(as_text(value)).lower()
    return True if text in _YES else False if text in _NO else None


def as_date(value: Any) -> date | None:
    """A day written as 2026-03-02, 2026/3/2 or 2026年3月2日, also at the front of a time."""
    if not isinstance(value, str):
        return None
    found = _DAY.match(normal(value))
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def as_moment(value: Any) -> datetime | None:
    """ISO 8601; without a zone in UTC. A number is seconds since 1970."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def midnight(day: date) -> datetime:
    """How a date is kept where moments are."""
    return datetime.combine(day, time(), UTC)


class LunarDate(NamedTuple):
    year: int | None
    month: int
    day: int
    leap: bool

    def as_value(self) -> dict[str, Any]:
        return {"calendar": "lunar", **self._asdict()}


def as_lunar(value: Any) -> LunarDate | None:
    """{"calendar":"lunar","year":1990|null,"month":8,"day":15,"leap":false} or text such as 农历1990-8-15, 农历闰4月1日."""
    if isinstance(value, dict) and value.get("calendar") == "lunar":
        year, month, day = value.get("year"), value.get("month"), value.get("day")
        leap = bool(value.get("leap"))
    elif isinstance(value, str) and (found := _LUNAR_TEXT.fullmatch(normal(value))):
        year = int(found[1]) if found[1] else None
        month, day, leap = int(found[3]), int(found[4]), bool(found[2])
    else:
        return None
    if not (isinstance(month, int) and isinstance(day, int) and isinstance(year, int | None)):
        return None
    if not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    if year is not None and solar_date(year, month, day, leap) is None:
        return None
    return LunarDate(year, month, day, leap)


def as_yearless(value: Any) -> tuple[int, int] | None:
    """A birthday without its year: --05-12, 05-12 or 5月12日."""
    found = _YEARLESS.fullmatch(normal(value)) if isinstance(value, str) else None
    if not found:
        return None
    month, day = int(found[1]), int(found[2])
    try:
        date(2000, month, day)  # a leap year
    except ValueError:
        return None
    return month, day


def typed(definition: TraitDefinition, value: Any) -> list[Typed]:
    """What is kept for comparing; nothing for an empty value. A value that does not fit its kind keeps its text only."""
    if value is None or value == "" or value == [] or (isinstance(value, str) and not value.strip()):
        return []
    if definition.kind is TraitKind.MANY_OF:
        return [Typed(word) for word in words_of(definition, value)]
    word = word_of(definition, value)
    match definition.kind:
        case TraitKind.NUMBER | TraitKind.MONEY | TraitKind.TEXT:
            return [Typed(word, number=as_number(value))]
        case TraitKind.YES_NO:
            truth = as_yes_no(value)
            return [Typed(word, number=None if truth is None else float(truth))]
        case TraitKind.TIME:
            return [Typed(word, moment=as_moment(value))]
        case TraitKind.DATE:
            return [_typed_date(word, value)]
        case _:
            return [Typed(word)]


def _typed_date(word: str, value: Any) -> Typed:
    if (lunar := as_lunar(value)) is not None:
        solar = solar_date(lunar.year, lunar.month, lunar.day, lunar.leap) if lunar.year is not None else None
        code = LUNAR + lunar.month * 100 + lunar.day
        return Typed(word, moment=midnight(solar) if solar else None, anniversary=code)
    if (day := as_date(value)) is not None:
        return Typed(word, moment=midnight(day), anniversary=day.month * 100 + day.day)
    if (yearless := as_yearless(value)) is not None:
        return Typed(word, anniversary=yearless[0] * 100 + yearless[1])
    return Typed(word)


def words_of(definition: TraitDefinition, value: Any) -> list[str]:
    """The options in a value, each once, in their order; a text may hold several, cut at commas and semicolons."""
    parts: Iterable[Any] = re.split(r"[,，;；、|]", value) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        parts = [value]
    words = (word_of(definition, part).strip() for part in parts if part is not None)
    return list(dict.fromkeys(word for word in words if word))


def checked(definition: TraitDefinition, value: Any) -> Any:
    """The value as it is kept when a person or a file states it; None forgets. Raises Unfit."""
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return None
    match definition.kind:
        case TraitKind.TEXT:
            return _checked_text(definition, value)
        case TraitKind.NUMBER | TraitKind.MONEY:
            return _checked_number(definition, value)
        case TraitKind.YES_NO:
            truth = as_yes_no(value)
            return _or_unfit(truth, "需为是或否", "it must be yes or no")
        case TraitKind.TIME:
            moment = as_moment(value)
            return _or_unfit(
                moment and moment.isoformat(), "需为 ISO 8601 时间", "it must be an ISO 8601 time"
            )
        case TraitKind.DATE:
            return _checked_date(value)
        case TraitKind.ONE_OF:
            return _checked_options(definition, [value])[0]
        case TraitKind.MANY_OF:
            return _checked_options(definition, words_of(definition, value))


def _or_unfit(value: Any, zh: str, en: str) -> Any:
    if value is None:
        raise Unfit(zh, en)
    return value


def _checked_text(definition: TraitDefinition, value: Any) -> str:
    if isinstance(value, dict | list):
        raise Unfit("需为文字", "it must be a text")
    text = as_text(value)
    if len(text) > WORD_LENGTH:
        raise Unfit(f"最长 {WORD_LENGTH} 个字", f"at most {WORD_LENGTH} characters")
    return normal(text) if definition.loose else text


def _checked_number(definition: TraitDefinition, value: Any) -> int | float:
    number = as_number(value)
    if number is None or abs(number) > 2**53:
        raise Unfit("需为数字", "it must be a number")
    if number.is_integer():
        return int(number)
    if definition.kind is TraitKind.MONEY:
        raise Unfit("金额以分为单位，需为整数", "money is in 分 and must be whole")
    return number


def _checked_date(value: Any) -> Any:
    if (lunar := as_lunar(value)) is not None:
        return lunar.as_value()
    if (day := as_date(value)) is not None:
        return day.isoformat()
    if (yearless := as_yearless(value)) is not None:
        return f"--{yearless[0]:02d}-{yearless[1]:02d}"
    raise Unfit("需为日期，如 1990-08-15、08-15 或 农历1990-8-15", "it must be a date, such as 1990-08-15, 08-15 or lunar:1990-8-15")  # fmt: skip


def _checked_options(definition: TraitDefinition, values: list[Any]) -> list[str]:
    if len(values) > MOST_OPTIONS:
        raise Unfit(f"最多 {MOST_OPTIONS} 项", f"at most {MOST_OPTIONS} options")
    words = [word_of(definition, value).strip() for value in values]
    if not definition.options:
        return words
    allowed = {normal(option.value): option.value for option in definition.options}
    labels = {normal(text): option.value for option in definition.options for text in option.label}
    found = [allowed.get(word, labels.get(word)) for word in words]
    if None in found:
        names = "、".join(option.value for option in definition.options[:20])
        raise Unfit(f"只能取：{names}", f"it must be one of: {names}")
    return list(dict.fromkeys(word for word in found if word is not None))
