"""Which column of a file says who somebody is, and by what kind of identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from huayuan.kernel.sheets.sheet import Row
from huayuan.segments.lists.contracts import AUTO, OPENID, PERSON_ID
from huayuan.segments.lists.errors import CannotTellIdentifier

# What a column of this kind is called, in lower case without blanks, "_" and "-".
HEADERS: dict[str, tuple[str, ...]] = {
    "phone": ("手机", "电话", "联系方式", "phone", "mobile", "tel"),
    "wecom_external_userid": ("externaluserid", "外部联系人", "企微客户id", "企业微信客户"),
    "wechat_unionid": ("unionid",),
    OPENID: ("openid",),
    "member_no": ("会员号", "会员卡", "会员编号", "memberno", "membernumber", "cardno"),
    "customer_no": ("客户编号", "客户号", "customerno", "customernumber", "用户编号", "买家"),
    PERSON_ID: ("personid", "客户id", "花园编号", "用户id"),
}
_SHAPES: dict[str, re.Pattern[str]] = {
    "phone": re.compile(r"(\+?86|0086)?[\s-]?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}"),
    "wecom_external_userid": re.compile(r"w[mo][A-Za-z0-9_-]{20,40}"),
    OPENID: re.compile(r"o[A-Za-z0-9_-]{27}"),
}
CERTAIN = 0.6  # of the rows looked at must have the shape
Matches = Callable[[str, Sequence[str]], int]  # kind, values → how many of them are known


class Place(NamedTuple):
    """`column`: its number from the left; `headless`: what was taken for its name is a value."""

    kind: str
    column: int
    headless: bool


def place_of(columns: Sequence[str], head: Sequence[Row], asked: str, matches: Matches) -> Place:
    """Where identifiers of the kind `asked` stand; of "auto", of whichever kind. Raises CannotTellIdentifier."""
    kinds = [kind for kind in HEADERS if asked in (AUTO, kind)] or [asked]
    found = (
        _by_name(columns, kinds)
        or _by_shape(columns, head, kinds)
        or _by_people(columns, head, kinds, matches)
        or (_only(columns, asked))
    )
    if found is None:
        raise CannotTellIdentifier(columns=", ".join(columns)[:200])
    kind, index = found
    return Place(kind, index, _is_value(kind, columns[index], matches))


def _by_name(columns: Sequence[str], kinds: Sequence[str]) -> tuple[str, int] | None:
    plain = [re.sub(r"[\s_\-]", "", column).lower() for column in columns]
    for kind in kinds:
        for index, name in enumerate(plain):
            if any(word in name for word in HEADERS.get(kind, (kind.replace("_", ""),))):
                return kind, index
    return None


def _by_shape(columns: Sequence[str], head: Sequence[Row], kinds: Sequence[str]) -> tuple[str, int] | None:
    for kind, values in _columns_by_kind(columns, head, [kind for kind in kinds if kind in _SHAPES]):
        for index, column in values.items():
            fitting = sum(bool(_SHAPES[kind].fullmatch(value)) for value in column)
            if fitting >= max(1, CERTAIN * len(column)):
                return kind, index
    return None


def _by_people(
    columns: Sequence[str], head: Sequence[Row], kinds: Sequence[str], matches: Matches
) -> tuple[str, int] | None:
    """The column and kind that finds most people. Any small number is somebody's person id, so that is never guessed."""
    best, most = None, 0
    for kind, values in _columns_by_kind(columns, head, [kind for kind in kinds if kind != PERSON_ID]):
        for index, column in values.items():
            number = matches(kind, column)
            if number > most:
                best, most = (kind, index), number
    return best


def _columns_by_kind(
    columns: Sequence[str], head: Sequence[Row], kinds: Sequence[str]
) -> list[tuple[str, Mapping[int, list[str]]]]:
    values = {
        index: [row.cells[index] for row in head if row.cells[index]] or [columns[index]]
        for index in range(len(columns))
    }
    return [(kind, values) for kind in kinds]


def _only(columns: Sequence[str], asked: str) -> tuple[str, int] | None:
    """Who says the kind and sends one column has said enough."""
    return (asked, 0) if asked != AUTO and len(columns) == 1 else None


def _is_value(kind: str, name: str, matches: Matches) -> bool:
    shape = _SHAPES.get(kind)
    if shape is not None:
        return bool(shape.fullmatch(name))
    return (
        name.isascii()
        and any(char.isdigit() for char in name)
        and ((kind == PERSON_ID and name.isdigit()) or matches(kind, [name]) > 0)
    )
