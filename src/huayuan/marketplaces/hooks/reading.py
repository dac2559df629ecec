"""Items under a mapping: values become the cells of rows, which are read as the rows of files are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from huayuan.kernel.sheets.sheet import Row
from huayuan.marketplaces.contracts import Field, Options, Problem
from huayuan.marketplaces.errors import BadMapping
from huayuan.marketplaces.hooks import paths
from huayuan.marketplaces.hooks.contracts import HookMapping, ReadItem
from huayuan.marketplaces.hooks.errors import BadPath
from huayuan.marketplaces.hooks.kinds import HookKind, hook_kind
from huayuan.marketplaces.reading import RowReader, check_complete

MOST_FIELDS = 60
MOST_LINES = 200
_OWN = re.compile(r"(prop|ids|trait)\.[\w\-]{1,60}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field's value comes from: a fixed one, a path in the item, or a path in each of its lines."""

    path: paths.Path
    fixed: str | None = None
    of_line: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked mapping. `lines` is the path of the list whose entries are lines, if there is one."""

    kind: HookKind
    sources: dict[str, Source]
    lines: paths.Path | None
    written: Mapping[str, str]


def plan_of(mapping: HookMapping) -> Plan:
    """Raises UnknownKind, BadMapping, BadPath."""
    kind = hook_kind(mapping.kind)
    if paths.EACH in paths.parse(mapping.items):
        raise BadPath(path=mapping.items[:60])
    known = {field.key for field in kind.fields}
    for key in mapping.fields:
        if key not in known and not (_OWN.fullmatch(key) and key.split(".")[0] in kind.own):
            raise BadMapping(
                reason_zh=f"没有名为“{key[:60]}”的字段", reason_en=f"there is no field “{key[:60]}”"
            )
    if len(mapping.fields) > MOST_FIELDS:
        raise BadMapping(reason_zh=f"最多 {MOST_FIELDS} 个字段", reason_en=f"at most {MOST_FIELDS} fields")
    check_complete(mapping.fields, kind.fields, one_of=_one_of(kind, mapping))
    lines: set[paths.Path] = set()
    sources = {key: _source(text, lines) for key, text in mapping.fields.items()}
    if len(lines) > 1 or (lines and not kind.has_lines):
        raise BadMapping(
            reason_zh="[] 只能用于订单，且所有字段的 [] 要在同一个列表上",
            reason_en="[] is for orders only, and must stand on one and the same list",
        )
    return Plan(kind, sources, next(iter(lines), None), mapping.fields)


def _one_of(kind: HookKind, mapping: HookMapping) -> Sequence[str]:
    return [*kind.identifying, *(key for key in mapping.fields if key.startswith("ids."))]


def _source(text: str, lines: set[paths.Path]) -> Source:
    if text.startswith("="):
        return Source((), fixed=text[1:].strip()[:120])
    path = paths.parse(text)
    if not path:
        raise BadPath(path=text)
    if paths.EACH not in path:
        return Source(path)
    at = path.index(paths.EACH)
    lines.add(path[:at])
    return Source(path[at + 1 :], of_line=True)


def read_items(plan: Plan, items: Sequence[Any], options: Options, now: datetime) -> Iterator[ReadItem]:
    """Each item by itself: what is wrong with one says nothing about the others."""
    columns = {key: (plan.written[key], place) for place, key in enumerate(plan.sources)}
    if (
        plan.lines is not None
    ):  # an amount that stands outside the lines is the order's, and is repeated in each row
        amount = plan.sources.get("amount")
        options = replace(options, lines="sum" if amount and amount.of_line else "repeat")
    reader = RowReader(columns, {field.key: field for field in plan.kind.fields}, options, now)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            yield ReadItem(index, None, [Problem(index, "", "", "not_an_item")])
            continue
        rows, problems = _rows(plan, index, item)
        if problems:
            yield ReadItem(index, None, _once(problems))
            continue
        parsed = plan.kind.build(rows, reader, item, plan.sources)
        yield ReadItem(index, parsed.record, _once(parsed.problems))


def _once(problems: Sequence[Problem]) -> list[Problem]:
    """What is wrong with the order is wrong in each of its lines, and is told once."""
    return list({(one.column, one.value, one.code): one for one in problems}.values())


def _rows(plan: Plan, index: int, item: dict[str, Any]) -> tuple[list[Row], list[Problem]]:
    found = paths.look_up(item, plan.lines) if plan.lines is not None else None
    lines = found[:MOST_LINES] if isinstance(found, list) and found else [None]
    problems: list[Problem] = []
    rows = []
    for line in lines:
        cells = []
        for key, source in plan.sources.items():
            try:
                cells.append(_cell(plan.kind, key, source, item, line))
            except _NotPlainError:
                cells.append("")
                problems.append(Problem(index, plan.written[key], "", "not_plain"))
        rows.append(Row(index, cells))
    return rows, problems


class _NotPlainError(Exception):
    pass


def _cell(kind: HookKind, key: str, source: Source, item: Any, line: Any) -> str:
    if source.fixed is not None:
        return source.fixed
    if key.startswith("prop."):
        return ""  # taken as it is, see kinds.py
    value = paths.look_up(line if source.of_line else item, source.path)
    if isinstance(value, paths.Missing) or value is None:
        return ""
    if isinstance(value, list) and _type_of(kind, key) == "list":
        return ",".join(_plain(one) for one in value)
    return _plain(value)


def _type_of(kind: HookKind, key: str) -> str:
    found: Field | None = next((field for field in kind.fields if field.key == key), None)
    return found.type if found else "text"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict | list):
        raise _NotPlainError
    return msgspec.json.encode(value).decode()  # numbers as they were written, true, false
