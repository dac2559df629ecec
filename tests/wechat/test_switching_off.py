"""A connection that is switched off calls nobody, and loses nothing that is told to it meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from huayuan.kernel.caller import Caller
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.settings import Settings
from huayuan.messaging.contracts import MessageState
from huayuan.wechat.connections.api import tried
from huayuan.wechat.connections.contracts import Options
from huayuan.wechat.connections.errors import ConnectionOff
from huayuan.wechat.connections.store import callbacks as store
from huayuan.wechat.wecom import tasks
from huayuan.wechat.wecom.client import Clients


@pytest.fixture
def http(desk: Any) -> Any:
    caller = Caller("user", 1, "admin", frozenset(("*",)))
    desk.services.put(Authenticator, Authenticator(lambda _: caller))
    desk.services.put(Settings, Settings())
    return desk.http


def switch(http: Any, desk: Any, on: bool) -> dict[str, Any]:
    answer = http.post(f"/api/connections/{desk.view.id}/switch", json={"on": on})
    assert answer.status_code == 200
    return dict(answer.json())


def kept(http: Any, desk: Any) -> list[tuple[str, str | None]]:
    items = http.get(f"/api/connections/{desk.view.id}/callbacks").json()["items"]
    return [(one["change_type"], one["outcome"]) for one in reversed(items)]


def test_nothing_is_called_and_what_wants_to_waits(http: Any, desk: Any, platform: Any) -> None:
    client = desk.services.get(Clients).of(desk.view.id)
    client.follow_users()
    asked = len(platform.asked)
    assert switch(http, desk, False)["switched_off_at"]
    for urgent in (True, False):
        with pytest.raises(ConnectionOff) as caught:
            desk.services.get(Clients).of(desk.view.id, urgent=urgent).follow_users()
    assert "旗舰店" in caught.value.text("zh") and caught.value.status == 409
    with pytest.raises(ConnectionOff):
        desk.services.get(Clients).of(desk.view.id).fetch_token()
    told = tried(lambda: desk.services.get(Clients).of(desk.view.id).send_welcome("code", "hello"))
    assert told.state is MessageState.QUEUED and told.retry_in  # type: ignore[union-attr]
    assert desk.board.connections.all("wecom") == [], "so nothing is planned for it at night"
    assert [one.id for one in desk.board.connections.every("wecom")] == [desk.view.id]
    for order in ("sync", "reconcile"):
        with pytest.raises(ConnectionOff):
            http.post(f"/api/connections/{desk.view.id}/{order}")
    assert len(platform.asked) == asked
    switch(http, desk, True)
    assert desk.services.get(Clients).of(desk.view.id).follow_users() == []
    assert len(platform.asked) == asked + 1


def test_callbacks_are_answered_and_held_and_processed_when_it_is_switched_on(
    http: Any, desk: Any, platform: Any
) -> None:
    switch(http, desk, False)
    assert desk.added("zhang", "wm1").status_code == 200
    assert desk.added("zhang", "wm1").status_code == 200
    desk.work()
    assert kept(http, desk) == [("add_external_contact", "held")]
    assert platform.asked == []
    with pytest.raises(ConnectionOff):
        http.post(f"/api/connections/{desk.view.id}/callbacks/replay", json={})
    switch(http, desk, True)
    platform.answers["get"] = {
        "external_contact": {"external_userid": "wm1", "name": "林"},
        "follow_user": [],
    }
    desk.work()
    assert kept(http, desk) == [("add_external_contact", "done")]
    assert platform.calls("externalcontact/get"), "the customer is read as ever"


def test_what_waits_when_it_is_switched_off_is_held_too(http: Any, desk: Any, platform: Any) -> None:
    desk.added("zhang", "wm1")
    switch(http, desk, False)
    assert not tasks.receive(desk.services)
    assert kept(http, desk) == [("add_external_contact", "held")]
    switch(http, desk, False)
    switch(http, desk, True)
    switch(http, desk, True)
    desk.work()
    assert kept(http, desk) == [("add_external_contact", "done")]


def test_what_is_held_goes_when_it_is_too_old(http: Any, desk: Any) -> None:
    switch(http, desk, False)
    desk.added("zhang", "wm1")
    desk.clock.advance(days=Options().callback_days + 1)
    with desk.uow.begin() as tx:
        assert store.purge(tx.session, tx.now - timedelta(days=Options().callback_days)) == 1


def test_the_doctor_says_that_it_is_off_and_forgets_nothing(http: Any, desk: Any, platform: Any) -> None:
    platform.answers["list"] = {"department": [{"id": 1}]}
    platform.answers["get_follow_user_list"] = {"follow_user": ["a"]}
    one = f"/api/connections/{desk.view.id}"
    http.post(f"{one}/check")
    status = http.get(one).json()["status"]
    switch(http, desk, False)
    found = http.post(f"{one}/check").json()
    assert [check["step"] for check in found["checks"]] == ["switched_off"] and found["checks"][0]["fix"]
    assert http.get(one).json()["status"] == status


def test_a_new_secret_can_be_tried_while_it_is_off(http: Any, desk: Any, platform: Any) -> None:
    switch(http, desk, False)
    changed = http.patch(f"/api/connections/{desk.view.id}", json={"secrets": {"secret": "another"}})
    assert changed.status_code == 200 and changed.json()["switched_off_at"]
    assert platform.calls("gettoken")[-1].query["corpsecret"] == "another"
