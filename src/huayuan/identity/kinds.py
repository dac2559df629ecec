"""The kinds of identifiers: how strong each is, how many a person may have, how a raw value becomes a key.

A new kind is a line in `KINDS`. A kind nobody declared is accepted as weak: many a person, scoped by account.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from huayuan.kernel.errors import Text

LONGEST_VALUE = 256
LONGEST_ACCOUNT = 120
JUNK = frozenset(
    {
        "", "null", "undefined", "none", "nan", "nil", "(null)", "n/a", "0", "-1", "-", "unknown",
        "[object object]", "00000000-0000-0000-0000-000000000000",
    }
)  # fmt: skip

_KIND_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_PHONE_DECORATION = re.compile(r"[\s()\-./‐‑–—]")
_CHINA_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_CHINA_LANDLINE = re.compile(r"(?:(?:\+?86|0086)?0|\+86)([2-9]\d{8,10}|10\d{8})")
_FOREIGN = re.compile(r"(?:\+|00)([1-9]\d{6,14})")


class PerPerson(StrEnum):
    """How many values of a kind one person may have. `MANY` may have a ceiling: `IdentifierKind.limit`."""

    ONE = "one"
    ONE_PER_ACCOUNT = "one_per_account"
    MANY = "many"


def as_text(value: str) -> str | None:
    """Plain identifiers: trimmed and NFKC-normalised, case kept; None when the value names nobody."""
    text = value.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_ZERO_WIDTH)).strip()
    if len(text) > LONGEST_VALUE or not text.isprintable() or text.lower() in JUNK:
        return None
    return text


def as_phone(value: str) -> str | None:
    """E.164. A bare number is Chinese: `138 0013 8000`, `(86)138-0013-8000`, full-width digits: one number.

    Masked numbers (`138****8000`) and anything that is not a telephone number answer None.
    """
    text = as_text(value)
    if text is None:
        return None
    bare = _PHONE_DECORATION.sub("", text)
    if not bare.isascii():
        return None
    if match := _CHINA_MOBILE.fullmatch(bare) or _CHINA_LANDLINE.fullmatch(bare):
        return "+86" + match[1]
    if bare.startswith(("+86", "0086")):
        return None
    match = _FOREIGN.fullmatch(bare)
    return "+" + match[1] if match else None


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """One kind. `strength` orders the identifiers of an event: it stays with its strongest one.

    `limit` is how many values one person may have (per account when `scoped`); None is no limit.
    A `sensitive` value is stored sealed and found by its blind index.
    """

    name: str
    label: Text
    strength: int
    per_person: PerPerson
    scoped: bool = False
    limit: int | None = None
    sensitive: bool = False
    normalise: Callable[[str], str | None] = as_text


def _kind(
    name: str, zh: str, en: str, strength: int, per_person: PerPerson, *, most: int | None = None
) -> IdentifierKind:
    limit = most if per_person is PerPerson.MANY else 1
    return IdentifierKind(
        name, Text(zh, en), strength, per_person, per_person is PerPerson.ONE_PER_ACCOUNT, limit
    )


_ONE, _ONE_PER_ACCOUNT, _MANY = PerPerson.ONE, PerPerson.ONE_PER_ACCOUNT, PerPerson.MANY
_PHONE = IdentifierKind(
    "phone", Text("手机号", "Phone"), 80, _MANY, limit=5, sensitive=True, normalise=as_phone
)

KINDS: dict[str, IdentifierKind] = {
    kind.name: kind
    for kind in (
        _kind("wechat_unionid", "微信 UnionID", "WeChat UnionID", 100, _ONE),
        _kind("member_no", "会员号", "Member number", 90, _ONE),
        _PHONE,
        _kind("wecom_external_userid", "企业微信客户 ID", "WeCom external user id", 70, _ONE_PER_ACCOUNT),
        _kind("oa_openid", "公众号 OpenID", "Official Account OpenID", 60, _ONE_PER_ACCOUNT),
        _kind("mp_openid", "小程序 OpenID", "Mini Program OpenID", 60, _ONE_PER_ACCOUNT),
        _kind("douyin_openid", "抖音 OpenID", "Douyin OpenID", 60, _ONE_PER_ACCOUNT),
        _kind("customer_no", "外部系统客户编号", "Customer number of another system", 50, _ONE_PER_ACCOUNT),
        _kind("anonymous_id", "匿名访客 ID", "Anonymous visitor id", 10, _MANY),
    )
}
_UNDECLARED_STRENGTH = 20
LIMITED_KINDS = tuple(kind.name for kind in KINDS.values() if kind.limit is not None)


def kind_of(name: str) -> IdentifierKind | None:
    """The kind called `name`; None when that cannot be the name of a kind."""
    if known := KINDS.get(name):
        return known
    if not _KIND_NAME.fullmatch(name):
        return None
    return IdentifierKind(name, Text(name, name), _UNDECLARED_STRENGTH, PerPerson.MANY, scoped=True)


def names_a_person(kind: str) -> bool:
    """Whether one value of the kind is one person's. A device's identifier, and a kind nobody declared, is not."""
    known = KINDS.get(kind)
    return known is not None and known.limit is not None


def label_of(name: str) -> Text:
    kind = kind_of(name)
    return kind.label if kind else Text(name, name)


def masked(kind: str, value: str) -> str:
    """A value as people without the right to see it may read it: `138****8000`, `o6_b****hMZO`."""
    if kind == "phone":
        local = value.removeprefix("+86")
        return f"{local[:3]}****{local[-4:]}"
    if len(value) < 6:
        return value[0] + "****"
    shown = 4 if len(value) >= 12 else 2
    return f"{value[:shown]}****{value[-shown:]}"
