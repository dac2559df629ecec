"""URL Links, URL Schemes, short links and 小程序码 of one mini program, with their caps."""

from __future__ import annotations

import re
from random import Random
from string import ascii_letters, digits
from typing import Literal

from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.models import AppCode, Link
from huayuan_sandbox.world.clock import DAY, local_midnight

LONGEST_DAYS = 30
OPENS_PER_DAY = 6_000_000
_PER_DAY = 500_000
_LIMITED_CODES = 100_000
_PERMANENT_SHORT = 100_000
_QUERY = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*")
_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
LinkKind = Literal["url_link", "scheme", "short_link"]


class LinkBook:
    def __init__(self, seed: int, pages: tuple[str, ...]) -> None:
        self._seed = seed
        self._pages = frozenset(pages)
        self.links: dict[str, Link] = {}
        self.codes: dict[int, AppCode] = {}
        self._today = 0.0
        self._made_today = 0
        self._opened_today = 0

    def make(
        self, kind: LinkKind, path: str, query: str, env_version: str, expires_at: int, now: float
    ) -> Link:
        """Raises 40165 (page), 40212 (query), 40097 (validity) and 45009 (500,000 a day together)."""
        self.check_page(path, 40165)
        if len(query) > 1024 or not _QUERY.fullmatch(query):
            raise WeixinError(40212)
        if expires_at and expires_at <= now:
            raise WeixinError(40097, "expire_time")
        self._count(now)
        ticket = self._ticket()
        link = Link(ticket, kind, path, query, env_version, int(now), expires_at)
        self.links[ticket] = link
        return link

    def make_short(self, page_url: str, title: str, now: float, *, permanent: bool) -> Link:
        """Raises 40066, 40225 and 85400 (100,000 permanent ones in all)."""
        path, _, query = page_url.partition("?")
        if not title:
            raise WeixinError(40225)
        if len(page_url) > 1024:
            raise WeixinError(40066)
        self.check_page(path, 40066)
        short = [one for one in self.links.values() if one.kind == "short_link" and not one.expires_at]
        if permanent and len(short) >= _PERMANENT_SHORT:
            raise WeixinError(85400)
        expires_at = 0 if permanent else int(now + LONGEST_DAYS * DAY)
        link = Link(self._ticket(), "short_link", path, query, "release", int(now), expires_at)
        self.links[link.ticket] = link
        return link

    def open(self, ticket: str, now: float) -> Link | None:
        """A person taps a link. None when it is unknown, has ended, or the day's opens are used up."""
        link = self.links.get(ticket)
        self._turn_day(now)
        if link is None or (link.expires_at and link.expires_at <= now):
            return None
        if self._opened_today >= OPENS_PER_DAY:
            return None
        self._opened_today += 1
        link.opened += 1
        return link

    def opens_left(self, now: float) -> int:
        self._turn_day(now)
        return OPENS_PER_DAY - self._opened_today

    def make_unlimited_code(self, page: str, scene: str, now: float, *, check_path: bool) -> AppCode:
        """Raises 40169 (scene) and 41030 (page)."""
        if not _SCENE.fullmatch(scene):
            raise WeixinError(40169)
        if page.startswith("/") or "?" in page:
            raise WeixinError(41030)
        if check_path:
            self.check_page(page, 41030)
        return self._new_code(page, scene, now)

    def make_limited_code(self, path: str, now: float) -> AppCode:
        """Raises 40159, 41030 and 45029 (100,000 in all, together with createwxaqrcode)."""
        if len(path) > 1024:
            raise WeixinError(40159)
        self.check_page(path.partition("?")[0], 41030)
        if sum(not one.scene for one in self.codes.values()) >= _LIMITED_CODES:
            raise WeixinError(45029)
        return self._new_code(path, "", now)

    def check_page(self, path: str, code: int) -> None:
        """Only pages of the released version; "" is the home page."""
        if path and path.removeprefix("/") not in self._pages:
            raise WeixinError(code, path)

    def restore(self, links: list[Link], codes: list[AppCode]) -> None:
        self.links = {one.ticket: one for one in links}
        self.codes = {one.number: one for one in codes}

    def _new_code(self, path: str, scene: str, now: float) -> AppCode:
        code = AppCode(len(self.codes) + 1, path, scene, int(now))
        self.codes[code.number] = code
        return code

    def _count(self, now: float) -> None:
        self._turn_day(now)
        if self._made_today >= _PER_DAY:
            raise WeixinError(45009)
        self._made_today += 1

    def _turn_day(self, now: float) -> None:
        today = local_midnight(now)
        if today != self._today:
            self._today, self._made_today, self._opened_today = today, 0, 0

    def _ticket(self) -> str:
        rng = Random(f"{self._seed}|link|{len(self.links)}")
        return "".join(rng.choices(ascii_letters + digits, k=12))
