"""Visits by Chinese day: what the statistics of the platform are counted from."""

from __future__ import annotations

from datetime import datetime

from huayuan_sandbox.services.mini_program.models import DayCount, PageCount
from huayuan_sandbox.world.clock import CHINA, CHINA_OFFSET, DAY

_KEPT_DAYS = 95


def day_number(at: float) -> int:
    """Days since 1970 in China."""
    return int((at + CHINA_OFFSET) // DAY)


def day_text(number: int) -> str:
    """yyyymmdd"""
    return datetime.fromtimestamp(number * DAY - CHINA_OFFSET, CHINA).strftime("%Y%m%d")


class VisitBook:
    """`days` by yyyymmdd; the platform keeps about three months of them."""

    def __init__(self) -> None:
        self.days: dict[str, DayCount] = {}

    def count(self, person: int, at: float, pages: list[tuple[str, float]], scene: int, *, new: bool) -> None:
        day = self._day(at)
        day.sessions += 1
        day.visitors.add(person)
        day.sources[scene] = day.sources.get(scene, 0) + 1
        if new:
            day.new.add(person)
        for place, (path, seconds) in enumerate(pages):
            page = self._page(day, path)
            day.pv += 1
            day.seconds += seconds
            page.pv += 1
            page.seconds += seconds
            page.visitors.add(person)
            page.entries += place == 0
            page.exits += place == len(pages) - 1

    def share(self, person: int, at: float, path: str) -> None:
        day = self._day(at)
        page = self._page(day, path)
        for counted in (day, page):
            counted.shares += 1
            counted.sharers.add(person)

    def total_visitors(self, until: str) -> int:
        """People who came on a day up to `until`, among the days that are kept."""
        everybody: set[int] = set()
        for text, day in self.days.items():
            if text <= until:
                everybody |= day.visitors
        return len(everybody)

    def _day(self, at: float) -> DayCount:
        text = day_text(day_number(at))
        if text not in self.days:
            self.days[text] = DayCount()
            for old in sorted(self.days)[:-_KEPT_DAYS]:
                del self.days[old]
        return self.days[text]

    @staticmethod
    def _page(day: DayCount, path: str) -> PageCount:
        if path not in day.pages:
            day.pages[path] = PageCount()
        return day.pages[path]
