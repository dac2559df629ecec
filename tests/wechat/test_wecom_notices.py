"""Staff are told by the app: once, whatever gets lost; who could not be told is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.test_flow import rows
from wechat.wecom_stage import stage

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.worker import Worker
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffNotice, StaffNoticePort
from huayuan.wechat.connections.errors import REACTIONS, Reaction
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.notices import routes, tasks
from huayuan.wechat.wecom.notices.errors import NoticeUnfit
from huayuan.wechat.wecom.notices.models import NoticeRow

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def member(desk: Any, userid: str, active: bool = True, account: str = CORP) -> int:
    with desk.uow.begin() as tx:
        return stores.upsert_staff(
            tx, account=account, userid=userid, name=userid, store_id=None, active=active
        )


def tell(desk: Any, *staff: int, key: str = "k1", text: str = "今天有 3 位客户生日", **more: str) -> int:
    with desk.uow.begin() as tx:
        return desk.services.get(StaffNoticePort).notices.tell(tx, StaffNotice(key, staff, text, **more))


def jobs(desk: Any, seconds: float = 0) -> None:
    desk.clock.advance(seconds=seconds)
    worker = Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test")
    for _ in range(5):
        worker.run_due()


def test_a_notice_goes_once_to_those_who_work_here(desk: Any, platform: Any) -> None:
    zhang, li = member(desk, "zhang"), member(desk, "li")
    platform.answers["send"] = {"msgid": "1", "invaliduser": "li"}
    assert tell(desk, zhang, li, member(desk, "gone", active=False), member(desk, "x", account="other")) == 2
    assert tell(desk, zhang, li) == 2
    jobs(desk)
    [sent] = platform.calls("message/send")
    assert sent.body == {
        "touser": "li|zhang", "msgtype": "text", "agentid": 1000002, "text": {"content": "今天有 3 位客户生日"},
        "enable_duplicate_check": 1, "duplicate_check_interval": 14400,
    }  # fmt: skip
    [row] = rows(desk, NoticeRow)
    assert (row.state, row.missed) == ("sent", ["li"])


def test_a_card_leads_to_a_page(desk: Any, platform: Any) -> None:
    zhang = member(desk, "zhang")
    tell(desk, zhang, title="生日提醒", url="https://garden.example/tasks", button="去看看")
    jobs(desk)
    [sent] = platform.calls("message/send")
    assert sent.body["textcard"] == {
        "title": "生日提醒", "description": "今天有 3 位客户生日", "url": "https://garden.example/tasks", "btntxt": "去看看",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "}, {"text": "好" * 683}, {"url": "https://x.example"}, {"title": "t", "url": "javascript:x"},
        {"title": "t" * 129, "url": "https://x.example"}, {"title": "t", "url": "https://x.example", "text": "好" * 513},
    ],
)  # fmt: skip
@SQLITE
def test_what_the_platform_would_cut_is_refused(desk: Any, wrong: dict[str, str]) -> None:
    with pytest.raises(NoticeUnfit):
        tell(desk, member(desk, "zhang"), **wrong)


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_staff_are_told(desk: Any, platform: Any, kind: Any) -> None:
    platform.answers["send"] = {"errcode": codes.CODES[kind][0]}
    tell(desk, member(desk, "zhang"))
    jobs(desk)
    [row] = rows(desk, NoticeRow)
    again = REACTIONS[kind] in (Reaction.AGAIN, Reaction.NEW_TOKEN, Reaction.PAUSE, Reaction.STOP_CONNECTION)
    assert row.state == ("waiting" if again else "failed")
    assert row.errcode == (None if again else codes.CODES[kind][0])
    platform.answers["send"] = {"msgid": "1"}
    jobs(desk, 700)
    jobs(desk, 3600)
    assert rows(desk, NoticeRow)[0].state == ("sent" if again else "failed")


@SQLITE
def test_nobody_tells_staff_outside_their_scope(desk: Any, platform: Any) -> None:
    zhang, li = member(desk, "zhang"), member(desk, "li")
    caller = Caller("user", 1, "店长", frozenset({"messages.write"}), DataScope("own", (zhang,)))
    desk.services.put(Authenticator, Authenticator(lambda _: caller))
    app = FastAPI()
    app.state.services = desk.services
    app.include_router(routes.router)

    @app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    http = TestClient(app)
    wish = {"staff_ids": [zhang, li], "text": "开会", "key": "k"}
    assert http.post("/api/wecom/notices", json=wish).json() == {"reached": 1}
    assert http.post("/api/wecom/notices", json=wish).json() == {"reached": 1}
    jobs(desk)
    assert [one.body["touser"] for one in platform.calls("message/send")] == ["zhang"]
    [shown] = http.get("/api/wecom/notices").json()["items"]
    assert (shown["state"], shown["members"]) == ("sent", 1)
    caller = Caller("user", 1, "x", frozenset({"messages.read"}), DataScope("all", ()))
    assert http.post("/api/wecom/notices", json=wish).status_code == 403


@SQLITE
def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        with one.uow.begin() as tx:
            members, _ = stores.list_staff(tx, active=True)
            notices = one.services.get(StaffNoticePort).notices
            ids = tuple(each.id for each in members[:3])
            notices.tell(tx, StaffNotice("k", ids, "请跟进", "任务", "https://garden.example/t"))
        one.work_until(lambda: [row for row in one.rows(NoticeRow) if row.state == "sent"])
        [told] = one.act("app_messages")["messages"]
        assert sorted(told["userids"]) == sorted(each.userid for each in members[:3])
        assert told["content"]["title"] == "任务"
        client = one.client
        for _ in range(2):  # an answer was lost and the call made again
            client.tell_staff([members[0].userid], "text", {"content": "同一条"})
        assert len(one.act("app_messages")["messages"]) == 2
