"""From a callback to a friend, an event and a welcome, over real HTTP."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from wechat.conftest import contact_xml

from huayuan.events.models import PendingRow
from huayuan.kernel.crypto import Vault
from huayuan.messaging import api as messaging_api
from huayuan.messaging import tasks as messaging_tasks
from huayuan.messaging.models import MessageRow
from huayuan.profiles.models import PersonTraitRow, StaffContactRow
from huayuan.wechat.connections import api
from huayuan.wechat.connections.models import CallbackRow
from huayuan.wechat.wecom import tasks


def told(desk: Any) -> list[dict[str, Any]]:
    with desk.uow.read() as tx:
        return [
            msgspec.json.decode(body)
            for body in tx.session.scalars(select(PendingRow.body).order_by(PendingRow.id))
        ]


def rows(desk: Any, model: Any) -> list[Any]:
    with desk.uow.read() as tx:
        return list(tx.session.scalars(select(model)))


def test_a_scan_becomes_a_friend_an_event_and_a_welcome(desk: Any, platform: Any) -> None:
    platform.answers["get"] = {
        "external_contact": {
            "external_userid": "wm1",
            "name": "王芳",
            "gender": 2,
            "unionid": "u1",
            "avatar": "http://a",
        },
        "follow_user": [
            {
                "userid": "zhang",
                "createtime": desk.now(),
                "add_way": 1,
                "remark": "王姐",
                "remark_mobiles": ["13800138000"],
            }
        ],
    }
    answer = desk.added("zhang", "wm1", WelcomeCode="WC1", State="poster")
    assert (answer.status_code, answer.text) == (200, "success")
    desk.work()

    [friend] = rows(desk, StaffContactRow)
    assert (friend.external_userid, friend.state, friend.channel, friend.add_way) == (
        "wm1",
        "poster",
        "poster",
        1,
    )
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


def state(desk: Any, key: str) -> tuple[str, str | None, int]:
    [row] = [one for one in rows(desk, MessageRow) if one.key.endswith(key)]
    return row.state, row.reason, row.attempts


def set_welcome(desk: Any, text: str) -> None:
    with desk.uow.begin() as tx:
        api.change(
            tx, desk.services.get(Vault), desk.board.kinds, desk.view.id, settings={"welcome_text": text}
        )
    desk.wecom.clients.forget(desk.view.id)


def test_a_repeat_of_everything_changes_nothing(desk: Any, platform: Any) -> None:
    desk.added("zhang", "wm1", WelcomeCode="WC1")
    desk.work()
    events = len(told(desk))
    with desk.uow.begin() as tx:  # the same callbacks processed again, as after a restore
        for row in tx.session.scalars(select(CallbackRow)):
            row.processed_at = None
    desk.work()
    assert len(platform.calls("send_welcome_msg")) == 1
    assert len(rows(desk, StaffContactRow)) == 1
    ids = [event["event_id"] for event in told(desk)]
    assert len(set(ids)) == events


def test_removal_by_the_customer_and_by_staff(desk: Any) -> None:
    for external, change in (("wm1", "del_follow_user"), ("wm2", "del_external_contact")):
        desk.added("zhang", external)
        desk.push(contact_xml(change, "zhang", external, desk.now() + 60))
    desk.work()
    assert {row.external_userid: row.removed_by for row in rows(desk, StaffContactRow)} == {
        "wm1": "customer", "wm2": "staff",
    }  # fmt: skip
    assert {event["event"] for event in told(desk)} >= {"contact_added", "contact_removed", "contact_dropped"}


def test_half_added_is_welcomed_and_no_friend_yet(desk: Any, platform: Any) -> None:
    desk.push(contact_xml("add_half_external_contact", "zhang", "wm1", desk.now(), WelcomeCode="H1"))
    desk.work()
    assert rows(desk, StaffContactRow) == []
    assert state(desk, "H1")[0] == "sent"
    desk.added("zhang", "wm1")
    desk.work()
    assert len(rows(desk, StaffContactRow)) == 1 and len(platform.calls("send_welcome_msg")) == 1


def test_a_late_callback_sends_nothing(desk: Any, platform: Any) -> None:
    desk.push(contact_xml("add_external_contact", "zhang", "wm1", desk.now() - 21, WelcomeCode="L1"))
    desk.work()
    assert state(desk, "L1") == ("blocked", "expired", 0)
    assert platform.calls("send_welcome_msg") == []
    [blocked] = [event for event in told(desk) if event["event"] == "message_blocked"]
    assert blocked["properties"]["reason"] == "expired"


def test_a_name_is_waited_for(desk: Any, platform: Any) -> None:
    set_welcome(desk, "{customer_name}你好，我是{staff_name}")
    platform.answers["get"] = {"external_contact": {"external_userid": "wm1", "name": "王芳{channel}"}}
    desk.added("zhang", "wm1", WelcomeCode="N1")
    desk.work_until(lambda: platform.calls("send_welcome_msg"))
    assert platform.calls("send_welcome_msg")[0].body["text"]["content"] == "王芳{channel}你好，我是zhang"


def test_without_a_name_the_welcome_goes_at_once(desk: Any, platform: Any) -> None:
    set_welcome(desk, "{customer_name}你好")
    platform.answers["get"] = {"errcode": 84061}
    desk.added("zhang", "wm1", WelcomeCode="N1")
    desk.work_until(lambda: platform.calls("send_welcome_msg"))
    assert platform.calls("send_welcome_msg")[0].body["text"]["content"] == "你好"


def test_a_crash_while_a_name_is_read_loses_no_welcome(desk: Any, platform: Any) -> None:
    set_welcome(desk, "{customer_name}你好")
    desk.wecom.names.submit = lambda _: None  # the process dies right after its commit
    desk.added("zhang", "wm1", WelcomeCode="N1")
    desk.work()
    assert state(desk, "N1")[0] == "held"
    desk.clock.advance(seconds=3)
    messaging_tasks.send_due(desk.services)
    desk.work()
    assert state(desk, "N1")[0] == "sent"
    assert platform.calls("send_welcome_msg")[0].body["text"]["content"] == "你好"


@pytest.mark.parametrize(
    ("errcode", "outcome"),
    [
        (41050, "code_expired_or_used"),
        (41051, "already_chatting"),
        (41096, "sent_elsewhere"),
        (40201, "risk"),
    ],
)
def test_what_the_platform_refuses_is_failed_and_not_repeated(
    desk: Any, platform: Any, errcode: int, outcome: str
) -> None:
    platform.answers["send_welcome_msg"] = {"errcode": errcode}
    desk.added("zhang", "wm1", WelcomeCode="R1")
    desk.work()
    assert state(desk, "R1") == ("failed", outcome, 1)
    assert len(platform.calls("send_welcome_msg")) == 1
    assert "message_failed" in {event["event"] for event in told(desk)}


@pytest.mark.parametrize(
    ("second", "outcome"), [({}, "sent"), ({"errcode": 41051}, "sent"), ({"errcode": 41050}, "sent")]
)
def test_a_lost_answer_is_reconciled_by_the_single_use_of_the_code(
    desk: Any, platform: Any, second: dict[str, int], outcome: str
) -> None:
    platform.answers["send_welcome_msg"] = [{"cut_off": True}, second]
    desk.added("zhang", "wm1", WelcomeCode="U1")
    desk.work()
    assert state(desk, "U1")[0] == "unknown"
    desk.clock.advance(seconds=1.5)
    messaging_tasks.send_due(desk.services)
    desk.work()
    assert state(desk, "U1")[0] == outcome
    assert len(platform.calls("send_welcome_msg")) == 2


def test_a_crash_while_sending(desk: Any, platform: Any) -> None:
    """The row is committed as sending, the process dies before or during the call."""
    desk.added("zhang", "wm1", WelcomeCode="C1")
    desk.dispatcher.submit = lambda messages, **_: list(messages)  # the process dies right after its commit
    tasks.receive(desk.services)
    assert state(desk, "C1") == ("sending", None, 1)
    del desk.dispatcher.submit
    messaging_tasks.send_due(desk.services)
    assert platform.calls("send_welcome_msg") == []  # its sender may still be alive
    desk.clock.advance(seconds=11)
    messaging_tasks.send_due(desk.services)
    desk.work()
    assert state(desk, "C1") == ("sent", None, 2)


def test_a_crash_found_too_late_stays_unknown(desk: Any, platform: Any) -> None:
    desk.added("zhang", "wm1", WelcomeCode="C2")
    desk.dispatcher.submit = lambda messages, **_: list(messages)
    tasks.receive(desk.services)
    del desk.dispatcher.submit
    desk.clock.advance(seconds=60)
    messaging_tasks.send_due(desk.services)
    desk.work()
    assert state(desk, "C2") == ("unknown", "expired", 1)
    assert platform.calls("send_welcome_msg") == []
    assert "message_unknown" in {event["event"] for event in told(desk)}


def test_a_poisoned_callback_holds_up_no_other(desk: Any, platform: Any) -> None:
    platform.answers["get"] = {}
    desk.added("zhang", "wm1", WelcomeCode="P1")
    desk.added("li", "wm2", WelcomeCode="P2")
    with desk.uow.begin() as tx:
        bad = tx.session.scalars(select(CallbackRow)).first()
        bad.connection_id = 999  # its connection is gone
    desk.work()
    assert state(desk, "P2")[0] == "sent"
    [waiting] = [row for row in rows(desk, CallbackRow) if row.processed_at is None]
    assert (waiting.attempts == 1 and "not_found" in str(waiting.error)) or "NotFound" in str(waiting.error)


def test_messages_are_exported_erased_and_follow_a_merge(desk: Any) -> None:
    desk.added("zhang", "wm1", WelcomeCode="M1")
    desk.work()
    [row] = rows(desk, MessageRow)
    with desk.uow.begin() as tx:
        messaging_api.people_moved(tx, {row.person_id: 777})
        assert messaging_api.export(tx, 777)["messages"][0]["state"] == "sent"
        assert messaging_api.erase(tx, 777) == 1
