"""A connection that never worked can be taken back; one that was used stays."""

from __future__ import annotations

from typing import Any

import pytest

from huayuan.kernel.caller import Caller
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.settings import Settings
from huayuan.wechat.connections.errors import ConnectionUsed


@pytest.fixture
def http(desk: Any) -> Any:
    caller = Caller("user", 1, "admin", frozenset(("*",)))
    desk.services.put(Authenticator, Authenticator(lambda _: caller))
    desk.services.put(Settings, Settings())
    return desk.http


def mistyped(http: Any, url: str) -> str:
    body = {"kind": "wecom", "name": "打错了", "account": "wwmistyped", "app": "7", "api_url": url}
    made = http.post("/api/connections", json=body | {"secrets": {"secret": "some-secret"}})
    return f"/api/connections/{made.json()['id']}"


def test_a_mistyped_account_is_taken_back_and_entered_again(http: Any, desk: Any, platform: Any) -> None:
    one = mistyped(http, platform.url)
    platform.answers["gettoken"] = lambda _: {"errcode": 40013}
    assert not http.post(f"{one}/check").json()["ok"]
    desk.board.counter.flush(desk.uow)
    assert http.get(f"{one}/calls").json()["items"][0]["refused"] == 1
    assert http.delete(one).status_code == 204
    assert http.get("/api/connections").json()["total"] == 1
    platform.answers.pop("gettoken")
    again = mistyped(http, platform.url)
    assert http.get(f"{again}/calls").json()["items"] == [], "the old one's calls are not the new one's"


def test_a_used_one_stays(http: Any, desk: Any, platform: Any) -> None:
    one = mistyped(http, platform.url)
    platform.answers["list"] = {"department": [{"id": 1}]}
    platform.answers["get_follow_user_list"] = {"follow_user": ["a"]}
    assert http.post(f"{one}/check").json()["ok"]
    desk.board.counter.flush(desk.uow)
    with pytest.raises(ConnectionUsed):
        http.delete(one)
    http.patch(one, json={"secrets": {"secret": "another"}, "untried": True})  # status is "new" again
    with pytest.raises(ConnectionUsed):
        http.delete(one)
    desk.added("zhang", "wm1")
    with pytest.raises(ConnectionUsed):
        http.delete(f"/api/connections/{desk.view.id}")
