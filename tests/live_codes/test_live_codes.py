"""Live codes: rules, issue over real HTTP, crash and refusal, the routes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.responses import JSONResponse
from picture_host import PNG, picture_host
from sqlalchemy import update
from wechat.conftest import CORP, desk, platform  # noqa: F401
from wechat.test_sync import Console

from huayuan.access.contracts import BUILT_IN_ROLES
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.pictures import Pictures
from huayuan.kernel.worker import Worker
from huayuan.live_codes import api, routes, rules, tasks
from huayuan.live_codes.contracts import NewLiveCode, Rotation, Status
from huayuan.live_codes.errors import (
    NoConnection,
    NoStaff,
    RotationFixed,
    StaffMayNotServe,
    StaffNeeded,
    TooManyStaff,
    UnknownVariable,
    WelcomeTooLong,
)
from huayuan.live_codes.models import LiveCodeRow
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections import api as connections
from huayuan.wechat.wecom.media import api as media


def test_variables() -> None:
    assert rules.variables_in("{a} {b}{a} { c } {}") == ["a", "b"]
    rules.check_welcome("你好{customer_name}，{staff_name} {store_name} {channel}")
    with pytest.raises(UnknownVariable) as caught:
        rules.check_welcome("{custmer_name}")
    assert "{custmer_name}" in caught.value.text("zh") and "{customer_name}" in caught.value.text("en")
    rules.check_welcome("好" * 1200)
    with pytest.raises(WelcomeTooLong):
        rules.check_welcome("好" * 1201)
    assert (
        rules.render("{customer_name}/{staff_name}/{other}", {"customer_name": "{staff_name}"})
        == "{staff_name}//{other}"
    )


def test_staff_of_a_code() -> None:
    rules.check_staff(Rotation.SINGLE, [1])
    rules.check_staff(Rotation.ROUND_ROBIN, list(range(100)))
    for rotation, staff, error in (
        (Rotation.SINGLE, [], StaffNeeded), (Rotation.SINGLE, [1, 2], StaffNeeded),
        (Rotation.ROUND_ROBIN, [], NoStaff), (Rotation.ALL, list(range(101)), TooManyStaff),
    ):  # fmt: skip
        with pytest.raises(error):
            rules.check_staff(rotation, staff)
    rules.check_rotation_change(Rotation.ALL, Rotation.ROUND_ROBIN)
    with pytest.raises(RotationFixed):
        rules.check_rotation_change(Rotation.SINGLE, Rotation.ALL)


def staff(desk: Any, *userids: str) -> tuple[int, ...]:  # noqa: F811
    with desk.uow.begin() as tx:
        members = stores.ensure_staff(tx, CORP, userids)
    return tuple(members[userid].id for userid in userids)


def create(desk: Any, staff_ids: tuple[int, ...], **more: Any) -> Any:  # noqa: F811
    wish = {"rotation": Rotation.SINGLE, "tag_ids": (), "welcome_text": "欢迎来到{channel}"} | more
    with desk.uow.begin() as tx:
        return api.create(tx, NewLiveCode("海报", "门店海报", desk.view.id, staff_ids, **wish), CORP)


def run(desk: Any) -> None:  # noqa: F811
    Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test").run_due()


def get(desk: Any, code_id: int) -> Any:  # noqa: F811
    with desk.uow.read() as tx:
        return api.get(tx, code_id)


WAY = {"config_id": "cfg1", "qr_code": "https://wework.qpic.cn/qr/1"}


def test_a_code_is_issued_and_wins_a_friend(desk: Any, platform: Any) -> None:  # noqa: F811
    platform.answers["add_contact_way"] = WAY
    with desk.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "来源", "海报")
    code = create(desk, staff(desk, "zhang"), tag_ids=(tag,))
    assert code.status is Status.DRAFT and len(code.state) <= 30
    run(desk)
    issued = get(desk, code.id)
    assert (issued.status, issued.config_id, issued.url) == (Status.ACTIVE, "cfg1", WAY["qr_code"])
    [asked] = platform.calls("add_contact_way")
    assert asked.body == {
        "type": 1, "scene": 2, "state": code.state, "user": ["zhang"], "remark": "海报", "skip_verify": True,
    }  # fmt: skip
    desk.added("zhang", "wm1", State=code.state, WelcomeCode="W1")
    desk.work()
    assert platform.calls("send_welcome_msg")[0].body["text"]["content"] == "欢迎来到门店海报"
    with desk.uow.read() as tx:
        assert api.numbers(tx, [code.id], desk.clock.now().replace(hour=0))[code.id].friends_today == 1


def test_a_tag_that_a_code_gives_is_not_deleted(desk: Any) -> None:  # noqa: F811
    with desk.uow.begin() as tx:
        tag, other = profiles.ensure_tag(tx, "来源", "海报"), profiles.ensure_tag(tx, "来源", "别的")
    code = create(desk, staff(desk, "zhang"), tag_ids=(tag,))
    with desk.uow.read() as tx:
        assert [place.id for place in api.places_of_tag(tx, tag)] == [code.id]
        assert api.places_of_tag(tx, other) == []


def test_a_lost_answer_leaves_no_orphan(desk: Any, platform: Any) -> None:  # noqa: F811
    code = create(desk, staff(desk, "zhang"))
    platform.answers["add_contact_way"] = [{"cut_off": True}, WAY]
    run(desk)
    assert get(desk, code.id).status is Status.DRAFT
    platform.answers["list_contact_way"] = {"contact_way": [{"config_id": "other"}, {"config_id": "cfg9"}]}
    platform.answers["get_contact_way"] = lambda asked: {
        "contact_way": {
            "config_id": asked.body["config_id"], "qr_code": "https://q/9",
            "state": code.state if asked.body["config_id"] == "cfg9" else "x",
        }
    }  # fmt: skip
    desk.clock.advance(seconds=2)
    run(desk)
    assert get(desk, code.id).config_id == "cfg9"
    assert len(platform.calls("add_contact_way")) == 1


def test_a_refusal_is_shown_and_saving_tries_again(desk: Any, platform: Any) -> None:  # noqa: F811
    platform.answers["add_contact_way"] = [{"errcode": 41054}, WAY]
    code = create(desk, staff(desk, "zhang"))
    run(desk)
    refused = get(desk, code.id)
    assert refused.status is Status.FAILED and "未激活" in refused.error["message"]["zh"]
    desk.clock.advance(seconds=1)
    with desk.uow.begin() as tx:
        api.change(tx, code.id, api.Change(staff_ids=staff_of(tx, "li")))
    run(desk)
    assert get(desk, code.id).status is Status.ACTIVE
    assert platform.calls("add_contact_way")[1].body["user"] == ["li"]


def staff_of(tx: Any, userid: str) -> tuple[int, ...]:
    return (stores.ensure_staff(tx, CORP, [userid])[userid].id,)


def test_everyone_follows_the_address_book(desk: Any, platform: Any) -> None:  # noqa: F811
    platform.answers["add_contact_way"] = WAY
    staff(desk, "zhang")
    code = create(desk, (), rotation=Rotation.ALL)
    run(desk)
    assert platform.calls("add_contact_way")[0].body["type"] == 2
    staff(desk, "li")
    with desk.uow.begin() as tx:
        api.follow_staff(tx, desk.view.id)
    run(desk)
    assert platform.calls("update_contact_way")[0].body["user"] == ["li", "zhang"]
    with desk.uow.begin() as tx:
        api.archive(tx, code.id)
    run(desk)
    assert platform.calls("del_contact_way")[0].body == {"config_id": "cfg1"}
    assert get(desk, code.id).config_id is None


def test_who_may_not_contact_customers_stands_behind_no_code(desk: Any, platform: Any) -> None:  # noqa: F811
    platform.answers["add_contact_way"] = WAY
    zhang, chen = staff(desk, "zhang", "chen")
    several = create(desk, (zhang, chen), rotation=Rotation.ROUND_ROBIN)
    everyone = create(desk, (), rotation=Rotation.ALL)
    with desk.uow.begin() as tx:
        stores.upsert_staff(tx, account=CORP, userid="chen", name="财务小陈", store_id=None, serves=False)
    for staff_ids, rotation in (((chen,), Rotation.SINGLE), ((zhang, chen), Rotation.ROUND_ROBIN)):
        with pytest.raises(StaffMayNotServe) as caught:
            create(desk, staff_ids, rotation=rotation)
        assert "财务小陈" in caught.value.text("zh") and "zhang" not in caught.value.text("en")
    run(desk)
    assert [asked.body["user"] for asked in platform.calls("add_contact_way")] == [["zhang"], ["zhang"]]
    assert {get(desk, one.id).status for one in (several, everyone)} == {Status.ACTIVE}


def test_over_http(desk: Any, platform: Any, tmp_path: Path) -> None:  # noqa: F811
    desk.app.include_router(routes.router)
    http = Console(desk).http
    [zhang] = staff(desk, "zhang")
    platform.answers["add_contact_way"] = WAY
    body = {
        "name": "海报",
        "channel": "门店",
        "connection_id": desk.view.id,
        "staff_ids": [zhang],
        "welcome_text": "hi",
    }
    made = http.post("/api/live-codes", json=body).json()
    assert (
        made["status"] == "draft"
        and made["staff"] == [{"id": zhang, "name": "zhang"}]
        and made["scans"] is None
    )
    run(desk)
    listed = http.get("/api/live-codes?q=海&sort=-created_at").json()
    assert listed["total"] == 1 and listed["items"][0]["status"] == "active"
    desk.services.put(Pictures, Pictures(tmp_path / "pictures"))
    with picture_host({"/1": (200, PNG)}) as host:
        with desk.uow.begin() as tx:
            tx.session.execute(update(LiveCodeRow).values(url=f"{host}/1"))
        shown = http.get(f"/api/live-codes/{made['id']}/qr")
    assert (shown.headers["content-type"], shown.content) == ("image/png", PNG)
    assert http.get(f"/api/live-codes/{made['id']}/qr").content == PNG, "kept while the platform is down"
    preview = http.post("/api/live-codes/preview", json={"welcome_text": "{customer_name}好"}).json()
    assert preview == {"text": "王芳好", "variables": ["customer_name"], "bytes": 9}
    assert len(http.get("/api/live-codes/variables").json()["items"]) == 4
    assert http.patch(f"/api/live-codes/{made['id']}", json={"name": "新"}).json()["name"] == "新"
    assert http.post(f"/api/live-codes/{made['id']}/archive").json()["status"] == "archived"


def test_attachments_name_what_was_uploaded(desk: Any, platform: Any) -> None:  # noqa: F811
    desk.app.include_router(routes.router)

    @desk.app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    http = Console(desk).http
    with desk.uow.begin() as tx:
        picture = media.add(tx, "image", "封面.png", b"\x89PNG" + b"picture" * 20).id
        menu = media.add(tx, "file", "菜单.pdf", b"%PDF-1.7 menu of the season").id
    body = {
        "name": "海报",
        "channel": "门店海报",
        "staff_ids": list(staff(desk, "zhang")),
        "welcome_text": "你好",
    }
    card = {"kind": "miniprogram", "title": "商城", "appid": "wx1", "page": "/p", "asset_id": picture}
    sent = [{"kind": "image", "asset_id": picture}, {"kind": "file", "asset_id": menu}, card]
    made = http.post("/api/live-codes", json=body | {"welcome_attachments": sent}).json()
    assert made["welcome_attachments"] == sent
    one = f"/api/live-codes/{made['id']}"
    for wrong in (
        {"kind": "file", "asset_id": picture},
        {"kind": "image", "asset_id": menu},
        {"kind": "image", "asset_id": 999},
        card | {"asset_id": menu},
    ):
        for answer in (
            http.post("/api/live-codes", json=body | {"welcome_attachments": [sent[0], wrong]}),
            http.patch(one, json={"welcome_attachments": [sent[0], wrong]}),
        ):
            assert answer.json()["code"] == "live_codes.attachment_unfit"
    assert http.get(one).json()["welcome_attachments"] == sent, "nothing of a refused change is kept"
    assert http.patch(one, json={"welcome_attachments": []}).json()["welcome_attachments"] == []


def test_a_store_manager_makes_the_first_code(desk: Any, platform: Any) -> None:  # noqa: F811
    desk.app.include_router(routes.router)
    desk.app.add_exception_handler(HuayuanError, refuse)
    manager = next(role for role in BUILT_IN_ROLES if role.code == "store_manager")
    http = Console(desk, *manager.permissions).http
    [zhang] = staff(desk, "zhang")
    body = {"name": "海报", "channel": "门店", "staff_ids": [zhang]}
    assert http.get("/api/live-codes/connections").json() == {
        "items": [{"id": desk.view.id, "name": "旗舰店", "account": CORP}]
    }
    assert http.post("/api/live-codes", json=body).json()["connection_id"] == desk.view.id
    with desk.uow.begin() as tx:
        new = connections.NewConnection(
            "wecom", "二号", "wwsecond", "7", {"secret": "secret-2"}, {}, "http://x"
        )
        connections.connect(tx, desk.services.get(Vault), desk.board.kinds, new)
    desk.board.connections.forget()
    refused = http.post("/api/live-codes", json=body)
    assert refused.status_code == 422 and "二号" in refused.json()["message"]["zh"]
    assert http.post("/api/live-codes", json=body | {"connection_id": desk.view.id}).status_code == 201
    assert http.post("/api/live-codes", json=body | {"connection_id": 99}).json()["code"] == "not_found"
    with pytest.raises(NoConnection):
        rules.chosen_connection([], None)


async def refuse(_request: Any, error: Any) -> JSONResponse:
    return JSONResponse(error.as_dict(), error.status)


def test_codes_by_friends_and_friends_by_day(desk: Any, platform: Any) -> None:  # noqa: F811
    desk.app.include_router(routes.router)
    http = Console(desk).http
    ids = staff(desk, "zhang")
    none, today, before = [create(desk, ids).id for _ in range(3)]
    with desk.uow.begin() as tx:
        midnight = tx.now.replace(hour=16, minute=0) - timedelta(days=1)  # 00:00 in Shanghai
        moments = {
            today: [midnight],
            before: [midnight - timedelta(seconds=1), midnight - timedelta(days=29)],
        }
        moments[before] += [midnight - timedelta(days=29, seconds=1)]
        for code, times in moments.items():
            for number, at in enumerate(times):
                person = code * 10 + number
                profiles.friend_added(
                    tx, person_id=person, staff_id=ids[0], account=CORP, external_userid=f"wm{person}", added_at=at,
                    add_way=1, state=None, channel=None, live_code_id=code,
                )  # fmt: skip

    def order(sort: str) -> list[int]:
        return [item["id"] for item in http.get(f"/api/live-codes?sort={sort}").json()["items"]]

    assert order("-friends") == [before, today, none] and order("friends") == [none, today, before]
    assert order("-friends_today") == [today, before, none]
    items = http.get(f"/api/live-codes/{before}/days").json()["items"]
    assert len(items) == 30 and items[-1] == {"day": "2026-03-02", "friends": 0}
    assert {item["day"]: item["friends"] for item in items if item["friends"]} == {
        "2026-03-01": 1,
        "2026-02-01": 1,
    }
    assert http.get(f"/api/live-codes/{none}/days").json()["items"][0] == {"day": "2026-02-01", "friends": 0}


def test_states_are_unique_and_only_of_their_corp(desk: Any) -> None:  # noqa: F811
    ids = staff(desk, "zhang")
    codes = [create(desk, ids) for _ in range(20)]
    assert len({code.state for code in codes}) == 20
    with desk.uow.read() as tx:
        assert api.by_states(tx, "wwother", [codes[0].state]) == {}
        assert tx.session.get(LiveCodeRow, codes[0].id) is not None
