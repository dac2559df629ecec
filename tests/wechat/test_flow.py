"""From a callback to a friend, an event and a welcome, over real HTTP."""

from __future__ import annotations

from typing import Any

import msgspec
from huayuan.events.models import PendingRow
from huayuan.messaging.models import MessageRow
from huayuan.profiles.models import PersonTraitRow, StaffContactRow
from sqlalchemy import select


def told(desk: Any) -> list[dict[str, Any]]:
    with desk.uow.read() as tx:
        return [msgspec.json.decode(body) for body in tx.session.scalars(select(PendingRow.body).order_by(PendingRow.id))]


def rows(desk: Any, model: Any) -> list[Any]:
    with desk.uow.read() as tx:
        return list(tx.session.scalars(select(model)))


def test_a_scan_becomes_a_friend_an_event_and_a_welcome(desk: Any, platform: Any) -> None:
    platform.answers["get"] = {
        "external_contact": {"external_userid": "wm1", "name": "王芳", "gender": 2, "unionid": "u1", "avatar": "http://a"},
        "follow_user": [
            {"userid": "zhang", "createtime": desk.now(), "add_way": 1, "remark": "王姐", "remark_mobiles": ["13800138000"]}
        ],
    }
    answer = desk.added("zhang", "wm1", WelcomeCode="WC1", State="poster")
    assert (answer.status_code, answer.text) == (200, "success")
    desk.work()

    [friend] = rows(desk, StaffContactRow)
    assert (friend.external_userid, friend.state, friend.channel, friend.add_way) == ("wm1", "poster", "poster", 1)
    assert friend.remark == "王姐"
    [message] = rows(desk, MessageRow)
    assert (message.state, message.text, message.attempts) == ("sent", "你好，我是zhang", 1)
    [sent] = platform.calls("send_welcome_msg")
    assert sent.body == {"welcome_code": "WC1", "text": {"content": "你好，我是zhang"}}
    names = [event["event"] for event in told(desk)]
    assert sorted(names) == ["contact_added", "contact_synced", "message_sent", "welcome_sent"]
    [evidence] = [event for event in told(desk) if event["event"] == "contact_synced"]
    assert evidence["ids"] == {"phone": "13800138000", "wechat_unionid": "u1", "wecom_external_userid": "wm1"}
    traits = {row.key: row.value for row in rows(desk, PersonTraitRow)}
    assert traits["name"] == "王芳" and traits["gender"] == "female"
