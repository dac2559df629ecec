"""Lists that come page by page end, whatever their cursors do."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from huayuan.wechat.connections.api import pages


@dataclass(frozen=True)
class Page:
    number: int
    next_cursor: str


@pytest.mark.parametrize(
    ("cursors", "expected"),
    [
        ({"": ""}, 1),
        ({"": "a", "a": "b", "b": ""}, 3),
        ({"": "a", "a": "a"}, 2),
        ({"": "a", "a": "b", "b": "a"}, 3),
        ({"": "a", "a": "b", "b": "c", "c": "a"}, 4),
    ],
)
def test_a_list_ends_with_its_cursors_or_when_they_turn_in_a_circle(
    cursors: dict[str, str], expected: int
) -> None:
    asked: list[str] = []

    def ask(cursor: str) -> Page:
        asked.append(cursor)
        return Page(len(asked), cursors[cursor])

    found = [page.number for page in pages(ask)]
    assert found == list(range(1, expected + 1)) and len(asked) == len(set(asked)) == expected


def test_a_page_may_tell_the_next_one_in_its_own_way() -> None:
    found = list(pages(lambda key: (key, {"": "1", "1": "2"}.get(key, "")), lambda page: page[1]))
    assert [key for key, _ in found] == ["", "1", "2"]


def test_nobody_asks_for_a_page_that_is_not_wanted() -> None:
    asked: list[str] = []
    first = next(iter(pages(lambda cursor: asked.append(cursor) or Page(1, "more"))))
    assert first.number == 1 and asked == [""]
