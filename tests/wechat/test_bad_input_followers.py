"""Pages of followers whose cursor repeats: nobody counts as having left because a walk ended too early."""

from __future__ import annotations

from typing import Any, cast

import pytest

from huayuan.wechat.connections.errors import AnswerBroken
from huayuan.wechat.official_account import wire
from huayuan.wechat.official_account.sync import Sync

EVERYBODY = ["a", "b", "c", "d", "e"]


class Client:
    """Two followers a page; `wrong` replaces the next_openid of the page that was asked for with its key."""

    def __init__(self, wrong: dict[str, str], stuck: bool = False) -> None:
        self.wrong, self.stuck = wrong, stuck
        self.asked: list[str] = []

    def followers(self, after: str = "") -> wire.Followers:
        self.asked.append(after)
        start = 0 if self.stuck or not after else EVERYBODY.index(after) + 1
        page = EVERYBODY[start : start + 2]
        following = self.wrong.get(after, page[-1] if page else "")
        data: Any = {"openid": page}
        return wire.Followers(total=5, count=len(page), data=wire.OpenIds(**data), next_openid=following)


def walked(client: Client) -> list[str]:
    sync = Sync(cast(Any, None), cast(Any, None), cast(Any, None), cast(Any, None))
    return [one for _, page in sync._pages(cast(Any, client), "") for one in page]


@pytest.mark.parametrize("wrong", [{}, {"b": "b"}, {"b": "b", "d": "b"}, {"d": "b"}])
def test_the_walk_goes_on_behind_the_last_one_it_saw(wrong: dict[str, str]) -> None:
    assert walked(Client(wrong)) == EVERYBODY


def test_a_platform_that_turns_in_a_circle_is_an_error() -> None:
    client = Client({"b": "b"}, stuck=True)
    with pytest.raises(AnswerBroken):
        walked(client)
    assert len(client.asked) < 5
