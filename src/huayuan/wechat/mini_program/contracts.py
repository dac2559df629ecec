"""Values that cross the door of the mini program connector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class LinkKind(StrEnum):
    """`url_link` opens from a browser or text message, `scheme` from other apps, `short_link` inside WeChat,
    `code` is a picture to scan."""

    URL_LINK = "url_link"
    SCHEME = "scheme"
    SHORT_LINK = "short_link"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class NewLink:
    """`query` of a code is its scene: at most 32 visible characters. `days` counts for all but codes."""

    kind: LinkKind
    name: str
    path: str
    query: str = ""
    days: int = 30


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    connection_id: int
    kind: LinkKind
    name: str
    path: str
    query: str
    url: str
    has_image: bool
    expires_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class TemplateField:
    """`key` is what the platform wants (thing1), `name` what people read, `rule` the kind of value."""

    key: str
    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Template:
    """`once`: one acceptance allows one message; otherwise it is a long-term template."""

    template_id: str
    title: str
    fields: tuple[TemplateField, ...]
    example: str
    once: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The platform's own figures of a Chinese day."""

    day: date
    sessions: int
    page_views: int
    visitors: int
    new_visitors: int
    seconds_per_visitor: float
    shares: int
    sharers: int
    visitors_ever: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who a session belongs to."""

    connection_id: int
    openid: str
