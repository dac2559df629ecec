"""The phone of a member of staff: what waits for a tap, own messages, friends, customer service, leaving."""

from __future__ import annotations

import pytest

from huayuan_sandbox.services.wecom.mass import MassMessages

from .browser import Phone
from .conftest import World, wait_for

API = "externalcontact"


@pytest.fixture
def member(connected: World) -> Phone:
    """The first member; p0, p1 and p2 are friends."""
    userid = connected.sandbox.corp.serving[0]
    for number in range(3):
        connected.control("scan", customer=f"p{number}", staff=userid)
    wait_for(lambda: len(connected.platform.callbacks) == 3)
    return Phone(connected.http, f"/sandbox/staff/{userid}")


def userid_of(phone: Phone) -> str:
    return phone.path.rpartition("/")[2]


def results(world: World, msgid: str, userid: str) -> list[int]:
    sent = world.post(f"{API}/get_groupmsg_send_result", msgid=msgid, userid=userid)
    return [row["status"] for row in sent["send_list"]]


def test_a_mass_message_waits_for_the_tap(connected: World, member: Phone) -> None:
    wish = {"chat_type": "single", "sender": userid_of(member), "text": {"content": "双倍积分 <今天>"}}
    msgid = connected.post(f"{API}/add_msg_template", **wish)["msgid"]
    assert "双倍积分 &lt;今天&gt;" in member.page()
    assert "(41063)" in member.do("staff.send"), "still being dispatched"
    connected.clock.advance(3)
    assert results(connected, msgid, userid_of(member)) == [0, 0, 0]
    assert member.do("staff.send").startswith("Done: Send\nSent: 3")
    assert results(connected, msgid, userid_of(member)) == [1, 1, 1]
    assert "staff.send" not in member.offered()


def test_a_member_chooses_among_the_recipients_or_declines(connected: World, member: Phone) -> None:
    wish = {"chat_type": "single", "sender": userid_of(member), "allow_select": True}
    chosen, declined = (
        connected.post(f"{API}/add_msg_template", **wish, text={"content": text})["msgid"] for text in "ab"
    )
    connected.clock.advance(3)
    assert member.do("staff.send_some").startswith("Done: Send to those chosen\nSent: 0")  # the newest first
    first = member.form("staff.send_some").choices["only"][0]
    member.do("staff.send_some", only=[first])
    assert results(connected, declined, userid_of(member)) == [0, 0, 0]
    assert sorted(results(connected, chosen, userid_of(member))) == [0, 0, 1]
    member.do("staff.ignore")
    state = connected.sandbox.corp.part(MassMessages).state
    assert state.never == [userid_of(member)]
    member.do("staff.look_again")
    assert state.never == []


def test_a_message_to_groups_is_sent_by_the_owner(connected: World) -> None:
    room = connected.control("wecom/groups")["items"][0]
    wish = {"chat_type": "group", "sender": room["owner"], "text": {"content": "群公告"}}
    msgid = connected.post(f"{API}/add_msg_template", **wish)["msgid"]
    connected.clock.advance(3)
    owner = Phone(connected.http, f"/sandbox/staff/{room['owner']}")
    assert "1 groups" in owner.page() and room["name"] in owner.page()
    owner.do("staff.send")
    assert results(connected, msgid, room["owner"]) == [1]


def test_moments_are_published_on_order_and_of_ones_own(connected: World, member: Phone) -> None:
    senders = {"sender_list": {"user_list": [userid_of(member)]}}
    connected.post(f"{API}/add_moment_task", text={"content": "上新"}, visible_range=senders)
    connected.clock.advance(3)
    assert member.do("staff.publish").endswith("Seen by: 3")
    assert member.do("staff.own_moment", text="我的一天").endswith("Seen by: 3")
    [ordered, own] = connected.sandbox.services.wecom.moments.state.moments.values()
    assert ordered.publications[userid_of(member)].published_at and own.text == "我的一天"
    assert "我的一天" in Phone(connected.http, "/sandbox/people/0").page()
    assert "Sent: 3" in member.do("staff.own_mass", text="大家好")


def test_a_member_answers_in_the_customer_service(connected: World, member: Phone) -> None:
    connected.control("wecom/kf/write", customer="p1", text="在吗")
    wait_for(lambda: len(connected.platform.callbacks) == 5)
    member.do("staff.answer", text="在的")
    member.do("staff.end")
    wait_for(lambda: len(connected.platform.callbacks) == 8)
    told = connected.platform.callbacks[-1]
    fetched = connected.post("kf/sync_msg", token=told["Token"], open_kfid=told["OpenKfId"])["msg_list"]
    [answer] = [one for one in fetched if one.get("text") == {"content": "在的"}]
    assert answer["servicer_userid"] == userid_of(member)
    assert "staff.answer" not in member.offered()


def test_friends_are_edited_and_dropped_and_messages_are_read(connected: World, member: Phone) -> None:
    userid, corp = userid_of(member), connected.sandbox.corp
    sent = {"touser": userid, "msgtype": "text", "agentid": corp.credentials.agent_id}
    connected.post("message/send", **sent, text={"content": "三位顾客在等你"})
    assert "三位顾客在等你" in member.page()
    newest = corp.of_staff[userid][-1]
    member.do("staff.edit")
    assert newest.remark_mobiles
    member.do("staff.drop")
    assert newest not in corp.of_staff[userid] and len(corp.of_staff[userid]) == 2
    seen = connected.platform.callbacks
    wait_for(
        lambda: (
            [one.get("ChangeType") for one in seen][3:] == ["edit_external_contact", "del_external_contact"]
        )
    )


def test_a_member_leaves_the_company(connected: World, member: Phone) -> None:
    assert userid_of(member) in connected.http.get("/sandbox/staff").text
    member.do("staff.resign")
    assert userid_of(member) not in connected.sandbox.corp.staff
    wait_for(lambda: any(one.get("ChangeType") == "delete_user" for one in connected.platform.callbacks))
    assert "has left" in member.page() and "Delete</button>" not in member.page()
    assert connected.http.get("/sandbox/staff/Nobody").status_code == 404
    assert connected.http.post("/sandbox/staff/Nobody", data={"deed": "x"}).status_code == 404
