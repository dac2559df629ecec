"""What WeChat stores for one mini program. All of it is plain data, so a state file can hold it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Literal

import msgspec

CallbackFormat = Literal["json", "xml"]


class Credentials(msgspec.Struct, frozen=True):
    """What an administrator copies from the console of an app. `original_id` is ToUserName of its callbacks."""

    appid: str
    secret: str
    token: str
    encoding_aes_key: str
    original_id: str
    callback_format: CallbackFormat = "xml"


def make_credentials(seed: int, kind: str, callback_format: CallbackFormat) -> Credentials:
    """The same for the same seed, so that a platform stays connected over restarts of the sandbox."""
    digest = hashlib.sha512(f"huayuan sandbox {seed} {kind}".encode()).digest()
    return Credentials(
        appid="wx" + digest[:8].hex(),
        secret=digest[8:24].hex(),
        token=digest[24:34].hex(),
        encoding_aes_key=hashlib.sha256(digest).hexdigest()[:43],
        original_id="gh_" + digest[34:40].hex(),
        callback_format=callback_format,
    )


def session_key_of(appid: str, openid: str, login: int) -> str:
    """Sixteen bytes in base64; another one after every login."""
    return base64.b64encode(hashlib.sha256(f"{appid}|{openid}|{login}".encode()).digest()[:16]).decode()


class Code(msgspec.Struct):
    """What wx.login or the phone number button hand out: 5 minutes, one use."""

    openid: str
    kind: Literal["login", "phone"]
    issued_at: float
    used: bool = False


class Visitor(msgspec.Struct):
    """A person as this app knows them. `windows` of customer messages: until when, and how many are left."""

    person: int
    openid: str
    unionid: str | None
    phone: str
    first_day: int
    logins: int = 0
    session_key: str = ""
    accepted: dict[str, int] = {}
    window_until: float = 0.0
    window_left: int = 0


class Link(msgspec.Struct):
    """A URL Link, URL Scheme or short link. `expires_at` 0 = never."""

    ticket: str
    kind: Literal["url_link", "scheme", "short_link"]
    path: str
    query: str
    env_version: str
    created_at: int
    expires_at: int
    opened: int = 0


class AppCode(msgspec.Struct):
    """A 小程序码: `scene` for the unlimited kind, otherwise all is in `path`."""

    number: int
    path: str
    scene: str
    created_at: int


class Template(msgspec.Struct):
    """A chosen subscribe message template; `keywords` are kid, name, rule (e.g. thing)."""

    id: str
    tid: str
    title: str
    type: int
    scene: str
    keywords: list[tuple[int, str, str]]


class SentMessage(msgspec.Struct):
    msgid: int
    template_id: str
    openid: str
    at: float
    data: dict[str, str]
    page: str = ""


class PageCount(msgspec.Struct):
    pv: int = 0
    seconds: float = 0.0
    entries: int = 0
    exits: int = 0
    shares: int = 0
    visitors: set[int] = set()
    sharers: set[int] = set()


class DayCount(msgspec.Struct):
    """One Chinese day of visits. `sources` by scene number."""

    sessions: int = 0
    pv: int = 0
    seconds: float = 0.0
    new: set[int] = set()
    visitors: set[int] = set()
    shares: int = 0
    sharers: set[int] = set()
    pages: dict[str, PageCount] = {}
    sources: dict[int, int] = {}


class Callback(msgspec.Struct, frozen=True):
    """One push before it is sealed. `fields` follow the base fields; values may be nested."""

    at: float
    event: str
    openid: str
    fields: dict[str, Any]
    message_type: str = "event"


class AppRecord(msgspec.Struct):
    """Everything of a mini program that a state file keeps."""

    visitors: list[Visitor]
    links: list[Link]
    codes: list[AppCode]
    templates: list[Template]
    sent: list[SentMessage]
    days: dict[str, DayCount]
    made: int
