"""Who came and who went: the rule, the records, people that merge, the routes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from huayuan.communities import api, routes, rules
from huayuan.communities.contracts import (
    GroupFilter,
    GroupState,
    Hint,
    LeaveScene,
    Member,
    MemberKind,
    Move,
    SeenGroup,
    SeenMember,
)
from huayuan.communities.errors import UnknownGroupSort
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.errors import HuayuanError, NotFound
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.stores import api as stores

T0 = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


def customer(key: str, joined: float = 0, person: int | None = 7, **more: Any) -> SeenMember:
    return SeenMember(key, MemberKind.CUSTOMER, at(joined), person_id=person, **more)


def stay(key: str, joined: float = 0) -> Member:
    return Member(
        1, 1, key, MemberKind.CUSTOMER, 7, None, "", at(joined), None, None, None, None, None
    )  # fmt: skip


def seen(*members: SeenMember, read: float = 10, **more: Any) -> SeenGroup:
    values: dict[str, Any] = {
        "account": "corp", "chat_id": "wr1", "name": "西湖店会员群", "owner_staff_id": None, "store_id": None,
        "notice": "", "state": None, "created_at": T0,
    }  # fmt: skip
    return SeenGroup(**(values | more), members=members, read_at=at(read))


def said(moves: Sequence[Move]) -> list[tuple[str, str, datetime, str | None]]:
    return sorted(("in" if one.joined else "out", one.key, one.at, one.scene) for one in moves)


def test_a_stay_that_is_seen_again_is_no_change() -> None:
    found = rules.difference({"wm1": stay("wm1")}, [customer("wm1")], [], at(10))
    assert (found.joins, found.goings, found.visits) == ([], [], {})


def test_who_is_gone_left_when_the_callback_says_else_now() -> None:
    inside = {key: stay(key) for key in ("wm1", "wm2")}
    hints = [Hint("wm1", False, at(-5), "left"), Hint("wm1", False, at(4), "removed")]
    found = rules.difference(inside, [], hints, at(10))
    assert [(one.stay.key, one.at, one.scene) for one in found.goings] == [
        ("wm1", at(4), "removed"),
        ("wm2", at(10), None),
    ]


def test_a_sight_that_took_long_is_not_overridden_by_one_that_may_be_older(uow: UnitOfWork) -> None:
    """The later question was answered first by the platform, and kept last by us."""
    slow = seen(customer("wm1", 13), read=14, asked_at=at(10))
    quick = seen(read=12, asked_at=at(11))
    with uow.begin() as tx:
        assert said(api.keep(tx, slow) or []) == [("in", "wm1", at(13), None)]
    with uow.begin() as tx:
        assert api.keep(tx, quick) is None
    with uow.read() as tx:
        assert list(api.inside(tx, "corp", "wr1")) == ["wm1"]


def test_a_stay_that_only_seemed_to_end_goes_on_and_one_that_was_told_to_end_does_not(
    uow: UnitOfWork,
) -> None:
    with uow.begin() as tx:
        api.keep(tx, seen(customer("wm1"), customer("wm2")))
        gone = api.keep(tx, seen(read=20), [Hint("wm2", False, at(12), "left")])
        assert said(gone or []) == [("out", "wm1", at(20), None), ("out", "wm2", at(12), "left")]
        assert api.keep(tx, seen(customer("wm1"), customer("wm2"), read=30)) == [], (
            "nobody came: told already"
        )
        assert list(api.inside(tx, "corp", "wr1")) == ["wm1"]
        [found] = api.groups_by_chat(tx, "corp", ["wr1"]).values()
        assert found.members == 1


def test_who_came_back_left_in_between() -> None:
    found = rules.difference({"wm1": stay("wm1")}, [customer("wm1", 8)], [], at(10))
    assert [one.at for one in found.goings] == [at(8)] and found.joins == [customer("wm1", 8)]


def test_a_visit_between_two_sights_is_known_from_callbacks_alone() -> None:
    hints = [
        Hint("wm9", True, at(2), "code"),
        Hint("wm9", False, at(3), "left"),
        Hint("wm8", True, at(5), "code"),
    ]
    found = rules.difference({}, [], hints, at(10))
    assert found.visits["wm9"] == rules.Visit(at(2), "code", at(3), "left")
    assert found.visits["wm8"] == rules.Visit(at(5), "code", at(10), None)


def test_days_count_who_came_went_and_stayed() -> None:
    day = timedelta(days=1)
    stays = [
        (T0 - 40 * day, None, None), (T0 - 2 * day, T0 - day, "left"), (T0, None, None),
        (T0 - 2 * day, T0, LeaveScene.DISMISSED.value),
    ]  # fmt: skip
    rows = rules.by_day(stays, 3, ZONE, T0)
    assert [(row.joined, row.left, row.customers) for row in rows] == [(2, 0, 3), (0, 1, 2), (1, 0, 2)]
    assert rows[-1].day == T0.astimezone(ZONE).date()


def test_a_group_is_kept_and_each_move_told_once(uow: UnitOfWork) -> None:
    first = seen(customer("wm1"), customer("wm2", 1, None, scene="code"))
    with uow.begin() as tx:
        assert said(api.keep(tx, first)) == [("in", "wm1", at(0), None), ("in", "wm2", at(1), "code")]
    with uow.begin() as tx:
        assert api.keep(tx, first) == []
        hints = [Hint("wm1", False, at(12), "left"), Hint("wm3", True, at(11), "code")]
        later = seen(customer("wm2", 1), read=20, name="新名字")
        visitors = {"wm3": customer("wm3", 11)}
        assert said(api.keep(tx, later, hints, visitors)) == [
            ("in", "wm3", at(11), "code"), ("out", "wm1", at(12), "left"), ("out", "wm3", at(20), None),
        ]  # fmt: skip
    with uow.begin() as tx:
        assert api.keep(tx, later, hints, visitors) == [], "the same callbacks again"
        assert api.keep(tx, first) is None, "a reading that was overtaken"
        [one], total = api.groups(tx, GroupFilter(), sort="name", limit=10, offset=0)
        assert (one.name, one.members, one.customers, one.state, total) == (
            "新名字", 1, 1, GroupState.ACTIVE, 1
        )  # fmt: skip
        assert api.inside(tx, "corp", "wr1") == {"wm2": at(1)}
        assert api.moved_since(tx, [one.id], at(11)) == {one.id: (1, 2)}
        gone, n = api.members(tx, one.id, left=True, sort="-left_at")
        assert (n, [row.key for row in gone]) == (2, ["wm3", "wm1"])
        assert [row.customers for row in api.days(tx, one.id, 1, ZONE)] == [1]


def test_a_group_that_ended_stays_ended(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.keep(tx, seen(customer("wm1")))
        assert api.dismissed(tx, "corp", "wr1", at(15))
        assert not api.dismissed(tx, "corp", "wr1", at(16))
        assert not api.dismissed(tx, "corp", "wr-unknown", at(16))
        assert api.keep(tx, seen(customer("wm1"), read=20)) == []
        [one], _ = api.groups(tx, GroupFilter(state=GroupState.DISMISSED), sort="-members", limit=9, offset=0)
        assert (one.dismissed_at, one.members) == (at(15), 0)
        assert api.living(tx, "corp") == []
        assert api.moved_since(tx, [one.id], T0) == {one.id: (1, 0)}


def test_stays_follow_people_and_can_be_exported_and_erased(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.keep(tx, seen(customer("wm1", person=7), customer("wm2", person=8)))
        api.people_moved(tx, {7: 8})
        assert {stay.key for stay, _ in api.groups_of(tx, 8)} == {"wm1", "wm2"}
        api.people_moved(tx, {7: 7})
        assert [stay.key for stay, _ in api.groups_of(tx, 7)] == ["wm1"]
        [exported] = api._export(tx, 7)["groups"]
        assert exported["external_userid"] == "wm1" and exported["group"] == "西湖店会员群"
        assert api._erase(tx, 7) == 1 and api.groups_of(tx, 7) == []
        [one], _ = api.groups(tx, GroupFilter(), sort="customers", limit=9, offset=0)
        assert one.customers == 1


def test_what_is_refused(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        with pytest.raises(UnknownGroupSort):
            api.groups(tx, GroupFilter(), sort="notice", limit=1, offset=0)
        with pytest.raises(UnknownGroupSort):
            api.members(tx, 1, sort="name")
        with pytest.raises(NotFound):
            api.group(tx, 4711)


def console(uow: UnitOfWork, services: Services, scope: DataScope) -> TestClient:
    app = FastAPI()
    services.put(UnitOfWork, uow)
    services.put(Settings, Settings())
    app.state.services = services
    app.include_router(routes.router)
    caller = Caller("user", 1, "a", frozenset({"*"}), scope)
    services.put(Authenticator, Authenticator(lambda _: caller))
    app.add_exception_handler(HuayuanError, _refusal)
    return TestClient(app)


def _refusal(_: Any, error: Any) -> Any:
    from fastapi.responses import JSONResponse

    return JSONResponse({"error": error.as_dict()}, error.status)


def test_over_http_within_the_data_scope(uow: UnitOfWork, services: Services) -> None:
    with uow.begin() as tx:
        shop = stores.upsert_store(tx, account="corp", department_id="3", name="西湖店", region_id=None)
        boss = stores.upsert_staff(tx, account="corp", userid="li", name="李雷", store_id=shop)
        inside = (
            customer("wm1", scene="invited", inviter_staff_id=boss, name="王芳"),
            SeenMember("li", MemberKind.STAFF, T0, staff_id=boss),
        )
        api.keep(tx, seen(*inside, owner_staff_id=boss, store_id=shop, read=1))
    everyone = console(uow, services, DataScope())
    page = everyone.get("/api/groups", params={"q": "西湖", "staff": boss, "store": shop}).json()
    [one] = page["items"]
    assert (
        page["total"] == 1
        and one["owner"] == {"id": boss, "name": "李雷"}
        and one["store"]["name"] == "西湖店"
    )
    assert (one["members"], one["customers"], one["joined_today"], one["left_today"]) == (2, 1, 1, 0)
    assert everyone.get("/api/groups", params={"q": "没有"}).json()["total"] == 0
    rows = everyone.get(f"/api/groups/{one['id']}/members", params={"kind": "customer"}).json()["items"]
    assert [(row["name"], row["scene"], row["inviter"]["name"]) for row in rows] == [
        ("王芳", "invited", "李雷")
    ]
    days = everyone.get(f"/api/groups/{one['id']}/days", params={"days": 2}).json()["items"]
    assert [row["joined"] for row in days] == [0, 1]
    assert everyone.get("/api/groups", params={"sort": "x"}).status_code == 422

    stranger = console(uow, services, DataScope("own", (boss + 1,)))
    assert stranger.get("/api/groups").json()["total"] == 0
    for path in ("", "/members", "/days"):
        assert stranger.get(f"/api/groups/{one['id']}{path}").status_code == 404
    owner = console(uow, services, DataScope("own", (boss,)))
    assert owner.get(f"/api/groups/{one['id']}").status_code == 200
