"""The whole lane against the sandbox: two servers, real sockets, duplicated callbacks, tokens that die on the way."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from asgi_server import serving, wait_for
from fastapi import FastAPI
from sqlalchemy import func, select
from wechat.conftest import switchboard

from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import SystemClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.loops import LoopRunner
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging import tasks as messaging_tasks
from huayuan.messaging.api import Dispatcher
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.messaging.models import MessageRow
from huayuan.profiles.models import PersonProfileRow, StaffContactRow
from huayuan.wechat.connections import api, routes
from huayuan.wechat.connections.switchboard import Switchboard
from huayuan.wechat.wecom import tasks
from huayuan.wechat.wecom.models import WantedContactRow
from huayuan.wechat.wecom.wecom import Wecom
from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.state import Settings as Wish


def connected(
    database: Database, vault: Vault, known: dict[str, Any], folder: Path
) -> tuple[Wecom, Services, str]:
    clock = SystemClock()
    uow, services = UnitOfWork(database, clock), Services()
    channels = services.put(ChannelRegistry, ChannelRegistry())
    dispatcher = services.put(Dispatcher, Dispatcher(uow, channels, clock))
    services.put(UnitOfWork, uow)
    board = switchboard(uow, vault, clock, folder)
    board.put_into(services)
    wecom = Wecom(board, Resolver(vault), channels, dispatcher, known["base_url"])
    wecom.put_into(services)
    secrets = {
        "secret": known["secret"],
        "callback_token": known["token"],
        "encoding_aes_key": known["encoding_aes_key"],
    }
    new = api.NewConnection(
        "wecom", "沙箱", known["corp_id"], str(known["agent_id"]), secrets,
        {"welcome_text": "{customer_name}你好，我是{store_name}的{staff_name}"}, known["base_url"],
    )  # fmt: skip
    with uow.begin() as tx:
        view, _ = api.connect(tx, vault, board.kinds, new)
    wecom.sync.staff(view.id)
    wecom.sync.tags(view.id)
    return wecom, services, view.key


@pytest.mark.slow
def test_a_burst_with_faults_reaches_everyone_once(database: Database, vault: Vault, tmp_path: Path) -> None:
    sandbox = Sandbox(Wish(7, 300, 5))
    with (
        serving(create_app(sandbox), sandbox.serve_at) as platform,
        httpx.Client(base_url=platform + "/sandbox/control", trust_env=False, timeout=20) as control,
    ):
        known = control.get("/credentials").json() | {"base_url": platform}
        wecom, services, key = connected(database, vault, known, tmp_path)
        app = FastAPI()
        app.state.services = services
        app.router.routes += routes.INTAKE
        app.include_router(routes.router)
        loops = [*tasks.LOOPS.all, *messaging_tasks.LOOPS.all]
        runner = LoopRunner(services.get(UnitOfWork), services, loops, "test")
        with serving(app) as ours:
            runner.start()
            url = f"{ours}/callbacks/wecom/{key}"
            assert control.post("/connect", json={"callback_url": url}).json() == {
                "connected": True,
                "problem": "",
            }
            assert control.post("/faults", json={"duplicate": 0.3, "reorder": 0.3}).status_code == 200
            control.post("/burst", json={"adds": 60, "per_second": 100.0})
            time.sleep(0.3)
            control.post("/tokens/invalidate")
            status = lambda: control.get("/status").json()  # noqa: E731
            wait_for(lambda: status()["welcomes"]["sent"] == 60)
            wait_for(lambda: status()["callbacks_waiting"] == 0 and not wecom.backlog.any_waiting())
            assert status()["callbacks_duplicated"] > 0
            wait_for(lambda: number(database, MessageRow, MessageRow.state == "sent") == 60)
            wait_for(lambda: number(database, WantedContactRow) == 0)
        runner.stop(5)
        services.get(Switchboard).stop(5)
        wecom.stop()
        services.get(Dispatcher).stop(5)
        services.get(Switchboard).close()
    with database.reading() as session:
        states = dict(
            session.execute(select(MessageRow.state, func.count()).group_by(MessageRow.state)).all()
        )
        assert states == {"sent": 60}
    # Half-added customers are no friends yet, and the platform tells no name of theirs.
    friends, named = (
        number(database, StaffContactRow),
        number(database, PersonProfileRow, PersonProfileRow.name != ""),
    )
    assert 0 < friends <= named <= 60


def number(database: Database, model: Any, *conditions: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
