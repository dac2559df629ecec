"""What sentences are put together from: lists of names, quotes, numbers, brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.kernel.money import format_yuan

MOST_SHOWN = 5  # of a long list of values


def both(text: str) -> Text:
    """A name that is the same in both languages."""
    return Text(text, text)


def quoted(name: Text) -> Text:
    return Text(f"「{name.zh}」", f"“{name.en}”")


def in_brackets(phrase: Text) -> Text:
    return Text(f"（{phrase.zh}）", f"({phrase.en})")


def lower(label: Text) -> Text:
    """A label inside a sentence: English begins small, except abbreviations and names such as RFM or WeChat."""
    word = label.en.partition(" ")[0]
    plain = word[1:].islower() or len(word) == 1
    return Text(label.zh, label.en[:1].lower() + label.en[1:] if plain else label.en)


def joined(names: Sequence[Text], zh: str = "或", en: str = "or") -> Text:
    """A, B 或 C; of a long list the first few and how many more there are."""
    shown, more = names[:MOST_SHOWN], len(names) - MOST_SHOWN
    if more > 0:
        return Text(
            "、".join(name.zh for name in shown) + f" 等 {len(names):,} 个",
            ", ".join(name.en for name in shown) + f" {en} {more:,} more",
        )
    return Text(
        _row([name.zh for name in shown], "、", zh), _row([name.en for name in shown], ", ", f" {en} ")
    )


def _row(words: list[str], comma: str, last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return comma.join(words[:-1]) + last + words[-1]


def spoken(value: Any, kind: str = "text") -> str:
    """A value of a trait or property as it is read: money in yuan, whole numbers without a fraction."""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if kind == "money" and isinstance(value, int | float):
        return "¥" + format_yuan(round(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, int) and kind in ("number", "integer"):
        return f"{value:,}"
    return str(value)


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def counted(number: Any, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if isinstance(number, int) else f"{number} {many}"


COMPARED: dict[str, Text] = {
    "is": Text("= {a}", "is {a}"),
    "exactly": Text("= {a}", "is exactly {a}"),
    "is_not": Text("≠ {a}", "is not {a}"),
    "greater": Text("> {a}", "is more than {a}"),
    "at_least": Text("≥ {a}", "is at least {a}"),
    "less": Text("< {a}", "is less than {a}"),
    "at_most": Text("≤ {a}", "is at most {a}"),
    "between": Text("在 {a} 到 {b} 之间", "is between {a} and {b}"),
}


def compared(operator: str, value: Any, kind: str = "number") -> Text | None:
    """A comparison of numbers without its subject; None for an operator that is none."""
    pattern = COMPARED.get(operator)
    if pattern is None:
        return None
    ends = [spoken(end, kind) for end in listed(value)] or [""]
    return Text(
        pattern.zh.format(a=ends[0], b=ends[-1]),
        pattern.en.format(a=ends[0], b=ends[-1]),
    )


def together(phrases: Iterable[Text], zh: str, en: str) -> Text:
    parts = list(phrases)
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))
