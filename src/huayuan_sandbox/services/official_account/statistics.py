"""What is counted for /datacube: followers, readers, messages and callbacks of each Chinese day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import msgspec

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.world.clock import CHINA

# Codes of the old documents; whoever followed in another way counts as 0.
USER_SOURCES = {
    "ADD_SCENE_SEARCH": 1,
    "ADD_SCENE_PROFILE_CARD": 17,
    "ADD_SCENE_QR_CODE": 30,
    "ADD_SCENE_PROFILE_ITEM": 57,
    "ADD_SCENE_WECHAT_ADVERTISEMENT": 100,
    "ADD_SCENE_WXA": 149,
}
MESSAGE_TYPES = {"text": 1, "image": 2, "voice": 3, "video": 4, "link": 6}
_READY_HOUR = 8


class ArticleDay(msgspec.Struct):
    readers: int = 0
    sharers: int = 0


class DayBook(msgspec.Struct):
    """One day. `new` and `gone` by user_source; `written` by message type; `fans` at the end of the day."""

    new: dict[int, int] = {}
    gone: dict[int, int] = {}
    written: dict[int, int] = {}
    writers: dict[int, list[str]] = {}
    articles: dict[str, ArticleDay] = {}
    fans: int = 0
    callbacks: int = 0
    failures: int = 0


class Statistics:
    """By date as text, 2026-03-01."""

    def __init__(self) -> None:
        self.days: dict[str, DayBook] = {}
        self._read: dict[str, bytearray] = {}  # of each article a bit per person

    def day(self, at: float) -> DayBook:
        return self.days.setdefault(day_of(at), DayBook())

    def followed(self, at: float, scene: str, fans: int) -> None:
        book, source = self.day(at), USER_SOURCES.get(scene, 0)
        book.new[source] = book.new.get(source, 0) + 1
        book.fans = fans

    def left(self, at: float, scene: str, fans: int) -> None:
        book, source = self.day(at), USER_SOURCES.get(scene, 0)
        book.gone[source] = book.gone.get(source, 0) + 1
        book.fans = fans

    def wrote(self, at: float, openid: str, msgtype: str) -> None:
        book, kind = self.day(at), MESSAGE_TYPES.get(msgtype, 6)
        book.written[kind] = book.written.get(kind, 0) + 1
        writers = book.writers.setdefault(kind, [])
        if openid not in writers[-50:]:
            writers.append(openid)

    def read(self, at: float, article_id: str, person: int, *, shared: bool) -> None:
        """A second look of the same person counts nothing."""
        row = self.day(at).articles.setdefault(article_id, ArticleDay())
        row.sharers += shared
        bits = self._read.setdefault(article_id, bytearray())
        place, bit = person >> 3, 1 << (person & 7)
        if place >= len(bits):
            bits.extend(bytes(place + 1 - len(bits)))
        if not bits[place] & bit:
            bits[place] |= bit
            row.readers += 1

    def fans_on(self, day: str, now_fans: int) -> int:
        """At the end of that day: of the last day up to it on which something changed."""
        known = [one for one, book in self.days.items() if one <= day and (book.new or book.gone)]
        return self.days[max(known)].fans if known else 0 if self.days else now_fans

    def totals(self) -> Counter[str]:
        totals: Counter[str] = Counter()
        for book in self.days.values():
            totals.update(callbacks=book.callbacks, failures=book.failures)
        return totals


def span(begin: str, end: str, longest: int, now: float) -> list[str]:
    """The days asked for. Raises 61500, 61501 (order, length, not before today) and 61503 (before 08:00)."""
    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end)
    except ValueError as problem:
        raise OfficialAccountError(61500) from problem
    moment = datetime.fromtimestamp(now, CHINA)
    if last < first or (last - first).days + 1 > longest or last >= moment.date():
        raise OfficialAccountError(61501)
    if last == moment.date() - timedelta(days=1) and moment.hour < _READY_HOUR:
        raise OfficialAccountError(61503)
    return [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]


def day_of(at: float) -> str:
    return datetime.fromtimestamp(at, CHINA).date().isoformat()
