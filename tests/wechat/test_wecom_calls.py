"""Every call of the capabilities as it goes over the wire, and every class of error at each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import msgspec
import pytest
import yaml
from wechat.conftest import Platform, switchboard

from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.messaging.dispatcher import Dispatcher
from huayuan.wechat.connections import api
from huayuan.wechat.connections.errors import REACTIONS, AnswerBroken, Paused, Reaction, Refused
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.acquisition.calls import AcquisitionCalls
from huayuan.wechat.wecom.groups.calls import GroupCalls
from huayuan.wechat.wecom.join_ways.calls import JoinWayCalls
from huayuan.wechat.wecom.join_ways.wire import JoinWayWish
from huayuan.wechat.wecom.mass.calls import MassCalls
from huayuan.wechat.wecom.moments.calls import MomentCalls
from huayuan.wechat.wecom.transfers.calls import TransferCalls
from huayuan.wechat.wecom.wecom import Wecom

FIXTURES = files("huayuan.wechat.wecom") / "fixtures" / "capabilities.yaml"
CALLS: list[dict[str, Any]] = yaml.safe_load(FIXTURES.read_text("utf-8"))
CAPABILITIES = (AcquisitionCalls, GroupCalls, JoinWayCalls, MassCalls, MomentCalls, TransferCalls)
ENVELOPE = {"errcode", "errmsg"}


@pytest.fixture
def client(tmp_path: Any, vault: Vault, clock: ManualClock, platform: Platform) -> Iterator[Any]:
    """One connection; the records are on SQLite only, as calls do not look at them."""
    database = Database(f"sqlite:///{tmp_path / 'records.sqlite'}")
    database.create_all()
    uow, channels = UnitOfWork(database, clock), ChannelRegistry()
    board, dispatcher = switchboard(uow, vault, clock, tmp_path), Dispatcher(uow, channels, clock)
    wecom = Wecom(board, Resolver(vault), channels, dispatcher, platform.url)
    new = api.NewConnection("wecom", "测试", "wwtest", "1", {"secret": "s"}, {}, platform.url)
    with uow.begin() as tx:
        view, _ = api.connect(tx, vault, board.kinds, new)
    yield wecom.clients.of(view.id)
    wecom.stop()
    dispatcher.stop(1)
    board.close()
    database.dispose()


def run(client: Any, one: dict[str, Any]) -> Any:
    return getattr(client, one["call"])(*[value(each) for each in one["args"]], **one.get("named", {}))


def value(given: Any) -> Any:
    if isinstance(given, dict) and "time" in given:
        return datetime.fromtimestamp(given["time"], UTC)
    return JoinWayWish(**given["wish"]) if isinstance(given, dict) and "wish" in given else given


def named(one: dict[str, Any]) -> str:
    return f"{one['call']}:{one['path'].split('/', 1)[1]}"


def plain(result: Any) -> Any:
    built = msgspec.to_builtins(result)
    return {k: v for k, v in built.items() if k not in ENVELOPE} if isinstance(built, dict) else built


def test_every_call_of_the_capabilities_has_its_fixture() -> None:
    public = {name for each in CAPABILITIES for name in vars(each) if not name.startswith("_")}
    assert {one["call"] for one in CALLS} == public


@pytest.mark.parametrize("one", CALLS, ids=named)
def test_what_is_asked_and_what_is_read(client: Any, platform: Platform, one: dict[str, Any]) -> None:
    platform.answers[one["path"].rsplit("/", 1)[-1]] = one.get("answer")
    result = run(client, one)
    asked = platform.asked[-1]
    assert asked.path == "/cgi-bin/" + one["path"]
    if "queries" in one:
        assert {k: v for k, v in asked.query.items() if k != "access_token"} == one["queries"]
    else:
        assert asked.body == one["asks"]
    assert plain(result) == one.get("gives")


@pytest.mark.parametrize("one", CALLS, ids=named)
def test_every_class_of_error_and_broken_answers(
    client: Any, platform: Platform, one: dict[str, Any]
) -> None:
    """By class, never by text; the client repeats by itself what may be repeated, and rests when it is told to."""
    end = one["path"].rsplit("/", 1)[-1]
    for kind, listed in codes.CODES.items():
        client.pauses.clear()
        platform.answers[end] = lambda _, code=listed[0]: {"errcode": code, "errmsg": "whatever"}
        before = len(platform.calls(one["path"]))
        with pytest.raises(Refused) as refused:
            run(client, one)
        assert (refused.value.errcode, refused.value.kind) == (listed[0], kind)
        tries = len(platform.calls(one["path"])) - before
        again = REACTIONS[kind] in (Reaction.AGAIN, Reaction.NEW_TOKEN)
        assert (tries > 1) == again
        if REACTIONS[kind] in (Reaction.PAUSE, Reaction.STOP_CONNECTION):
            with pytest.raises(Paused):
                run(client, one)
    client.pauses.clear()
    platform.answers[end] = {"errcode": "none", "errmsg": 5}
    with pytest.raises(AnswerBroken):
        run(client, one)
    platform.answers[end] = {"cut_off": True}
    with pytest.raises(HuayuanError):
        run(client, one)
