"""Lists that a platform tells page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TypeVar

P = TypeVar("P")
_NEXT_CURSOR: Callable[[object], str] = attrgetter("next_cursor")


def pages(ask: Callable[[str], P], following: Callable[[P], str] = _NEXT_CURSOR) -> Iterator[P]:
    """Every page; `ask` is given the cursor, `following` tells the next one from a page.

    An empty cursor is the end. So is one that was asked with before: going on would turn in a circle for ever.
    """
    cursor = ""
    asked = {cursor}
    while True:
        page = ask(cursor)
        yield page
        cursor = following(page)
        if not cursor or cursor in asked:
            return
        asked.add(cursor)
