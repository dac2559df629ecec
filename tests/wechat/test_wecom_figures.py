"""Figures of WeCom about staff: day by day, again for a few days, what was missed is made up for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.test_flow import rows
from wechat.wecom_stage import stage

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import Forbidden
from huayuan.kernel.routes import Authenticator
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import REACTIONS, Reaction, Refused
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.service_figures import routes
from huayuan.wechat.wecom.service_figures.models import StaffDayRow
from huayuan.wechat.wecom.service_figures.reading import FigureReader

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CHINA = ZoneInfo("Asia/Shanghai")


def day_of(stamp: int) -> date:
    return datetime.fromtimestamp(stamp, UTC).astimezone(CHINA).date()


def behaves(asked: Any) -> dict[str, Any]:
    first, last = day_of(asked.body["start_time"]), day_of(asked.body["end_time"])
    days = [asked.body["start_time"] + 86_400 * number for number in range((last - first).days + 1)]
    row = {
        "chat_cnt": 10,
        "message_cnt": 30,
        "reply_percentage": 90.0,
        "avg_reply_time": 5,
        "new_contact_cnt": 2,
    }
    return {"behavior_data": [{"stat_time": one} | row for one in days]}


def groups(asked: Any) -> dict[str, Any]:
    owners = asked.body["owner_filter"]["userid_list"]
    data = {
        "new_chat_cnt": 1,
        "member_has_msg": 5,
        "chat_total": 3,
        "chat_has_msg": 1,
        "member_total": 40,
        "new_member_cnt": 4,
        "msg_total": 7,
    }
    return {"items": [{"owner": one, "data": data} for one in owners], "total": len(owners)}


def test_days_are_read_once_and_the_last_ones_again(desk: Any, platform: Any) -> None:
    platform.answers |= {"get_user_behavior_data": behaves, "statistic": groups}
    reader = desk.services.get(FigureReader)
    assert reader.behavior(desk.view.id, "zhang") == 30
    assert reader.behavior(desk.view.id, "li") == 30, "a colleague's days are their own"
    assert reader.behavior(desk.view.id, "zhang") == 4
    assert reader.groups(desk.view.id, ["zhang", "li"]) == 60, "a month of groups too"
    assert reader.groups(desk.view.id, ["zhang", "li"]) == 8
    desk.clock.advance(seconds=5 * 86_400)
    assert reader.behavior(desk.view.id, "zhang") == 9
    found = rows(desk, StaffDayRow)
    yesterday = desk.clock.now().astimezone(CHINA).date() - timedelta(days=1)
    assert max(row.day for row in found) == yesterday and min(
        row.day for row in found
    ) >= yesterday - timedelta(days=35)
    both = [row for row in found if row.chats is not None and row.groups is not None]
    assert len(both) == 60 and {row.userid for row in both} == {"zhang", "li"}
    asked = platform.calls("get_user_behavior_data")[0].body
    assert asked["userid"] == ["zhang"] and (asked["start_time"] + 8 * 3600) % 86_400 == 0


def test_a_day_without_chats_has_no_answers(desk: Any, platform: Any) -> None:
    platform.answers["get_user_behavior_data"] = lambda asked: {
        "behavior_data": [{"stat_time": asked.body["end_time"], "chat_cnt": 0}]
    }
    desk.services.get(FigureReader).behavior(desk.view.id, "zhang")
    [row] = rows(desk, StaffDayRow)
    assert (row.chats, row.reply_percentage, row.reply_minutes) == (0, None, None)


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_member_is_asked_about(desk: Any, platform: Any, kind: Any) -> None:
    """One member whom the app may not see costs nobody else's figures; what may get better is told upwards."""
    code = codes.CODES[kind][0]
    platform.answers["get_user_behavior_data"] = {"errcode": code}
    reader = desk.services.get(FigureReader)
    skipped = REACTIONS[kind] in (Reaction.GIVE_UP, Reaction.MARK) and code not in (48001, 48002)
    if skipped:
        assert reader.behavior(desk.view.id, "zhang") == 0
    else:
        with pytest.raises(Refused):
            reader.behavior(desk.view.id, "zhang")
    assert rows(desk, StaffDayRow) == []


def site(services: Any, scope: DataScope, *permissions: str) -> TestClient:
    caller = Caller("user", 1, "店长", frozenset(permissions or ("insights.read",)), scope)
    services.put(Authenticator, Authenticator(lambda _: caller))
    app = FastAPI()
    app.state.services = services
    app.include_router(routes.router)
    return TestClient(app)


def test_over_http_answers_are_weighted_and_scoped(desk: Any, platform: Any) -> None:
    platform.answers |= {"get_user_behavior_data": behaves, "statistic": groups}
    with desk.uow.begin() as tx:
        zhang = stores.upsert_staff(tx, account=CORP, userid="zhang", name="张伟", store_id=None)
    reader = desk.services.get(FigureReader)
    for userid in ("zhang", "li"):
        reader.behavior(desk.view.id, userid)
    reader.groups(desk.view.id, ["zhang"])
    last = desk.clock.now().astimezone(CHINA).date() - timedelta(days=1)
    query = {"from": (last - timedelta(days=1)).isoformat(), "to": last.isoformat()}
    everybody = (
        site(desk.services, DataScope("all", ()))
        .get("/api/wecom/staff-figures", params=query)
        .json()["items"]
    )
    assert {one["userid"] for one in everybody} == {"zhang", "li"}
    [mine] = (
        site(desk.services, DataScope("own", (zhang,)))
        .get("/api/wecom/staff-figures", params=query)
        .json()["items"]
    )
    assert (mine["name"], mine["chats"], mine["messages"], mine["new_friends"]) == ("张伟", 20, 60, 4)
    assert (mine["reply_percentage"], mine["groups"], mine["group_joined"]) == (90.0, 3, 8)


def test_over_http_by_day_and_by_owner(desk: Any, platform: Any) -> None:
    platform.answers |= {"get_user_behavior_data": behaves, "statistic": groups}
    with desk.uow.begin() as tx:
        zhang = stores.upsert_staff(tx, account=CORP, userid="zhang", name="张伟", store_id=None)
        li = stores.upsert_staff(tx, account=CORP, userid="li", name="李娜", store_id=None)
    reader = desk.services.get(FigureReader)
    for userid in ("zhang", "li"):
        reader.behavior(desk.view.id, userid)
    reader.groups(desk.view.id, ["zhang", "li"])
    last = desk.clock.now().astimezone(CHINA).date() - timedelta(days=1)
    query = {"from": (last - timedelta(days=1)).isoformat(), "to": last.isoformat()}
    everybody = site(desk.services, DataScope("all", ()), "insights.read", "communities.read")
    days = everybody.get("/api/wecom/staff-figures", params=query).json()["days"]
    assert [(day["chats"], day["new_friends"], day["reply_minutes"]) for day in days] == [(20, 4, 5.0)] * 2
    only = everybody.get("/api/wecom/staff-figures", params=query | {"staff": str(zhang)}).json()
    assert [day["chats"] for day in only["days"]] == [10, 10] and [one["name"] for one in only["items"]] == [
        "张伟"
    ]
    found = everybody.get("/api/wecom/group-figures", params=query).json()
    assert [(day["groups"], day["group_members"], day["group_joined"]) for day in found["days"]] == [
        (6, 80, 8)
    ] * 2
    owner = found["items"][0]
    assert (owner["groups"], owner["groups_new"], owner["group_speakers"], owner["group_messages"]) == (
        3,
        2,
        10,
        14,
    )
    own = site(desk.services, DataScope("own", (li,)), "insights.read", "communities.read")
    assert own.get("/api/wecom/staff-figures", params=query | {"staff": str(zhang)}).json() == {
        "items": [],
        "days": [],
    }
    assert [one["userid"] for one in own.get("/api/wecom/group-figures", params=query).json()["items"]] == [
        "li"
    ]
    nobody = site(desk.services, DataScope("all", ()), "insights.read")
    with pytest.raises(Forbidden):
        nobody.get("/api/wecom/group-figures", params=query)


@SQLITE
def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        with one.uow.begin() as tx:
            tx.enqueue("wecom.figures", {"connection_id": one.connection_id})
        one.work_until(lambda: [row for row in one.rows(StaffDayRow) if row.groups is not None])
        found = one.rows(StaffDayRow)
        assert len({row.day for row in found if row.chats is not None}) == 30, (
            "a month, though nothing happened"
        )
        assert {row.userid for row in found} == set(one.client.follow_users())
        assert any(row.group_members for row in found) and all(
            row.chats == 0 for row in found if row.chats is not None
        )
