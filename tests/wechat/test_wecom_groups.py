"""Groups of WeCom: listed, read, changed by callbacks; what the platform refuses; the whole way beside the sandbox."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert
from wechat.conftest import CORP
from wechat.test_flow import rows, told
from wechat.wecom_stage import stage

from huayuan.communities.models import GroupMemberRow, GroupRow
from huayuan.identity.models import IdentifierRow
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.profiles.models import PersonTraitRow
from huayuan.stores import api as stores
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.groups import api, changes, sync
from huayuan.wechat.wecom.groups import store as group_store
from huayuan.wechat.wecom.groups import tasks as group_tasks
from huayuan.wechat.wecom.groups.limits import ATTEMPTS, EXPLAIN_SECONDS
from huayuan.wechat.wecom.groups.models import GroupSyncRow, WantedGroupRow
from huayuan.wechat.wecom.groups.reader import Answer
from huayuan.wechat.wecom.groups.wire import GroupDetail

DAY = 86_400


def member(key: str, joined: int, kind: int = 2, scene: int = 3, **more: Any) -> dict[str, Any]:
    return {"userid": key, "type": kind, "join_time": joined, "join_scene": scene} | more


def detail(*members: dict[str, Any], chat_id: str = "wr1", **more: Any) -> dict[str, Any]:
    group = {
        "chat_id": chat_id, "name": "西湖店会员群", "owner": "zhang", "create_time": 1_772_000_000, "notice": "",
        "member_list": list(members), "admin_list": [], "member_version": "v2",
    }  # fmt: skip
    return {"group_chat": group | more}


def pushed(desk: Any, change: str, chat_id: str = "wr1", items: tuple[str, ...] = (), **fields: str) -> None:
    named = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())
    listed = "".join(f"<Item>{one}</Item>" for one in items)
    listed = f"<MemChangeList>{listed}</MemChangeList>" if items else ""
    answer = desk.push(
        f"<xml><ToUserName>{CORP}</ToUserName><FromUserName>sys</FromUserName><CreateTime>{desk.now()}</CreateTime>"
        f"<MsgType>event</MsgType><Event>change_external_chat</Event><ChangeType>{change}</ChangeType>"
        f"<ChatId>{chat_id}</ChatId>{named}{listed}</xml>"
    )
    assert answer.status_code == 200


def settle(desk: Any, seconds: float = 2.0) -> None:
    desk.work()
    desk.clock.advance(seconds=seconds)
    while group_tasks.read_groups(desk.services):
        pass


def moves(desk: Any) -> list[tuple[str, str, str | None]]:
    events = [one for one in told(desk) if one["event"].startswith("group_")]
    return [
        (one["event"], one["ids"]["wecom_external_userid"], one["properties"].get("scene")) for one in events
    ]


def test_a_callback_has_the_group_read_again(desk: Any, platform: Any) -> None:
    began = desk.now()
    platform.answers["get"] = detail(
        member("zhang", began, 1, 1), member("wm1", began + 1, unionid="u1", name="王芳", state="poster"),
        member("wm2", began + 2, scene=1, invitor={"userid": "zhang"}), member("x", began, 9),
    )  # fmt: skip
    pushed(desk, "update", items=("wm1", "wm2"), UpdateDetail="add_member", JoinScene="3")
    desk.work()
    assert not platform.calls("groupchat/get"), "the detail lags behind the callback"
    settle(desk)
    [asked] = platform.calls("groupchat/get")
    assert asked.body == {"chat_id": "wr1", "need_name": 1}
    assert moves(desk) == [("group_joined", "wm1", "code"), ("group_joined", "wm2", "invited")]
    [first, second] = [one for one in told(desk) if one["event"] == "group_joined"]
    with desk.uow.begin() as tx:
        zhang = stores.staff_by_userid(tx, CORP, ["zhang"])["zhang"]
    assert first["ids"]["wechat_unionid"] == "u1" and first["channel"] == "poster"
    assert second["properties"]["inviter"] == str(zhang.id) and second["staff_id"] == str(zhang.id)
    [group] = rows(desk, GroupRow)
    assert (group.name, group.members, group.customers, group.owner_staff_id) == (
        "西湖店会员群",
        4,
        2,
        zhang.id,
    )
    assert {row.member_key: row.kind for row in rows(desk, GroupMemberRow)} == {
        "zhang": "staff", "wm1": "customer", "wm2": "customer", "x": "outsider",
    }  # fmt: skip
    assert {row.kind for row in rows(desk, IdentifierRow)} == {"wecom_external_userid", "wechat_unionid"}
    assert [row.value for row in rows(desk, PersonTraitRow) if row.key == "name"] == ["王芳"]
    assert rows(desk, WantedGroupRow) == []


def test_leaving_has_the_manner_of_the_callback_and_twice_is_once(desk: Any, platform: Any) -> None:
    began = desk.now()
    platform.answers["get"] = detail(member("wm1", began), member("wm2", began))
    pushed(desk, "create")
    settle(desk)
    platform.answers["get"] = detail(member("wm2", began), member_version="v3")
    left = {"UpdateDetail": "del_member", "QuitScene": "1", "LastMemVer": "v2", "CurMemVer": "v3"}
    pushed(desk, "update", items=("wm1",), **left)
    at = desk.clock.now()
    settle(desk)
    assert moves(desk)[2:] == [("group_left", "wm1", "removed")]
    assert [row.left_at for row in rows(desk, GroupMemberRow) if row.member_key == "wm1"] == [at]
    pushed(desk, "update", items=("wm1",), **left)  # 2 s later: another callback, the same truth
    settle(desk)
    assert len(moves(desk)) == 3


def test_a_detail_older_than_its_callback_is_asked_for_again(desk: Any, platform: Any) -> None:
    began = desk.now()
    old, new = detail(member_version="v1"), detail(member("wm1", began))
    platform.answers["get"] = [old, new]
    pushed(
        desk,
        "update",
        items=("wm1",),
        UpdateDetail="add_member",
        JoinScene="3",
        LastMemVer="v1",
        CurMemVer="v2",
    )
    settle(desk)
    assert moves(desk) == [] and len(rows(desk, WantedGroupRow)) == 1
    settle(desk)
    assert moves(desk) == [("group_joined", "wm1", "code")]


def test_who_is_seen_to_be_gone_before_the_callback_says_how(desk: Any, platform: Any) -> None:
    """The group is read for another reason just when somebody leaves."""
    began = desk.now()
    platform.answers["get"] = detail(member("wm1", began), member("wm2", began))
    pushed(desk, "create")
    settle(desk)
    platform.answers["get"] = detail(member("wm2", began))
    pushed(desk, "update", UpdateDetail="change_name")
    settle(desk)
    assert len(moves(desk)) == 2, "the callback may be on its way"
    pushed(desk, "update", items=("wm1",), UpdateDetail="del_member", QuitScene="1")
    settle(desk)
    assert moves(desk)[2:] == [("group_left", "wm1", "removed")] and rows(desk, WantedGroupRow) == []

    platform.answers["get"] = detail()
    pushed(desk, "update", UpdateDetail="change_notice")
    settle(desk)
    settle(desk, EXPLAIN_SECONDS)
    assert moves(desk)[3:] == [("group_left", "wm2", None)], "the callback was lost"


def test_a_detail_older_than_any_of_its_callbacks_is_asked_for_again(desk: Any, platform: Any) -> None:
    began = desk.now()
    old = [detail(member_version=f"v{n}") for n in (1, 2)]
    platform.answers["get"] = [*old, detail(member("wm1", began), member_version="v3")]
    for last, following in (("v2", "v3"), ("v1", "v2")):  # the second overtook the first
        versions = {"LastMemVer": last, "CurMemVer": following}
        pushed(desk, "update", items=("wm1",), UpdateDetail="add_member", JoinScene="3", **versions)
    for _ in range(3):
        settle(desk)
    assert moves(desk) == [("group_joined", "wm1", "code")] and len(platform.calls("groupchat/get")) == 3


def test_two_readers_of_one_group_end_with_the_later_sight(desk: Any, platform: Any) -> None:
    """The first to ask was answered last, as after a broken line: what the second heard is older, and kept last."""
    reader, now = desk.wecom.groups, desk.clock.now()
    later = lambda seconds: now + timedelta(seconds=seconds)  # noqa: E731
    pushed(desk, "create")
    desk.work()
    desk.clock.advance(seconds=14)
    old, new = (
        convert(one["group_chat"], GroupDetail) for one in (detail(), detail(member("wm1", desk.now() - 1)))
    )
    with desk.uow.begin() as tx:
        [wanted] = group_store.take(tx.session, tx.now, 1)
    reader._keep(wanted, Answer(later(10), later(14), new))
    reader._keep(wanted, Answer(later(11), later(12), old))
    assert [row.left_at for row in rows(desk, GroupMemberRow)] == [None]
    assert len(rows(desk, WantedGroupRow)) == 1, "what was not kept is asked for again"
    platform.answers["get"] = detail(member("wm1", desk.now() - 1))
    settle(desk, EXPLAIN_SECONDS)
    assert moves(desk) == [("group_joined", "wm1", "code")] and rows(desk, WantedGroupRow) == []


def test_a_reader_that_was_slow_takes_nothing_away_that_was_told_since(desk: Any, platform: Any) -> None:
    pushed(desk, "create")
    desk.work()
    desk.clock.advance(seconds=2)
    with desk.uow.begin() as tx:
        [wanted] = group_store.take(tx.session, tx.now, 1)
        group_store.done(tx.session, wanted, tx.now)
    pushed(desk, "update", items=("wm1",), UpdateDetail="add_member", JoinScene="3")
    desk.work()
    with desk.uow.begin() as tx:
        group_store.done(tx.session, wanted, tx.now)
        group_store.put_off(tx.session, wanted, tx.now + timedelta(days=1), tx.now, 5)
    [row] = rows(desk, WantedGroupRow)
    assert [one["key"] for one in row.hints] == ["wm1"] and row.attempts == 0


def test_who_came_and_went_before_we_read_is_told_from_the_callbacks(desk: Any, platform: Any) -> None:
    platform.answers["get"] = detail(member("wm2", desk.now()))
    pushed(desk, "update", items=("wm9",), UpdateDetail="add_member", JoinScene="3")
    pushed(desk, "update", items=("wm9",), UpdateDetail="del_member", QuitScene="0")
    settle(desk)
    expected = [
        ("group_joined", "wm2", "code"),
        ("group_joined", "wm9", "code"),
        ("group_left", "wm9", "left"),
    ]
    assert moves(desk) == expected
    pushed(desk, "update", items=("wm9",), UpdateDetail="add_member", JoinScene="3", LastMemVer="late")
    desk.clock.advance(seconds=-2)
    settle(desk)
    assert moves(desk) == expected, "told again a moment later"


def test_what_came_in_while_a_group_was_read_has_it_read_again(desk: Any, platform: Any) -> None:
    began = desk.now()

    def meanwhile(_: Any) -> dict[str, Any]:
        platform.answers["get"] = detail()
        pushed(desk, "update", items=("wm1",), UpdateDetail="del_member", QuitScene="0")
        desk.work()
        return detail(member("wm1", began))

    platform.answers["get"] = meanwhile
    pushed(desk, "update", UpdateDetail="change_name")
    settle(desk)
    assert moves(desk) == [("group_joined", "wm1", "code")]
    settle(desk)
    assert moves(desk)[1:] == [("group_left", "wm1", "left")] and rows(desk, WantedGroupRow) == []


def test_a_dismissed_group_ends_by_callback_or_by_its_refusal(desk: Any, platform: Any) -> None:
    platform.answers["get"] = lambda asked: detail(member("wm1", desk.now()), chat_id=asked.body["chat_id"])
    pushed(desk, "create", "wr1")
    pushed(desk, "create", "wr2")
    settle(desk)
    pushed(desk, "dismiss", "wr1")
    platform.answers["get"] = {"errcode": 49008}
    pushed(desk, "update", "wr2", UpdateDetail="change_notice")
    settle(desk)
    assert {row.chat_id: (row.state, row.members) for row in rows(desk, GroupRow)} == {
        "wr1": ("dismissed", 0), "wr2": ("dismissed", 0),
    }  # fmt: skip
    assert [row.leave_scene for row in rows(desk, GroupMemberRow)] == ["dismissed"] * 2
    assert [name for name, _, _ in moves(desk)] == ["group_joined"] * 2, "nobody chose to go"


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_group_is_read(desk: Any, platform: Any, kind: Any) -> None:
    """Never lost while asking again may help, never asked for ever, and no other group waits for it."""
    code = codes.CODES[kind][0]
    bad = lambda asked: {"errcode": code} if asked.body["chat_id"] == "wr-bad" else detail(member("wm1", 1))  # noqa: E731
    platform.answers["get"] = bad
    pushed(desk, "create", "wr-bad")
    pushed(desk, "create", "wr1")
    settle(desk)
    stops = kind.value == "credential"
    waits = {row.chat_id for row in rows(desk, WantedGroupRow)}
    again = kind.value in (
        "retry",
        "conflict",
        "token_refresh",
        "backoff_minute",
        "backoff_day",
        "credential",
    )
    assert ("wr-bad" in waits) == again
    if not (stops or kind.value.startswith("backoff")):
        assert [row.chat_id for row in rows(desk, GroupRow)] == ["wr1"]
    for _ in range(2 * ATTEMPTS):
        settle(desk, DAY)
    pauses = kind.value in ("credential", "backoff_minute", "backoff_day")
    assert pauses or rows(desk, WantedGroupRow) == []
    assert [row.chat_id for row in rows(desk, GroupRow)] == ["wr1"]


def listed(platform: Any, groups: dict[str, list[str]]) -> None:
    """`groups`: owner → chat ids; pages of 2."""

    def page(asked: Any) -> dict[str, Any]:
        owners = asked.body["owner_filter"]["userid_list"]
        mine = [one for owner in owners for one in groups.get(owner, [])]
        start = int(asked.body.get("cursor") or 0)
        rest = start + 2 < len(mine)
        return {
            "group_chat_list": [{"chat_id": one, "status": 0} for one in mine[start : start + 2]],
            "next_cursor": str(start + 2) if rest else "",
        }

    platform.answers["list"] = page
    platform.answers["get_follow_user_list"] = {"follow_user": sorted(groups)}
    platform.answers["get"] = lambda asked: detail(member("wm1", 5), chat_id=asked.body["chat_id"])


def run_sync(desk: Any) -> list[tuple[float, str]]:
    steps: list[tuple[float, str]] = []
    desk.wecom.group_sync.run(desk.view.id, lambda share, note: steps.append((share, note)))
    return steps


def test_all_groups_are_listed_and_read_with_progress(desk: Any, platform: Any) -> None:
    listed(platform, {"li": ["wr1", "wr2", "wr3"], "zhang": ["wr4"]})
    steps = run_sync(desk)
    assert {row.chat_id for row in rows(desk, GroupRow)} == {"wr1", "wr2", "wr3", "wr4"}
    assert steps[-1] == (1.0, "4/4") and all(0 <= share <= 1 for share, _ in steps)
    asked = len(platform.calls("groupchat/get"))
    run_sync(desk)
    assert len(moves(desk)) == 4 and len(platform.calls("groupchat/get")) == asked + 4


def test_a_listing_goes_on_where_it_stopped(
    desk: Any, platform: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "LIST_OWNERS", 1)
    listed(platform, {"li": ["wr1", "wr2", "wr3"], "zhang": ["wr4"]})
    page, calls = platform.answers["list"], []

    def breaking(asked: Any) -> dict[str, Any]:
        calls.append(asked)
        return {"errcode": 60020} if len(calls) == 2 else page(asked)

    platform.answers["list"] = breaking
    with pytest.raises(HuayuanError):
        run_sync(desk)
    assert {row.chat_id for row in rows(desk, WantedGroupRow)} == {"wr1", "wr2"}
    run_sync(desk)
    assert len(rows(desk, GroupRow)) == 4 and rows(desk, GroupSyncRow)[0].state == "done"
    assert [one.body.get("cursor") for one in calls] == [None, "2", "2", None], "no page was asked for twice"


def test_a_cursor_that_repeats_ends_the_list(desk: Any, platform: Any) -> None:
    listed(platform, {"li": ["wr1"]})
    platform.answers["list"] = {"group_chat_list": [{"chat_id": "wr1", "status": 1}], "next_cursor": "same"}
    run_sync(desk)
    assert len(platform.calls("groupchat/list")) == 2
    assert rows(desk, GroupRow)[0].state == "owner_left"


def test_an_owner_who_is_gone_spoils_no_list(desk: Any, platform: Any) -> None:
    listed(platform, {"li": ["wr1"], "wang": ["wr2"]})
    page = platform.answers["list"]
    platform.answers["list"] = lambda asked: (
        {"errcode": 40003} if "wang" in asked.body["owner_filter"]["userid_list"] else page(asked)
    )
    run_sync(desk)
    assert [row.chat_id for row in rows(desk, GroupRow)] == ["wr1"]


def test_a_group_the_list_lost_is_looked_at(desk: Any, platform: Any) -> None:
    listed(platform, {"li": ["wr1", "wr2"]})
    run_sync(desk)
    desk.clock.advance(seconds=60)
    listed(platform, {"li": ["wr1"]})
    platform.answers["get"] = lambda asked: (
        detail(member("wm1", 5)) if asked.body["chat_id"] == "wr1" else {"errcode": 49008}
    )
    run_sync(desk)
    assert {row.chat_id: row.state for row in rows(desk, GroupRow)} == {"wr1": "active", "wr2": "dismissed"}


def test_two_corps_may_have_groups_of_one_id() -> None:
    text = Path("src/huayuan/communities/models.py").read_text("utf-8")
    assert '"account", "chat_id", unique=True' in text


def test_what_callbacks_tell() -> None:
    from huayuan.wechat.wecom.callbacks import parse

    head = f"<xml><ToUserName>{CORP}</ToUserName><CreateTime>1772416800</CreateTime><Event>change_external_chat</Event>"
    told_ = changes.group_change(
        parse(head + "<ChangeType>update</ChangeType><ChatId>wr1</ChatId><UpdateDetail>del_member</UpdateDetail>"
              "<QuitScene>7</QuitScene><MemChangeList><Item>wm1</Item><Item></Item></MemChangeList></xml>")
    )  # fmt: skip
    assert told_ is not None and [(one.key, one.joined, one.scene) for one in told_.hints] == [
        ("wm1", False, None)
    ]
    assert changes.group_change(parse(head + "<ChangeType>update</ChangeType></xml>")) is None
    ended = changes.group_change(parse(head + "<ChangeType>dismiss</ChangeType><ChatId>wr1</ChatId></xml>"))
    assert ended is not None and ended.dismissed


def test_hints_about_a_forgotten_customer_are_dropped(desk: Any) -> None:
    pushed(desk, "update", items=("wm1", "wm2"), UpdateDetail="add_member")
    desk.work()
    with desk.uow.begin() as tx:
        assert api._forget(tx, [("wecom_external_userid", "wm1", CORP), ("phone", "1", "")]) == 1
    [row] = rows(desk, WantedGroupRow)
    assert [one["key"] for one in row.hints] == ["wm2"]


@pytest.mark.slow
def test_the_groups_of_a_sandbox(
    database: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "SETTLE_SECONDS", 0.0)
    with stage(database, vault, tmp_path) as world:
        world.wecom.group_sync.run(world.connection_id, lambda share, note: None)
        rooms = {one["chat_id"]: one for one in world.act("groups")["items"]}
        ours = {row.chat_id: row for row in world.rows(GroupRow)}
        assert rooms and ours.keys() == rooms.keys()
        assert {key: row.members for key, row in ours.items()} == {
            key: one["members"] for key, one in rooms.items()
        }

        chat_id = next(iter(rooms))
        came = world.act("groups/join", customer="p1", chat_id=chat_id)["external_userid"]
        world.act("groups/join", customer="p2", chat_id=chat_id, scene="invited")
        world.work_until(lambda: len(world.told("group_joined")) == 2)
        assert [one["properties"]["scene"] for one in world.told("group_joined")] == ["code", "invited"]
        assert "inviter" in world.told("group_joined")[1]["properties"]

        world.act("groups/leave", customer=came, chat_id=chat_id, removed=True)
        world.work_until(lambda: world.told("group_left"))
        [left] = world.told("group_left")
        assert (left["ids"]["wecom_external_userid"], left["properties"]["scene"]) == (came, "removed")

        world.act("groups/change", chat_id=chat_id, name="新名字")
        world.work_until(lambda: any(row.name == "新名字" for row in world.rows(GroupRow)))
        world.act("groups/change", chat_id=chat_id, dismiss=True)
        world.work_until(lambda: any(row.state == "dismissed" for row in world.rows(GroupRow)))
        assert len(world.told("group_left")) == 1
        before = len(world.told())
        world.wecom.group_sync.run(world.connection_id, lambda share, note: None)
        assert len(world.told()) == before, "reconciling an unchanged world tells nothing"
